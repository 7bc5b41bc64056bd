"""How much one says in a while."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peerloop.kit.clock import now
from peerloop.questions.rules import MOST_SAID, SAID_WITHIN, not_too_often

if TYPE_CHECKING:
    from django.db.models import QuerySet


def keep_pace(said: QuerySet[Any]) -> None:
    """Refuse who has said too much lately; what waits for its quarter-hour counts as said now."""
    instant = now()
    lately = said.filter(at__gt=instant - SAID_WITHIN).values_list("at", flat=True)
    not_too_often([min(at, instant) for at in lately], instant, most=MOST_SAID, within=SAID_WITHIN)

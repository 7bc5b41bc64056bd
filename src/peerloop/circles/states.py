"""How far a forming has come, and what may still be done to it."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from peerloop.kit.clock import now

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from peerloop.circles.models import Forming

LONGEST = timedelta(minutes=30)
"""One that has not ended by then is not coming any more."""


class State(StrEnum):
    """Where a forming stands."""

    UNDER_WAY = "under_way"
    DRAFT = "draft"
    MAKING = "making"
    MADE = "made"
    DISCARDED = "discarded"
    LOST = "lost"


LABELS: dict[State, _StrPromise] = {
    State.UNDER_WAY: gettext_lazy("under way"),
    State.DRAFT: gettext_lazy("draft"),
    State.MAKING: gettext_lazy("being made"),
    State.MADE: gettext_lazy("made"),
    State.DISCARDED: gettext_lazy("thrown away"),
    State.LOST: gettext_lazy("ended without a result"),
}


def state(forming: Forming) -> State:
    """Return where it stands; reads ``making`` and ``discard``, which a list fetches along."""
    if hasattr(forming, "making"):
        return State.MADE if forming.making.finished_at else State.MAKING
    if hasattr(forming, "discard"):
        return State.DISCARDED
    if forming.finished_at is not None:
        return State.DRAFT
    return State.UNDER_WAY if forming.at > now() - LONGEST else State.LOST

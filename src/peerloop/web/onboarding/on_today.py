"""Buddies on Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.onboarding.queries import to_answer
from peerloop.web.today.cards import card

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.kit.prepared import Asked
    from peerloop.people.models import Member


@card("onboarding/_today.html")
def buddies(reader: Member, _instant: datetime) -> Asked:
    """Proposals that wait for the reader's yes."""
    return to_answer.of(reader)

"""Proposals on Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.proposals.queries import for_today
from peerloop.web.today.cards import SIDE, card

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.kit.prepared import Asked
    from peerloop.people.models import Member


SHOWN = 2


@card("proposals/_today.html", place=SIDE)
def proposed(reader: Member, _instant: datetime) -> Asked:
    """What is wanted most and taught by nobody yet."""
    return for_today.of(reader, at_most=SHOWN)

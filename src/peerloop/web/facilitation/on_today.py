"""On Today: a circle that one could take over; that one has been quiet somewhere, for oneself alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.facilitation.queries import quiet_waiting, successions_waiting
from peerloop.web.today.cards import SIDE, card

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.kit.prepared import Asked
    from peerloop.people.models import Member


@card("facilitation/_today_asked.html")
def asked(reader: Member, instant: datetime) -> Asked:
    """Circles that the reader is proposed to take over."""
    return successions_waiting.of(reader)


@card("facilitation/_today_quiet.html", place=SIDE)
def quiet(reader: Member, instant: datetime) -> Asked:
    """Where the reader has been quiet, and has not said whether it may be told."""
    return quiet_waiting.of(reader)

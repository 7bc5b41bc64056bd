"""Swaps and rings on Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.matchmaking.queries import rings_to_answer, rings_waiting
from peerloop.web.matchmaking.rings import told
from peerloop.web.today.cards import card

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.kit.prepared import Asked
    from peerloop.matchmaking.models import Ring
    from peerloop.people.models import Member
    from peerloop.web.matchmaking.rings import Told


def _told(_rows: list[Ring], reader: Member) -> list[Told]:
    return [told(ring, reader) for ring in rings_to_answer(reader)]


@card("matchmaking/_today.html", told=_told)
def rings(reader: Member, instant: datetime) -> Asked:
    """Swaps and rings that wait for the reader's yes."""
    return rings_waiting.of(reader, instant)

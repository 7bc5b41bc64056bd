"""A programme on Today: one that is for the reader, until they join or say no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.kit.clock import now
from peerloop.programmes.queries import waiting_programmes
from peerloop.programmes.rules import may_join_on
from peerloop.web.today.cards import SIDE, card

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.kit.prepared import Asked
    from peerloop.people.models import Member
    from peerloop.programmes.models import Programme


def can_be_joined(rows: list[Programme], reader: Member) -> list[Programme]:
    """Return the first that can still be joined."""
    return [row for row in rows if may_join_on(row, now().date())][:1]


@card("programmes/_today.html", place=SIDE, told=can_be_joined)
def for_the_reader(reader: Member, instant: datetime) -> Asked:
    """Programmes that are for the reader."""
    return waiting_programmes.of(reader, at_most=3)

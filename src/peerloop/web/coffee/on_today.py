"""Coffees on Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.coffee.queries import to_answer
from peerloop.web.today.cards import card

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.kit.prepared import Asked
    from peerloop.people.models import Member


@card("coffee/_today.html")
def coffees(reader: Member, instant: datetime) -> Asked:
    """Hours to answer, and coffees of which the reader has not said whether they met."""
    return to_answer.of(reader, instant)

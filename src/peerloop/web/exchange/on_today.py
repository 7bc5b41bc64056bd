"""Days beside a colleague and weeks in another team on Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.exchange.queries import days_to_answer, rotations_to_answer
from peerloop.web.today.cards import card

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.kit.prepared import Asked
    from peerloop.people.models import Member


@card("exchange/_days_today.html")
def days(reader: Member, instant: datetime) -> Asked:
    """Who asks to come along."""
    return days_to_answer.of(reader, instant)


@card("exchange/_rotations_today.html")
def rotations(reader: Member, instant: datetime) -> Asked:
    """Who asks for the reader's yes to weeks in another team."""
    return rotations_to_answer.of(reader, instant)

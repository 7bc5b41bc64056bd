"""Surveys on Today, until they are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.pulse.queries import surveys_for_today
from peerloop.web.today.cards import card

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.kit.prepared import Asked
    from peerloop.people.models import Member

FEW = 2


@card("pulse/_today.html")
def surveys(reader: Member, instant: datetime) -> Asked:
    """Open surveys that the reader has not answered."""
    return surveys_for_today.of(reader, instant, at_most=FEW)

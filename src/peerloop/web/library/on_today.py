"""The library on Today: what waits for the reader's eye, their yes, or their answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.library.queries.today import consents_waiting, interviews_waiting, reviews_waiting
from peerloop.web.today.cards import card

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.kit.prepared import Asked
    from peerloop.people.models import Member

FEW = 2


@card("library/_reviews_today.html")
def reviews(reader: Member, _instant: datetime) -> Asked:
    """Drafts that colleagues ask the reader to look at."""
    return reviews_waiting.of(reader, at_most=FEW)


@card("library/_consents_today.html")
def consents(reader: Member, _instant: datetime) -> Asked:
    """What needs the reader's yes."""
    return consents_waiting.of(reader, at_most=FEW)


@card("library/_interviews_today.html")
def interviews(reader: Member, _instant: datetime) -> Asked:
    """Interviews that the reader is asked for."""
    return interviews_waiting.of(reader, at_most=FEW)

"""Office hours. What somebody asks is theirs and the host's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.access.readers.who import TWO
from tests.access.samples.officehours import a_visit_of

if TYPE_CHECKING:
    from peerloop.people.models import Member

READERS = {"officehours.Visit.text": TWO}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The owner waits for the other's office hours with a question."""
    visit = a_visit_of(owner, pair)
    return {"office-hours": [visit.hour_id], "office-hours/visits": [visit.pk]}

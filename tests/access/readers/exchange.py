"""Days beside a colleague and weeks in another team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.access.readers.who import EVERYBODY, TWO
from tests.access.samples.exchange import a_day_asked, a_rotation_of, an_agreed_rotation

if TYPE_CHECKING:
    from peerloop.people.models import Member

READERS = {
    "exchange.Day.about": EVERYBODY,
    "exchange.Day.where": EVERYBODY,
    "exchange.DayRequest.word": TWO,
    "exchange.Place.about": EVERYBODY,
    "exchange.Rotation.word": TWO,
    "exchange.WeekPlan.text": TWO,
}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The owner has asked for a day and for weeks, and once all have agreed."""
    day = a_day_asked(owner, pair)
    rotation = a_rotation_of(owner, pair)
    agreed = an_agreed_rotation(owner, pair)["pk"]
    return {
        "exchange/day-requests": [day.pk],
        "exchange/days": [day.day_id],
        "exchange/places": [rotation.place_id],
        "exchange/rotations": [rotation.pk, agreed],
    }

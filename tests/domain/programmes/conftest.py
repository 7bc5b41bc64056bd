"""It is Monday, 23 November 2026; Olga, an organiser, sets up a mentoring season for everybody."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from peerloop.kit import clock
from peerloop.programmes.actions import open_programme, set_up_programme
from peerloop.programmes.models import Programme
from peerloop.programmes.rules import Aim, Day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.people.models import Member

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
FIRST, LAST = date(2026, 11, 30), date(2027, 2, 26)
AIMS = (
    Aim("People who take part", Decimal(20), "people", "participants"),
    Aim("Days until a newcomer works alone", Decimal(40), "days", baseline=Decimal(60), baseline_source="HR, 2025"),
)
DAYS = (Day(date(2026, 11, 30), "Kick-off"), Day(date(2027, 1, 11), "Half-time"))


@pytest.fixture(autouse=True)
def _monday_morning(db: None) -> Iterator[None]:
    with clock.at(MONDAY):
        yield


def set_up(by: Member, **otherwise: Any) -> Programme:
    """Set up the season, or what is said otherwise."""
    said: dict[str, Any] = {
        "title": "Winter of mentoring", "why": "Newcomers wait too long.", "starts_on": FIRST, "ends_on": LAST,
        "allowance": 180, "formats": ["mentoring"], "objectives": AIMS, "timetable": DAYS,
    }  # fmt: skip
    return set_up_programme(by=by, **said | otherwise)


@pytest.fixture
def draft(organiser: Member) -> Programme:
    return set_up(organiser)


@pytest.fixture
def season(draft: Programme, organiser: Member) -> Programme:
    """The programme, open."""
    open_programme(draft, by=organiser)
    return Programme.objects.select_related("opening").get(pk=draft.pk)


def after(**time: float) -> Any:
    """Set the clock so much later than that Monday."""
    return clock.at(MONDAY + timedelta(**time))

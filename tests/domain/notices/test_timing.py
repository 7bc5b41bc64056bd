"""The digest's hour in every reader's zone: once a day and never twice, over every change of clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from peerloop.notices.models import DigestTime
from peerloop.notices.timing import latest_slot, within
from peerloop.people.validators import zones

DAILY = DigestTime.Every.DAY
QUARTER = timedelta(minutes=15)


def at(zone: str, *moment: int, hour: int, fold: int = 0) -> tuple[date, datetime]:
    """Return what came last in ``zone`` by a moment of its wall clock, in UTC, for a plan at ``hour`` each day."""
    wall = datetime(*moment, tzinfo=ZoneInfo(zone), fold=fold)
    return latest_slot(DigestTime(every=DAILY, hour=hour), zone, wall.astimezone(UTC))


@pytest.mark.parametrize(
    ("zone", "moment", "hour", "day", "instant"),
    [
        ("Europe/Berlin", (2026, 11, 23, 7, 59), 8, date(2026, 11, 22), datetime(2026, 11, 22, 7, tzinfo=UTC)),
        ("Europe/Berlin", (2026, 11, 23, 8, 0), 8, date(2026, 11, 23), datetime(2026, 11, 23, 7, tzinfo=UTC)),
        # 02:00 does not exist on 29 March: it comes right after the gap, at three o'clock.
        ("Europe/Berlin", (2026, 3, 29, 1, 59), 2, date(2026, 3, 28), datetime(2026, 3, 28, 1, tzinfo=UTC)),
        ("Europe/Berlin", (2026, 3, 29, 3, 0), 2, date(2026, 3, 29), datetime(2026, 3, 29, 1, tzinfo=UTC)),
        # 02:00 comes twice on 25 October: the first counts.
        ("Europe/Berlin", (2026, 10, 25, 2, 0), 2, date(2026, 10, 25), datetime(2026, 10, 25, 0, tzinfo=UTC)),
        ("Asia/Kathmandu", (2026, 11, 23, 8, 0), 8, date(2026, 11, 23), datetime(2026, 11, 23, 2, 15, tzinfo=UTC)),
        ("Australia/Lord_Howe", (2026, 10, 4, 2, 30), 2, date(2026, 10, 4), datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
        ("America/Nuuk", (2026, 3, 29, 0, 30), 23, date(2026, 3, 28), datetime(2026, 3, 29, 1, tzinfo=UTC)),
        # Samoa left out 30 December 2011.
        ("Pacific/Apia", (2011, 12, 31, 9, 0), 8, date(2011, 12, 31), datetime(2011, 12, 30, 18, tzinfo=UTC)),
    ],
)
def test_the_hour_that_came_last(zone: str, moment: tuple[int, ...], hour: int, day: date, instant: datetime) -> None:
    assert at(zone, *moment, hour=hour) == (day, instant)


def test_the_second_of_two_equal_hours_is_no_new_one() -> None:
    first = at("Europe/Berlin", 2026, 10, 25, 2, 30, hour=2)
    assert at("Europe/Berlin", 2026, 10, 25, 2, 30, hour=2, fold=1) == first


def different_zones() -> list[str]:
    """One zone of each kind: those whose clocks show the same all year are told apart by nothing."""
    fortnights = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=14 * number) for number in range(27)]
    return sorted({tuple(_offset(zone, day) for day in fortnights): zone for zone in sorted(zones())}.values())


def _offset(zone: str, moment: datetime) -> timedelta | None:
    return moment.astimezone(ZoneInfo(zone)).utcoffset()


@pytest.mark.parametrize("zone", different_zones())
def test_once_for_each_day_of_the_year_in_every_zone(zone: str) -> None:
    """Walk a year in steps of six hours, and in quarters around each change; days come in order, none is left out."""
    plan, moment, seen = DigestTime(every=DAILY, hour=2), datetime(2026, 1, 1, 12, tzinfo=UTC), []
    while moment < datetime(2027, 1, 1, 12, tzinfo=UTC):
        day, came = latest_slot(plan, zone, moment)
        assert came <= moment < came + timedelta(hours=26)
        if not seen or day != seen[-1]:
            seen.append(day)
        changes = _offset(zone, moment) != _offset(zone, moment + timedelta(hours=6))
        moment += QUARTER if changes else timedelta(hours=6)
    assert seen == [seen[0] + timedelta(days=number) for number in range(len(seen))]
    assert len(seen) in (365, 366)


@pytest.mark.parametrize("weekday", range(7))
def test_once_a_week_on_the_day_that_was_chosen(weekday: int) -> None:
    plan = DigestTime(every=DigestTime.Every.WEEK, weekday=weekday, hour=8)
    days = {
        latest_slot(plan, "Asia/Tokyo", datetime(2026, 11, 1, 12, tzinfo=UTC) + timedelta(days=n))[0] for n in range(28)
    }
    assert {day.weekday() for day in days} == {weekday}
    assert len(days) in (4, 5)


@pytest.mark.parametrize(
    ("starts", "ends", "moment", "quiet"),
    [
        (19, 8, 19, True), (19, 8, 7, True), (19, 8, 8, False), (19, 8, 12, False),
        (1, 5, 1, True), (1, 5, 5, False), (1, 5, 0, False),
    ],
)  # fmt: skip
def test_hours_that_may_go_over_midnight(starts: int, ends: int, moment: int, *, quiet: bool) -> None:
    assert within(time(moment), time(starts), time(ends)) is quiet

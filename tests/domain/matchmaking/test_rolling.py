"""The best half-hour of the coming seven days, checked by a reader of plain wall clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerloop.matchmaking.hours import sayable
from peerloop.matchmaking.rolling import best_hours, rolling
from peerloop.people.models import Member
from peerloop.people.week import pack

QUARTER = timedelta(minutes=15)
ZONES = ["UTC", "Europe/London", "America/New_York", "Asia/Kathmandu", "America/St_Johns", "Australia/Lord_Howe"]


@st.composite
def weeks(draw: st.DrawFn) -> set[int]:
    """Some stretches of free quarter-hours."""
    starts = draw(st.lists(st.integers(0, 671), min_size=1, max_size=6))
    return {(start + step) % 672 for start in starts for step in range(draw(st.integers(1, 9)))}


def is_free(member: Member, week: set[int], instant: datetime) -> bool:
    """Whether the wall clock at this instant stands within the member's week."""
    wall = instant.astimezone(ZoneInfo(member.time_zone))
    return wall.weekday() * 96 + wall.hour * 4 + wall.minute // 15 in week


@pytest.mark.django_db
@settings(deadline=None)
@given(
    mine=weeks(),
    theirs=weeks(),
    zones=st.tuples(st.sampled_from(ZONES), st.sampled_from(ZONES)),
    hours=st.integers(0, 24 * 365),
)
def test_the_hour_is_free_for_both_within_seven_days(
    mine: set[int], theirs: set[int], zones: tuple[str, str], hours: int
) -> None:
    after = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    pair = [
        Member(pk=place, time_zone=zone, week=pack(week))
        for place, (zone, week) in enumerate(zip(zones, (mine, theirs), strict=True))
    ]
    week = rolling(pair, after, busy=[])
    [quarter] = best_hours(week, np.array([0]), np.array([1])).tolist()
    both = [
        after + place * QUARTER
        for place in range(672)
        if is_free(pair[0], mine, after + place * QUARTER) and is_free(pair[1], theirs, after + place * QUARTER)
    ]
    starts = [instant for instant in both if instant + QUARTER in both]
    if quarter < 0:
        # A start may be lost where the seven days, or the named week, end within the half-hour.
        seams = {
            after + timedelta(days=7) - 2 * QUARTER,
            *(s for s in starts if (s + QUARTER).astimezone(UTC).weekday() != s.weekday() == 6),
        }
        assert set(starts) <= seams
        return
    moment = week.moment(quarter)
    assert moment in starts
    aligned = [one for one in starts if one.astimezone(ZoneInfo(zones[0])).minute % 30 == 0 and sayable(one, zones[0])]
    if moment.astimezone(ZoneInfo(zones[0])).minute % 30:
        assert len(aligned) <= 2  # at most those at the seams


@pytest.mark.django_db
def test_no_two_of_a_teacher_s_learners_get_overlapping_hours_while_there_are_others() -> None:
    nine_to_eleven = pack({36, 37, 38, 39, 40, 41, 42, 43})
    people = [Member(pk=place, time_zone="UTC", week=nine_to_eleven) for place in range(6)]
    week = rolling(people, datetime(2026, 11, 23, tzinfo=UTC), busy=[])
    chosen = best_hours(week, np.array([1, 2, 3, 4, 5]), np.array([0, 0, 0, 0, 0])).tolist()
    assert chosen == [36, 38, 40, 42, 36]

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerloop.matchmaking.workdays import answer_by
from peerloop.people.actions import add_absence
from peerloop.people.models import Member
from peerloop.people.week import pack

if TYPE_CHECKING:
    from tests.conftest import MakeMember

FRIDAY = datetime(2026, 11, 27, 15, tzinfo=UTC)


def ends_on(member: Member, asked_at: datetime) -> date:
    """The last day that counts: the one before the midnight at which time is up."""
    up = answer_by(member, asked_at).astimezone(ZoneInfo(member.time_zone))
    assert (up.hour, up.minute) == (0, 0)
    return date.fromordinal(up.date().toordinal() - 1)


@pytest.mark.parametrize(
    ("zone", "asked_at", "last"),
    [
        ("UTC", FRIDAY, date(2026, 12, 1)),
        ("UTC", datetime(2026, 11, 23, 0, tzinfo=UTC), date(2026, 11, 25)),
        ("Asia/Tokyo", datetime(2026, 11, 26, 16, tzinfo=UTC), date(2026, 12, 1)),
        ("America/Los_Angeles", datetime(2026, 11, 27, 3, tzinfo=UTC), date(2026, 11, 30)),
    ],
    ids=["over the weekend", "the day of asking does not count", "already Friday there", "still Thursday there"],
)
def test_two_working_days(zone: str, asked_at: datetime, last: date, make_member: MakeMember) -> None:
    assert ends_on(make_member("Bo", time_zone=zone), asked_at) == last


def test_who_works_on_two_days_a_week_has_both(make_member: MakeMember) -> None:
    """Tuesdays and Saturdays: asked on Friday, time is up when Tuesday is over."""
    week = pack({96 + 40, 5 * 96 + 40})
    assert ends_on(make_member("Bo", week=week), FRIDAY) == date(2026, 12, 1)


def test_absence_does_not_count(make_member: MakeMember) -> None:
    bo = make_member("Bo")
    add_absence(bo, starts_on=date(2026, 11, 30), ends_on=date(2026, 12, 4))
    assert ends_on(bo, FRIDAY) == date(2026, 12, 8)


def test_an_empty_week_is_taken_for_monday_to_friday(make_member: MakeMember) -> None:
    assert ends_on(make_member("Bo", week=bytes(84)), FRIDAY) == date(2026, 12, 1)


@pytest.mark.django_db
@given(
    week=st.sets(st.integers(0, 671), min_size=1),
    zone=st.sampled_from(["UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe"]),
    hours=st.integers(0, 24 * 400),
)
def test_the_deadline_leaves_exactly_two_days_of_their_week(week: set[int], zone: str, hours: int) -> None:
    asked_at = datetime.fromtimestamp(1_790_000_000 + hours * 3600, tz=UTC)
    member = Member(pk=1, time_zone=zone, week=pack(week))
    up = answer_by(member, asked_at).astimezone(ZoneInfo(zone)).date().toordinal()
    asked_on = asked_at.astimezone(ZoneInfo(zone)).date().toordinal()
    weekdays = {quarter // 96 for quarter in week}
    works = [date.fromordinal(day).weekday() in weekdays for day in range(asked_on + 1, up)]
    assert (sum(works), works[-1]) == (2, True)

"""When members are free: their week, in their zone, less absences, less what is booked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerloop.engines.slots import unpack
from peerloop.journal.models import Entry
from peerloop.people.actions import add_absence, remove_absence
from peerloop.people.hours import free_matrix
from peerloop.people.models import Absence, Member
from peerloop.people.week import WORKING_WEEK, pack
from peerloop.people.week import unpack as quarters_of

MONDAY = date(2026, 3, 23)
"""The week at whose end European clocks go forward."""


def hours(free: np.ndarray, row: int = 0) -> set[datetime]:
    opening = datetime.combine(MONDAY, datetime.min.time(), UTC)
    return {opening + timedelta(minutes=15) * int(q) for q in np.flatnonzero(unpack(free)[row])}


def is_free(member: Member, at: datetime, away: list[tuple[date, date]], busy: list[tuple[datetime, datetime]]) -> bool:
    """Say plainly whether the quarter-hour from ``at`` is free."""
    local = at.astimezone(ZoneInfo(member.time_zone))
    quarter = local.weekday() * 96 + local.hour * 4 + local.minute // 15
    return (
        quarter in quarters_of(bytes(member.week))
        and not any(first <= local.date() <= last for first, last in away)
        and not any(start < at + timedelta(minutes=15) and at < end for start, end in busy)
    )


def test_nine_to_five_is_meant_on_ones_own_clock(make_member) -> None:
    members = [make_member("Alice", time_zone="Asia/Kolkata"), make_member("Bo", time_zone="America/New_York")]
    free = free_matrix(members, MONDAY)
    assert free.shape == (2, 11)
    assert min(hours(free, 0)) == datetime(2026, 3, 23, 3, 30, tzinfo=UTC)
    assert min(hours(free, 1)) == datetime(2026, 3, 23, 13, tzinfo=UTC)
    assert len(hours(free, 0)) == len(hours(free, 1)) == 5 * 8 * 4


def test_days_away_are_days_of_ones_own_zone_and_end(make_member) -> None:
    alice = make_member("Alice", time_zone="Pacific/Auckland", week=pack(set(range(672))))
    add_absence(alice, starts_on=date(2026, 3, 25), ends_on=date(2026, 3, 25))
    opening = datetime.combine(MONDAY, datetime.min.time(), UTC)
    taken = {opening + timedelta(minutes=15) * q for q in range(672)} - hours(free_matrix([alice], MONDAY))
    assert (min(taken), max(taken)) == (
        datetime(2026, 3, 24, 11, tzinfo=UTC),
        datetime(2026, 3, 25, 10, 45, tzinfo=UTC),
    )


def test_what_is_booked_is_taken_even_for_a_minute(alice, bo) -> None:
    start = datetime(2026, 3, 23, 9, 14, tzinfo=UTC)
    free = free_matrix([alice, bo], MONDAY, busy=[(bo.pk, start, start + timedelta(minutes=2)), (0, start, start)])
    assert hours(free, 0) - hours(free, 1) == {
        datetime(2026, 3, 23, 9, tzinfo=UTC),
        datetime(2026, 3, 23, 9, 15, tzinfo=UTC),
    }


def test_nobody_asked_about_is_an_empty_matrix(db) -> None:
    assert free_matrix([], MONDAY).shape == (0, 11)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_quarter_hour_is_as_a_plain_reading_of_the_rules_says(data) -> None:
    zone = data.draw(st.sampled_from(["Europe/Lisbon", "Asia/Kathmandu", "America/Los_Angeles", "Pacific/Kiritimati"]))
    week = pack(data.draw(st.sets(st.integers(0, 671), max_size=200)))
    member = Member(pk=1, time_zone=zone, week=week, email="a@example.org", name="A")
    days = st.dates(MONDAY - timedelta(days=3), MONDAY + timedelta(days=9))
    away = [tuple(sorted(pair)) for pair in data.draw(st.lists(st.tuples(days, days), max_size=2))]
    minutes = st.integers(-500, 8 * 24 * 60)
    opening = datetime.combine(MONDAY, datetime.min.time(), UTC)
    busy = [
        (opening + timedelta(minutes=start), opening + timedelta(minutes=start + length))
        for start, length in data.draw(st.lists(st.tuples(minutes, st.integers(1, 300)), max_size=4))
    ]
    Absence.objects.all().delete()
    Member.objects.all().delete()
    member.save(force_insert=True)
    for first, last in away:
        Absence.objects.create(member=member, starts_on=first, ends_on=last)
    expected = {
        at for at in (opening + timedelta(minutes=15 * q) for q in range(672)) if is_free(member, at, away, busy)
    }
    assert hours(free_matrix([member], MONDAY, busy=[(1, start, end) for start, end in busy])) == expected


def test_an_absence_is_noted_once_and_taken_back(alice) -> None:
    absence = add_absence(alice, starts_on=MONDAY, ends_on=MONDAY)
    assert add_absence(alice, starts_on=MONDAY, ends_on=MONDAY) == absence
    remove_absence(absence)
    assert not alice.absences.exists()
    verbs = Entry.objects.filter(subject_type="people.absence").values_list("verb", flat=True)
    assert list(verbs) == ["absence.added", "absence.removed"]


@pytest.mark.parametrize("days", [-1, 4000])
def test_an_absence_that_cannot_be_is_refused_at_its_field(alice, days) -> None:
    with pytest.raises(ValidationError) as caught:
        add_absence(alice, starts_on=MONDAY, ends_on=MONDAY + timedelta(days=days))
    assert list(caught.value.message_dict) == ["ends_on"]


def test_the_working_week_is_monday_to_friday_nine_to_five() -> None:
    assert quarters_of(WORKING_WEEK) == {day * 96 + q for day in range(5) for q in range(36, 68)}

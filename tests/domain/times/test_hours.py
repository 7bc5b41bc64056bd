"""An hour for two to thirty people."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.times.conftest import MONDAY, TWO_WEEKS

from peerloop.calendars.models import Busy
from peerloop.engines.slots import common, pack
from peerloop.people.actions import add_absence
from peerloop.people.models import Member
from peerloop.times.queries import best_hours, free_on
from peerloop.times.rules import first_come
from peerloop.times.weeks import free_weeks

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries
    from tests.domain.times.conftest import Meet

    InZone = Callable[..., Member]


def starts(members: list[Member], minutes: int = 60, **more) -> list[str]:
    """Return the best hours as "Tu 09:00 2" with how many can come, in UTC."""
    hours = best_hours(members, minutes, after=MONDAY, until=MONDAY + TWO_WEEKS, zone="UTC", **more)
    return [f"{hour.starts_at:%a %H:%M} {len(hour.present)}" for hour in hours]


def test_the_best_hours_come_first_two_a_day_and_apart(in_zone: InZone) -> None:
    both = [in_zone("Alice", "Europe/London"), in_zone("Bo", "Europe/London")]
    assert starts(both, at_most=5) == ["Mon 09:00 2", "Mon 10:00 2", "Tue 09:00 2", "Tue 10:00 2", "Wed 09:00 2"]


def test_what_is_booked_taken_elsewhere_or_away_is_no_hour(in_zone: InZone, meet: Meet) -> None:
    alice, bo = in_zone("Alice", "UTC"), in_zone("Bo", "UTC")
    meet(alice, starts_at=MONDAY.replace(hour=9), minutes=60)
    Busy.objects.create(member=bo, starts_at=MONDAY.replace(hour=10), ends_at=MONDAY.replace(hour=16, minute=5))
    add_absence(alice, starts_on=date(2026, 11, 24), ends_on=date(2026, 11, 26))
    assert starts([alice, bo], 45, at_most=2) == ["Fri 09:00 2", "Fri 10:00 2"]


def test_quarter_past_is_an_hour_where_there_is_no_rounder_one(in_zone: InZone) -> None:
    alice, bo = in_zone("Alice", "UTC"), in_zone("Bo", "UTC")
    Busy.objects.create(member=bo, starts_at=MONDAY, ends_at=MONDAY.replace(hour=16, minute=5))
    Busy.objects.create(member=bo, starts_at=MONDAY + timedelta(hours=16), ends_at=MONDAY + timedelta(days=20))
    assert starts([alice, bo], 30) == ["Mon 16:30 2"]
    assert starts([alice, bo], 45) == ["Mon 16:15 2"]


def test_whose_week_is_full_is_not_free_in_it_by_their_own_monday(in_zone: InZone, meet: Meet) -> None:
    alice = in_zone("Alice", "UTC", weekly_hours=1)
    bo = in_zone("Bo", "UTC")
    meet(alice, starts_at=MONDAY.replace(hour=9), minutes=30)
    assert starts([alice, bo], 30, at_most=1) == ["Mon 09:30 2"]
    assert starts([alice, bo], 60, at_most=1) == ["Mon 09:00 2"]  # of the week after
    hours = best_hours([alice, bo], 60, after=MONDAY, until=MONDAY + TWO_WEEKS, zone="UTC", at_most=1)
    assert hours[0].starts_at == datetime(2026, 11, 30, 9, tzinfo=UTC)


def test_where_there_is_no_common_hour_the_nearest_says_how_many_can(in_zone: InZone) -> None:
    members = [in_zone("Alice", "Europe/London"), in_zone("Bo", "Europe/London"), in_zone("Aiko", "Asia/Tokyo")]
    assert starts(members, at_most=1) == ["Mon 09:00 2"]
    assert starts(members, needed=[members[2].pk], at_most=1) == []
    members[2].week = members[0].week = bytes([255] * 84)
    for member in members[::2]:
        member.save()
    assert starts(members, needed=[members[2].pk], at_most=1) == ["Mon 09:00 3"]


def test_an_hour_begins_neither_before_nor_after_the_span(in_zone: InZone) -> None:
    both = [in_zone("Alice", "UTC", always=True), in_zone("Bo", "UTC", always=True)]
    after = datetime(2026, 11, 28, 13, 7, tzinfo=UTC)
    hours = best_hours(both, 60, after=after, until=after + timedelta(hours=2), zone="UTC", at_most=9)
    assert [f"{hour.starts_at:%H:%M}" for hour in hours] == ["13:30"]
    assert best_hours(both, 60, after=after, until=after + timedelta(minutes=50), zone="UTC") == []


def test_nobody_alone_and_no_time_at_all(in_zone: InZone) -> None:
    alice = in_zone("Alice", "UTC")
    assert starts([alice]) == starts([]) == []
    never = in_zone("Bo", "UTC")
    Member.objects.filter(pk=never.pk).update(week=bytes(84))
    assert starts([alice, Member.objects.get(pk=never.pk)]) == []


def test_the_second_of_an_hour_that_happens_twice_is_not_proposed(in_zone: InZone) -> None:
    both = [in_zone(name, "Europe/Berlin", always=True) for name in ("Alice", "Bo")]
    after = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)  # 02:00 by the wall, twice
    hours = best_hours(both, 30, after=after, until=after + timedelta(hours=2), zone="Europe/Berlin", at_most=9)
    assert [f"{hour.starts_at:%H:%M}" for hour in hours] == ["00:00", "00:30"]


def test_a_picture_shows_each_days_quarters_by_the_readers_clock(in_zone: InZone) -> None:
    alice, aiko = in_zone("Alice", "Europe/London"), in_zone("Aiko", "Asia/Tokyo")
    weeks = free_weeks([alice, aiko], MONDAY - timedelta(days=1), MONDAY + TWO_WEEKS, minutes=30)
    shown = free_on(date(2026, 11, 25), [alice, aiko], weeks, "Asia/Tokyo")
    spans = {free.member.name: np.flatnonzero(free.quarters) for free in shown}
    assert (spans["Aiko"].min() / 4, spans["Aiko"].max() / 4) == (9, 16.75)
    assert sorted(set((spans["Alice"] / 4).astype(int))) == [0, 1, 18, 19, 20, 21, 22, 23]
    assert {free.quarters for free in free_on(date(2027, 11, 25), [alice, aiko], weeks, "UTC")} == {(False,) * 96}
    change = free_on(date(2026, 10, 25), [alice, aiko], weeks, "Europe/London")
    assert {len(free.quarters) for free in change} == {100}  # the day has 25 hours


@pytest.mark.parametrize("count", [2, 30])
def test_it_costs_as_much_for_thirty_as_for_two(
    count: int, in_zone: InZone, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    members = [in_zone(f"Member {number}", "UTC") for number in range(count)]
    with django_assert_num_queries(14):
        best_hours(members, 60, after=MONDAY, until=MONDAY + TWO_WEEKS, zone="UTC")


@settings(max_examples=60)
@given(st.data())
def test_the_order_is_the_engines(data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 5))
    rows = st.lists(st.booleans(), min_size=48, max_size=48)
    free = np.zeros((count, 672), dtype=bool)
    for row in range(count):
        free[row, :48] = data.draw(rows)
    offset = np.array(data.draw(st.lists(st.sampled_from([-480, 0, 60, 540]), min_size=count, max_size=count)))
    borne = np.array(data.draw(st.lists(st.integers(0, 20), min_size=count, max_size=count)))
    slots = common(pack(free), members=count, least=1, length=2, offset=offset, borne=borne)
    ledger = {who: int(borne[who]) for who in range(count)}
    keys = [
        first_come({who: int(bad[who]) for who in range(count) if present[who]}, ledger, MONDAY + timedelta(int(start)))
        for start, present, bad in zip(slots.start, slots.present, slots.bad, strict=True)
    ]
    assert keys == sorted(keys)

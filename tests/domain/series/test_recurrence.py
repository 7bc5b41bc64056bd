"""The dates of a series, against another reading of RFC 5545 and of the world's clocks."""

from __future__ import annotations

import itertools
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from dateutil.tz import resolve_imaginary
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as some

from peerloop.series.models import Repeats
from peerloop.series.recurrence import LONGEST, MOST, all_dates, dates, how_often, left_out
from peerloop.series.rules import Terms, checked

DAYS = some.dates(date(2024, 1, 1), date(2060, 12, 31))
ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca",
         "Pacific/Auckland", "Asia/Kolkata", "Antarctica/Troll", "UTC"]  # fmt: skip
NAMES = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def terms(first: date, repeats: str, *, until: date | None = None, times: int | None = None, **more) -> Terms:
    said = {"local_time": time(9, 0), "zone": "Europe/Berlin", "minutes": 30, "title": "A"} | more
    return Terms(starts_on=first, repeats=repeats, until=until, times=times, **said)


def as_text(one: Terms) -> str:
    """The rule as RFC 5545 writes it, for dateutil's own parser."""
    day, first = NAMES[one.starts_on.weekday()], one.starts_on
    how = {
        "weekly": "FREQ=WEEKLY",
        "fortnightly": "FREQ=WEEKLY;INTERVAL=2",
        "monthly_weekday": f"FREQ=MONTHLY;BYDAY={(first.day + 6) // 7}{day}",
        "monthly_last_weekday": f"FREQ=MONTHLY;BYDAY=-1{day}",
        "monthly_day": f"FREQ=MONTHLY;BYMONTHDAY={first.day}",
    }[one.repeats]
    end = f"COUNT={one.times}" if one.times else f"UNTIL={one.until:%Y%m%d}T235959"
    return f"DTSTART:{first:%Y%m%d}T000000\nRRULE:{how};{end}"


@given(
    DAYS, some.sampled_from(Repeats.values), some.one_of(some.integers(1, MOST), some.timedeltas(timedelta(), LONGEST))
)
@example(date(2028, 2, 29), "monthly_day", 24)
@example(date(2026, 1, 31), "monthly_day", 20)
@example(date(2026, 1, 30), "monthly_weekday", 20)
@example(date(2026, 3, 27), "monthly_last_weekday", 20)
def test_dates_are_those_of_another_reader_of_the_standard(first: date, repeats: str, end: int | timedelta) -> None:
    one = terms(first, repeats, times=end) if isinstance(end, int) else terms(first, repeats, until=first + end)
    theirs = [moment.date() for moment in rrulestr(as_text(one))]
    assert dates(one) == [day for day in theirs if day - first < LONGEST][:MOST]


@given(DAYS, some.sampled_from(Repeats.values))
def test_what_is_said_of_the_dates_is_so(first: date, repeats: str) -> None:
    """All of one weekday or of one day; months are left out just where it is said so."""
    found = dates(terms(first, repeats, times=24))
    if repeats == "monthly_day":
        assert {day.day for day in found} == {first.day}
    else:
        assert {day.weekday() for day in found} == {first.weekday()}
    if repeats == "monthly_last_weekday":
        assert all(day.day + 7 > monthrange(day.year, day.month)[1] for day in found)
    if repeats.startswith("monthly"):
        months = [day.year * 12 + day.month for day in found]
        assert bool(left_out(terms(first, repeats))) >= any(b - a > 1 for a, b in itertools.pairwise(months))


@given(DAYS, some.times(), some.sampled_from(ZONES), some.sampled_from(Repeats.values))
@example(date(2026, 3, 1), time(2, 30), "Europe/Berlin", "weekly")
@example(date(2026, 10, 4), time(2, 30), "Europe/Berlin", "weekly")
@example(date(2026, 8, 23), time(0, 30), "America/Santiago", "weekly")
def test_nine_stays_nine_through_every_clock_change(first: date, at: time, zone: str, repeats: str) -> None:
    """The wall shows the same time on every date, save where the clock jumps over it: then as dateutil reads it."""
    from peerloop.engines.slots import resolve

    at = at.replace(microsecond=0, fold=0)
    for day in dates(terms(first, repeats, times=30)):
        moment = resolve(datetime.combine(day, at), zone)
        theirs = resolve_imaginary(datetime.combine(day, at, ZoneInfo(zone)))
        assert moment == theirs.astimezone(UTC)
        shown = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
        if shown != datetime.combine(day, at):
            assert theirs.replace(tzinfo=None) != datetime.combine(day, at)


@given(some.lists(some.tuples(DAYS, some.sampled_from(Repeats.values)), min_size=1, max_size=4))
def test_one_stretch_lasts_until_the_next_begins(some_: list[tuple[date, str]]) -> None:
    stretches = [terms(day, repeats, times=12) for day, repeats in {day: (day, how) for day, how in some_}.values()]
    found = all_dates(stretches)
    days = [day for day, _stretch in found]
    assert days == sorted(set(days))
    latest = {day: max(one.starts_on for one in stretches if one.starts_on <= day) for day in days}
    assert all(stretch.starts_on == latest[day] for day, stretch in found)


@pytest.mark.parametrize(
    ("first", "repeats", "words"),
    [
        (date(2026, 3, 10), "weekly", "every week on Tuesday"),
        (date(2026, 3, 10), "fortnightly", "every second week on Tuesday"),
        (date(2026, 3, 10), "monthly_weekday", "every month on the second Tuesday"),
        (date(2026, 3, 27), "monthly_last_weekday", "every month on the last Friday"),
        (date(2026, 3, 31), "monthly_day", "every month on day 31"),
    ],
)
def test_it_is_said_as_one_says_it(first: date, repeats: str, words: str) -> None:
    assert how_often(terms(first, repeats)) == words


@pytest.mark.parametrize(
    ("first", "repeats", "begins"),
    [
        (date(2026, 1, 31), "monthly_day", "Only seven months have a 31st."),
        (date(2026, 1, 30), "monthly_day", "February has no 30th"),
        (date(2028, 2, 29), "monthly_day", "February has a 29th only in leap years"),
        (date(2026, 3, 31), "monthly_weekday", "Not every month has a fifth Tuesday."),
        (date(2026, 3, 28), "monthly_day", ""),
        (date(2026, 3, 31), "weekly", ""),
    ],
)
def test_months_without_the_date_are_named_kindly(first: date, repeats: str, begins: str) -> None:
    said = left_out(terms(first, repeats))
    assert said.startswith(begins)
    assert bool(said) == bool(begins)


TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("otherwise", "field"),
    [
        ({"until": date(2026, 3, 2)}, "until"),  # ends before it starts
        ({"until": date(9999, 12, 31)}, "until"),
        ({"first": date(9999, 12, 30), "times": 3}, "starts_on"),
        ({"first": date(2026, 3, 1), "times": 3}, "starts_on"),
        ({"times": 0}, "times"),
        ({"times": 10_000}, "times"),
        ({"times": -1}, "times"),
        ({}, "until"),
        ({"until": date(2026, 4, 1), "times": 3}, "until"),
        ({"times": 3, "repeats": "hourly"}, "repeats"),
        ({"times": 3, "repeats": ""}, "repeats"),
        ({"times": 3, "minutes": 0}, "minutes"),
        ({"times": 3, "minutes": 10_000}, "minutes"),
        ({"times": 3, "title": " \u202e "}, "title"),
        ({"times": 3, "capacity": 0}, "capacity"),
        ({"times": 3, "capacity": 10**9}, "capacity"),
        ({"times": 3, "link": "javascript:alert(1)"}, "link"),
        ({"first": date(2026, 3, 3), "repeats": "monthly_last_weekday", "until": date(2026, 3, 20)}, "until"),
    ],
)
def test_bad_input_is_named_by_its_field(otherwise: dict, field: str) -> None:
    said = {"first": date(2026, 3, 3), "repeats": "weekly"} | otherwise
    with pytest.raises(ValidationError) as refused:
        checked(terms(**said), today=TODAY, kind="workshop")
    assert list(refused.value.message_dict) == [field]


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(ValidationError) as refused:
        checked(terms(date(2026, 3, 3), "never", times=0, title="", minutes=1), today=TODAY, kind="workshop")
    assert sorted(refused.value.message_dict) == ["minutes", "repeats", "times", "title"]


def test_the_first_day_becomes_the_first_date() -> None:
    said = terms(date(2026, 3, 3), "monthly_last_weekday", times=2)
    assert checked(said, today=TODAY, kind="workshop").starts_on == date(2026, 3, 31)

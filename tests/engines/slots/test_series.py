"""Sessions that repeat by the wall clock."""

# ruff: noqa: DTZ001 - wall times carry no zone

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerloop.engines import InvalidInput
from peerloop.engines.slots import Series, expand, resolve

START = datetime(2026, 1, 1, tzinfo=UTC)
BERLIN = "Europe/Berlin"


def dates(series: Series, years: int = 1) -> list[str]:
    end = START.replace(year=START.year + years)
    return [f"{moment.astimezone(ZoneInfo(series.zone)):%m-%d}" for moment in expand(series, START, end)]


def test_nine_stays_nine_through_every_clock_change():
    series = Series(datetime(2026, 1, 7, 9), "America/New_York")
    moments = expand(series, START, START.replace(year=2038))
    walls = {moment.astimezone(ZoneInfo("America/New_York")).strftime("%a %H:%M") for moment in moments}
    assert walls == {"Wed 09:00"}
    assert {moment.hour for moment in moments} == {13, 14}
    assert len(moments) == 626


def test_every_second_week():
    assert dates(Series(datetime(2026, 1, 7, 9), BERLIN, "fortnightly", until=date(2026, 2, 20))) == [
        "01-07",
        "01-21",
        "02-04",
        "02-18",
    ]


def test_the_second_tuesday_of_each_month():
    assert dates(Series(datetime(2026, 1, 13, 9), BERLIN, "monthly_weekday"))[:4] == [
        "01-13",
        "02-10",
        "03-10",
        "04-14",
    ]


def test_a_fifth_weekday_happens_where_there_is_one_and_the_last_every_month():
    assert dates(Series(datetime(2026, 1, 29, 9), BERLIN, "monthly_weekday")) == [
        "01-29",
        "04-30",
        "07-30",
        "10-29",
        "12-31",
    ]
    assert len(dates(Series(datetime(2026, 1, 29, 9), BERLIN, "monthly_last_weekday"))) == 12


def test_the_31st_happens_in_seven_months_and_29_february_in_leap_years():
    assert dates(Series(datetime(2026, 1, 31, 9), BERLIN, "monthly_day")) == [
        "01-31",
        "03-31",
        "05-31",
        "07-31",
        "08-31",
        "10-31",
        "12-31",
    ]
    leap = expand(Series(datetime(2024, 2, 29, 9), "UTC", "yearly"), datetime(2020, 1, 1, tzinfo=UTC), START)
    assert leap == [datetime(2024, 2, 29, 9, tzinfo=UTC)]
    later = expand(Series(datetime(2024, 2, 29, 9), "UTC", "yearly"), START, START.replace(year=2034))
    assert [moment.year for moment in later] == [2028, 2032]


def test_once_is_once_and_never_is_never():
    assert dates(Series(datetime(2026, 5, 4, 9), BERLIN, "once")) == ["05-04"]
    assert dates(Series(datetime(2026, 5, 4, 9), BERLIN, "once", times=0)) == []


def test_exceptions_do_not_happen_and_count_among_the_times():
    series = Series(datetime(2026, 1, 7, 9), BERLIN, times=3, without=frozenset({date(2026, 1, 14)}))
    assert dates(series) == ["01-07", "01-21"]


def test_times_and_until_hold_together():
    assert dates(Series(datetime(2026, 1, 7, 9), BERLIN, times=3, until=date(2026, 1, 14))) == ["01-07", "01-14"]


def test_a_weekly_half_past_two_moves_only_where_the_clock_jumps():
    series = Series(datetime(2026, 3, 22, 2, 30), BERLIN, times=3)
    assert [
        moment.astimezone(ZoneInfo(BERLIN)).strftime("%H:%M")
        for moment in expand(series, START, START.replace(year=2027))
    ] == [
        "02:30",
        "03:30",
        "02:30",
    ]


def test_the_window_takes_its_start_and_not_its_end():
    series = Series(datetime(2026, 1, 7, 9), "UTC")
    seventh = datetime(2026, 1, 7, 9, tzinfo=UTC)
    assert expand(series, seventh, seventh + timedelta(days=7)) == [seventh]
    assert expand(series, seventh, seventh) == []
    assert expand(series, seventh + timedelta(days=1), seventh) == []


def test_a_window_as_wide_as_the_calendar_is_answered():
    series = Series(datetime(2026, 1, 7, 9), "Pacific/Auckland", times=2)
    assert len(expand(series, datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))) == 2


def step(local: datetime, repeats: str) -> list[datetime]:
    """Every date to 2037 by walking the days one by one."""
    day, found = local, []
    nth, last = (local.day - 1) // 7, calendar.monthrange
    while day.year < 2037:
        in_month = last(day.year, day.month)[1]
        happens = {
            "weekly": (day - local).days % 7 == 0,
            "fortnightly": (day - local).days % 14 == 0,
            "monthly_weekday": day.weekday() == local.weekday() and (day.day - 1) // 7 == nth,
            "monthly_last_weekday": day.weekday() == local.weekday() and day.day + 7 > in_month,
            "monthly_day": day.day == local.day,
            "yearly": (day.month, day.day) == (local.month, local.day),
        }
        if happens[repeats]:
            found.append(day)
        day += timedelta(days=1)
    return found


@settings(max_examples=40, deadline=None)
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2034, 1, 1)).map(lambda t: t.replace(microsecond=0)),
    st.sampled_from([BERLIN, "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Casablanca"]),
    st.sampled_from(["weekly", "fortnightly", "monthly_weekday", "monthly_last_weekday", "monthly_day", "yearly"]),
)
def test_a_series_is_what_walking_the_calendar_day_by_day_finds(local, zone, repeats):
    moments = expand(Series(local, zone, repeats), START, datetime(2036, 6, 1, tzinfo=UTC))
    walked = [resolve(day, zone) for day in step(local, repeats)]
    assert moments == [moment for moment in walked if START <= moment < datetime(2036, 6, 1, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("series", "start", "field"),
    [
        (Series(datetime(2026, 1, 7, 9, tzinfo=UTC), "UTC"), START, "series"),
        (Series(datetime(2026, 1, 7, 9), "UTC", "hourly"), START, "series"),
        (Series(datetime(2026, 1, 7, 9), "UTC", times=-1), START, "series"),
        (Series(datetime(2026, 1, 7, 9), "Nowhere"), START, "zone"),
        (Series(datetime(2026, 1, 7, 9), "UTC"), datetime(2026, 1, 1), "start"),
    ],
)
def test_bad_input_names_its_field(series, start, field):
    with pytest.raises(InvalidInput) as wrong:
        expand(series, start, START)
    assert wrong.value.field == field

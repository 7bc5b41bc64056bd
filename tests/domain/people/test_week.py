"""A day of the week as people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerloop.people.week import WORKING_WEEK, NoSpan, OffQuarter, day_quarters, day_text, pack


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("9-17", "09:00–17:00"),
        (" 09:00 – 12:30,13.15 to 24 ", "09:00–12:30, 13:15–24:00"),
        ("0-1; 1-2", "00:00–02:00"),
        ("", ""),
    ],
)
def test_hours_are_read_as_people_write_them(text, told) -> None:
    assert day_text(pack(day_quarters(text, 3)), 3) == told


@pytest.mark.parametrize("text", ["nine", "9", "17-9", "9-9", "9-25", "9:75-10", "9-17 10-12"])
def test_what_is_no_span_is_refused(text) -> None:
    with pytest.raises(NoSpan):
        day_quarters(text, 0)


def test_hours_go_by_quarters() -> None:
    with pytest.raises(OffQuarter):
        day_quarters("9:10-10", 0)


@given(st.sets(st.integers(0, 671)))
def test_a_week_and_its_seven_texts_are_the_same(quarters) -> None:
    week = pack(quarters)
    assert set().union(*(day_quarters(day_text(week, day), day) for day in range(7))) == quarters


def test_the_working_week_reads_nine_to_five() -> None:
    assert [day_text(WORKING_WEEK, day) for day in range(7)] == ["09:00–17:00"] * 5 + ["", ""]

"""A format's minutes over a session of another length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerloop.formats.scaling import scaled

STEPS = st.lists(st.integers(1, 240), min_size=1, max_size=20)


@given(STEPS, st.integers(20, 480))
def test_they_add_up_and_no_step_is_lost(minutes: list[int], total: int) -> None:
    result = scaled(minutes, total)
    assert sum(result) == total
    assert len(result) == len(minutes)
    assert min(result) >= 1


@given(STEPS, st.integers(20, 480))
def test_a_longer_step_never_becomes_the_shorter_one(minutes: list[int], total: int) -> None:
    result = scaled(minutes, total)
    pairs = [(one, other) for one in range(len(minutes)) for other in range(len(minutes))]
    assert all(result[one] >= result[other] for one, other in pairs if minutes[one] > minutes[other])


@given(STEPS)
def test_in_its_own_time_nothing_changes(minutes: list[int]) -> None:
    assert scaled(minutes, sum(minutes)) == minutes


def test_reading_together_in_half_an_hour() -> None:
    assert scaled([5, 8, 8, 12, 12], 30) == [3, 6, 5, 8, 8]


@pytest.mark.parametrize(("minutes", "total"), [([], 30), ([1, 1, 1], 2), ([5, 0], 30)])
def test_fewer_minutes_than_steps_is_refused(minutes: list[int], total: int) -> None:
    with pytest.raises(ValueError, match="fewer minutes than steps"):
        scaled(minutes, total)

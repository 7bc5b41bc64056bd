"""On how few people most of a skill hangs."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerloop.engines import InvalidInput
from peerloop.engines.network import hanging, lost_by_trying

ALICE, BO, CHARLIE, DANA = range(4)
PYTHON, SQL = range(2)


def test_seats_count_and_not_heads():
    assert hanging([PYTHON] * 3, [ALICE, BO, CHARLIE], [6], seats=[4, 1, 1]).tolist() == [1]
    assert hanging([PYTHON] * 3, [ALICE, BO, CHARLIE], [6], seats=[2, 2, 2]).tolist() == [2]


def test_what_others_take_over_does_not_hang_on_anybody():
    assert hanging([PYTHON] * 3, [ALICE, BO, CHARLIE], [4], seats=[4, 2, 2]).tolist() == [2]
    assert hanging([PYTHON] * 4, [ALICE, BO, CHARLIE, DANA], [4], seats=[4, 4, 4, 4]).tolist() == [0]


def test_a_scarce_skill_in_many_hands_does_not_hang_on_one():
    """Each of ten holders is full: whoever leaves costs something, but none of them much."""
    assert hanging([PYTHON] * 10, range(10), [80], seats=[2] * 10).tolist() == [0]


def test_a_skill_is_not_blamed_for_what_another_loses():
    assert hanging([PYTHON, PYTHON, SQL], [ALICE, BO, ALICE], [1, 1], seats=[2, 5]).tolist() == [2, 1]


def test_a_skill_in_many_hands_hangs_on_who_has_the_seats():
    assert hanging([PYTHON] * 30, range(30), [40], seats=[20, *[1] * 29]).tolist() == [0]
    assert hanging([PYTHON] * 30, range(30), [40], seats=[20, 8, *[0] * 28]).tolist() == [1]


def test_nothing_wanted_or_served_hangs_on_nobody():
    assert hanging([PYTHON], [ALICE], [0, 5], seats=[3]).tolist() == [0, 0]
    assert hanging([PYTHON], [ALICE], [5], seats=[0]).tolist() == [0]
    assert hanging([], [], [], seats=[]).tolist() == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"skill": [0, 2]}, "skill"),
        ({"holder": [0, 3]}, "holder"),
        ({"skill": [0, 0], "holder": [1, 1]}, "holder"),
        ({"need": [1, -1]}, "need"),
        ({"seats": [1, 0.5, 0]}, "seats"),
    ],
)
def test_bad_input_names_its_field(change, field):
    asked = {"skill": [0, 1], "holder": [0, 1], "need": [1, 1], "seats": [1, 1, 0]} | change
    with pytest.raises(InvalidInput) as wrong:
        hanging(**asked)
    assert wrong.value.field == field


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_it_agrees_with_trying_everybody(data):
    members, skills = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 4))
    random = np.random.default_rng(data.draw(st.integers(0, 2**32)))
    skill, holder = np.nonzero(random.random((skills, members)) < 0.5)
    need, seats = random.integers(0, 7, skills), random.integers(0, 4, members)
    found = hanging(skill, holder, need, seats=seats)
    holdings = list(zip(skill.tolist(), holder.tolist(), strict=True))
    single = np.repeat(np.arange(skills), need).tolist()
    for one in range(skills):
        teach = [m for s, m in holdings if s == one]
        served = min(need[one], seats[teach].sum())
        sizes = [
            size
            for size in (1, 2)
            for gone in combinations(teach, size)
            if served and 2 * lost_by_trying(holdings, single, seats=seats.tolist(), one=one, gone=gone) >= served
        ]
        assert found[one] == min(sizes, default=0)

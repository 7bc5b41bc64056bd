"""Common hours: who is free together, whose turn the bad hour is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerloop.engines import InvalidInput
from peerloop.engines.slots import common, is_valid, pack, runs, unpack, upper_bound


def week(*hours: tuple[int, int]) -> np.ndarray:
    """Free from quarter-hour a to b, for each (a, b)."""
    quarters = np.zeros(672, dtype=bool)
    for begin, end in hours:
        quarters[begin:end] = True
    return pack(quarters)


def daily(begin: int, end: int) -> np.ndarray:
    return week(*((day * 96 + begin, day * 96 + end) for day in range(7)))


def test_two_who_share_one_hour_find_it():
    free = np.array([week((36, 44)), week((40, 60))])
    slots = common(free, members=2, least=2, length=4)
    assert slots.start.tolist() == [40]
    assert slots.present.tolist() == [[True, True]]


def test_a_quarter_hour_lies_where_the_docstring_says():
    assert week((65, 66)).tolist() == [0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]


def test_more_people_come_before_better_hours():
    free = np.array([week((20, 24), (40, 44)), week((20, 24), (40, 44)), week((20, 24))])
    slots = common(free, members=3, least=2, length=4)
    assert slots.start.tolist() == [20, 40]
    assert slots.bad.tolist() == [[4, 4, 4], [0, 0, 0]]


def test_the_fewest_bad_hours_come_first_when_nobody_has_borne_any():
    free = np.array([daily(0, 96)] * 3)
    slots = common(free, members=3, least=3, length=4, offset=[0, 60, 330])
    assert slots.bad[0].sum() == 0
    assert np.all(np.diff(slots.bad.sum(axis=1)) >= 0)


def test_bad_hours_rotate_until_all_have_borne_alike():
    """Alice sits half a world away from seven colleagues; still they take turns."""
    free = np.array([daily(0, 4), *[daily(0, 4)] * 7]) | np.array([daily(48, 52)] * 8)
    offset = [0] + [720] * 7
    borne = np.zeros(8, dtype=np.int64)
    for _ in range(40):
        slots = common(free, members=8, least=8, length=4, offset=offset, borne=borne)
        borne += slots.bad[0]
    assert borne.sum() > 0
    assert borne.max() - borne.min() <= 8


def test_bad_hours_follow_the_clock_change_within_the_week():
    offset = np.zeros((1, 672), dtype=np.int16)
    offset[0, 600:] = 60
    slots = common(week((0, 672))[None], members=1, least=1, length=1, offset=offset)
    bad = dict(zip(slots.start.tolist(), slots.bad[:, 0].tolist(), strict=True))
    assert (bad[6 * 96 + 28], bad[5 * 96 + 28]) == (0, 1)


def test_no_slot_runs_over_the_end_of_the_week():
    free = pack(np.ones((1, 672), dtype=bool))
    assert common(free, members=1, least=1, length=4).start.max() == 668


@pytest.mark.parametrize("free", [[], np.zeros((0, 11), np.uint64)])
def test_nobody_has_no_slots(free):
    slots = common(free, members=0, least=1, length=4)
    assert (slots.start.size, slots.present.shape) == (0, (0, 0))


def test_more_than_there_are_cannot_meet_and_a_slot_longer_than_the_week_does_not_exist():
    free = pack(np.ones((2, 672), dtype=bool))
    assert common(free, members=2, least=3, length=4).start.size == 0
    assert common(free, members=2, least=1, length=673).start.size == 0
    assert common(free, members=2, least=1, length=672).start.tolist() == [0]


@pytest.mark.parametrize(
    ("change", "field", "positions"),
    [
        ({"members": 3}, "members", []),
        ({"members": [0, 2]}, "members", [1]),
        ({"members": [1, 0, 1]}, "members", [2]),
        ({"least": 0}, "least", []),
        ({"length": 0}, "length", []),
        ({"offset": [0]}, "offset", []),
        ({"offset": [0.5, 1]}, "offset", []),
        ({"borne": [0, -1]}, "borne", [1]),
        ({"borne": [0]}, "borne", []),
        ({"free": np.full((2, 11), 2**64 - 1, dtype=np.uint64)}, "free", [0, 1]),
        ({"free": np.zeros((2, 10), dtype=np.uint64)}, "free", []),
        ({"free": np.zeros((2, 11))}, "free", []),
        ({"free": np.full((2, 11), -1)}, "free", [0, 1]),
        ({"free": np.zeros(11, dtype=np.uint64)}, "free", []),
    ],
)
def test_bad_input_names_its_field_and_positions(change, field, positions):
    asked = {"free": np.array([week((0, 4))] * 2), "members": 2, "least": 2, "length": 4} | change
    with pytest.raises(InvalidInput) as wrong:
        common(asked.pop("free"), **asked)
    assert (wrong.value.field, wrong.value.positions) == (field, positions)


@st.composite
def questions(draw):
    n = draw(st.integers(0, 6))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    hours = random.random((n, 84)) < draw(st.sampled_from([0.1, 0.5, 0.9, 1.0]))
    free = pack(np.repeat(hours, 8, axis=1)) if n else np.zeros((0, 11), np.uint64)
    who = random.permutation(n)[: draw(st.integers(0, n))]
    return {
        "free": free,
        "members": who,
        "least": draw(st.integers(1, 6)),
        "length": draw(st.sampled_from([1, 2, 3, 4, 7, 12])),
        "offset": random.integers(-48, 57, n) * 15,
        "borne": random.integers(0, 30, n),
    }


@settings(max_examples=60, deadline=None)
@given(questions())
def test_every_slot_is_found_and_right_and_the_order_is_as_said(asked):
    before = {name: np.copy(value) for name, value in asked.items()}
    free, borne = asked.pop("free"), asked.pop("borne")
    slots = common(free, borne=borne, **asked)
    assert is_valid(slots, free, **asked)
    assert slots.present.sum(axis=1).max(initial=0) <= upper_bound(free, members=asked["members"])
    ledger = borne[asked["members"]]
    keys = [
        (-int(here.sum()), sum(int(b) * (1 + int(x - ledger.min())) for b, x in zip(bad, ledger, strict=True)))
        for here, bad in zip(slots.present, slots.bad, strict=True)
    ]
    assert keys == sorted(keys)
    turned = common(free, borne=borne, **asked | {"members": asked["members"][::-1]})
    assert turned.start.tolist() == slots.start.tolist()
    assert all(np.array_equal(before[name], value) for name, value in {**asked, "free": free}.items())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 700))
def test_runs_are_what_a_plain_walk_finds(seed, length):
    quarters = np.random.default_rng(seed).random(672) < 0.97
    found = unpack(runs(pack(quarters), length))
    assert found.tolist() == [q + length <= 672 and bool(quarters[q : q + length].all()) for q in range(672)]


def test_the_verifier_refuses_what_is_wrong():
    free = np.array([week((36, 44)), week((40, 60))])
    asked = {"members": 2, "least": 2, "length": 4}
    slots = common(free, **asked)
    assert is_valid(slots, free, **asked)
    assert not is_valid(slots, free, **asked | {"least": 1})
    assert not is_valid(slots, free, **asked | {"length": 5})
    assert not is_valid(slots, free[::-1] & np.array([week((0, 42))]), **asked)
    assert not is_valid(slots, free, **asked, offset=[720, 720])

"""Swaps: everyone in a ring teaches once and learns once."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerloop.engines import InvalidInput
from peerloop.engines.pairs import is_valid_rings, rings, rings_bound


def test_two_swap_and_three_go_round():
    found = rings([0, 1, 2, 3, 4], [1, 0, 3, 4, 2], [1, 2, 3, 4, 5], members=5)
    assert (found.score, found.bound, found.proven) == (15.0, 15.0, True)
    assert sorted(sorted(found.edge[found.ring == ring].tolist()) for ring in set(found.ring.tolist())) == [
        [0, 1],
        [2, 3, 4],
    ]


def test_a_ring_longer_than_asked_for_is_no_ring():
    giver, taker = [0, 1, 2, 3, 4, 0], [1, 2, 3, 4, 0, 4]
    assert rings(giver, taker, [1] * 6, members=5).score == 2.0
    assert rings(giver, taker, [1] * 6, members=5, longest=5).score == 5.0


@pytest.mark.parametrize("members", [0, 1, 3])
def test_without_edges_there_are_no_rings(members):
    found = rings([], [], [], members=members)
    assert (found.edge.size, found.ring.size, found.score, found.bound, found.proven) == (0, 0, 0.0, 0.0, True)


def test_who_only_gives_is_in_no_ring():
    found = rings([0, 0, 1], [1, 2, 2], [9, 9, 9], members=3)
    assert (found.score, found.proven) == (0.0, True)


@pytest.mark.parametrize(
    ("change", "field", "positions"),
    [
        ({"giver": [0, 4]}, "giver", [1]),
        ({"taker": [1, -1]}, "taker", [1]),
        ({"taker": [0, 0]}, "taker", [0]),
        ({"giver": [0, 0], "taker": [1, 1]}, "taker", [1]),
        ({"score": [1, np.inf]}, "score", [1]),
        ({"score": [1]}, "score", []),
        ({"members": -1}, "members", []),
        ({"longest": 1}, "longest", []),
    ],
)
def test_bad_input_names_its_field_and_positions(change, field, positions):
    with pytest.raises(InvalidInput) as wrong:
        rings(**{"giver": [0, 1], "taker": [1, 0], "score": [1, 1], "members": 3} | change)
    assert (wrong.value.field, wrong.value.positions) == (field, positions)


def best(members: int, score: dict[tuple[int, int], float], longest: int) -> float:
    """Try everything."""
    worth = {}
    for size in range(2, longest + 1):
        for ring in itertools.permutations(range(members), size):
            steps = list(zip(ring, ring[1:] + ring[:1], strict=True))
            if ring[0] == min(ring) and all(step in score for step in steps):
                key = frozenset(ring)
                worth[key] = max(worth.get(key, 0), sum(score[step] for step in steps))

    def most(left: frozenset[int]) -> float:
        if not left:
            return 0
        one = min(left)
        return max(
            [most(left - {one})] + [w + most(left - key) for key, w in worth.items() if one in key and key <= left]
        )

    return most(frozenset(range(members)))


@st.composite
def offers(draw):
    members = draw(st.integers(2, 7))
    every = list(itertools.permutations(range(members), 2))
    chosen = draw(st.lists(st.sampled_from(every), unique=True))
    scores = draw(st.lists(st.integers(0, 9), min_size=len(chosen), max_size=len(chosen)))
    return members, dict(zip(chosen, scores, strict=True))


@settings(max_examples=40, deadline=None)
@given(offers(), st.integers(2, 4), st.integers(0, 3))
def test_every_answer_is_valid_and_the_best_there_is(asked, longest, seed):
    members, score = asked
    giver, taker = np.array(list(score), dtype=np.int64).reshape(-1, 2).T
    value = np.array(list(score.values()), dtype=np.int64)
    before = giver.copy(), taker.copy(), value.copy()
    found = rings(giver, taker, value, members=members, longest=longest, seed=seed)
    assert is_valid_rings(found, giver, taker, value, longest=longest)
    assert (found.score, found.proven) == (best(members, score, longest), True)
    assert found.bound <= rings_bound(giver, taker, value, members=members) + 1e-6
    assert all(np.array_equal(x, y) for x, y in zip(before, (giver, taker, value), strict=True))
    again = rings(giver, taker, value, members=members, longest=longest, seed=seed)
    assert np.array_equal(again.edge, found.edge)
    order = np.random.default_rng(seed).permutation(value.size)
    turned = rings(giver[order], taker[order], value[order], members=members, longest=longest)
    assert turned.score == found.score


def test_a_bound_is_proven_where_not_all_rings_can_be_listed():
    random = np.random.default_rng(0)
    giver, taker = np.nonzero(~np.eye(60, dtype=bool))
    score = random.integers(1, 1000, giver.size)
    found = rings(giver, taker, score, members=60, seconds=2)
    bound = rings_bound(giver, taker, score, members=60)
    assert is_valid_rings(found, giver, taker, score)
    assert found.score <= found.bound <= bound
    assert found.score >= 0.7 * bound


def test_the_verifier_refuses_what_is_wrong():
    giver, taker, score = [0, 1, 2, 3, 1, 2], [1, 0, 3, 2, 2, 1], [1, 1, 1, 1, 0, 0]
    found = rings(giver, taker, score, members=4)
    assert is_valid_rings(found, giver, taker, score)
    for wrong in (
        replace(found, score=5.0),
        replace(found, bound=3.0),
        replace(found, edge=np.array([0, 1, 4, 5]), score=2.0),
        replace(found, edge=found.edge[:3], ring=found.ring[:3], score=3.0),
    ):
        assert not is_valid_rings(wrong, giver, taker, score)
    assert not is_valid_rings(found, giver, taker, score, longest=1)

"""Coffee: pairs of the highest score, and nobody left out."""

from __future__ import annotations

import itertools

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerloop.engines import InvalidInput
from peerloop.engines.pairs import is_valid_pairs, pair, pairs_bound


def everybody_with_everybody(members: int) -> tuple[np.ndarray, np.ndarray]:
    return np.triu_indices(members, 1)


def random_graph(members: int, degree: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    a, b = np.repeat(np.arange(members), degree), random.integers(0, members, members * degree)
    key = np.unique((np.minimum(a, b) * members + np.maximum(a, b))[a != b])
    return key // members, key % members


def test_the_best_two_pairs_of_four():
    pairs = pair([0, 1, 2, 0], [1, 2, 3, 3], [5, 9, 5, 1], members=4)
    assert (pairs.score, pairs.bound, pairs.proven) == (10.0, 10.0, True)
    assert pairs.partner.tolist() == [1, 0, 3, 2]
    assert pairs.edge.tolist() == [0, 2]


def test_the_odd_one_joins_the_pair_that_suits_best():
    a, b = everybody_with_everybody(5)
    score = [9 if {x, y} <= {0, 1} or {x, y} <= {2, 3} else 3 if 4 in {x, y} and y == 4 and x < 2 else 1
             for x, y in zip(a, b, strict=True)]  # fmt: skip
    pairs = pair(a, b, score, members=5)
    assert pairs.trio.tolist() == [[0, 1, 4]]
    assert pairs.unpaired.size == 0


def test_nobody_joins_a_pair_with_whom_they_may_not_meet():
    pairs = pair([0, 1], [1, 2], [9, 1], members=3)
    assert (pairs.trio.size, pairs.unpaired.tolist()) == (0, [2])


def test_two_left_over_join_two_pairs():
    a, b = everybody_with_everybody(6)
    keep = ~((a == 4) & (b == 5))
    score = np.where((b < 4) & (a // 2 == b // 2), 100, 1)[keep]
    pairs = pair(a[keep], b[keep], score, members=6)
    assert sorted(pairs.trio[:, 2].tolist()) == [4, 5]
    assert len(set(pairs.trio[:, 0].tolist())) == 2


def test_sitting_out_goes_round():
    a, b = everybody_with_everybody(7)
    score = np.random.default_rng(1).random(a.size)
    rested = np.zeros(7, dtype=np.int64)
    for _ in range(7):
        pairs = pair(a, b, score, members=7, odd="rotate", rested=rested)
        assert pairs.trio.size == 0
        rested[pairs.unpaired] += 1
        assert is_valid_pairs(pairs, a, b, score, members=7, odd="rotate")
    assert rested.tolist() == [1] * 7


def test_pairs_worth_nothing_still_meet():
    pairs = pair([0, 2], [1, 3], [0, 0], members=4)
    assert pairs.partner.tolist() == [1, 0, 3, 2]


@pytest.mark.parametrize(("members", "unpaired"), [(0, []), (1, [0]), (4, [0, 1, 2, 3])])
def test_without_edges_nobody_meets(members, unpaired):
    pairs = pair([], [], [], members=members)
    assert (pairs.score, pairs.bound, pairs.proven) == (0.0, 0.0, True)
    assert pairs.unpaired.tolist() == unpaired


@pytest.mark.parametrize(
    ("change", "field", "positions"),
    [
        ({"a": [0, 4]}, "a", [1]),
        ({"b": [1, -1]}, "b", [1]),
        ({"b": [0, 3]}, "b", [0]),
        ({"a": [0, 1], "b": [1, 0]}, "b", [1]),
        ({"score": [1, np.nan]}, "score", [1]),
        ({"score": [-1, 1]}, "score", [0]),
        ({"score": [1]}, "score", []),
        ({"members": -1}, "members", []),
        ({"odd": "leave"}, "odd", []),
        ({"rested": [0, 0, 0]}, "rested", []),
        ({"rested": [0, 0, -2, 0]}, "rested", [2]),
    ],
)
def test_bad_input_names_its_field_and_positions(change, field, positions):
    with pytest.raises(InvalidInput) as wrong:
        pair(**{"a": [0, 2], "b": [1, 3], "score": [1, 1], "members": 4} | change)
    assert (wrong.value.field, wrong.value.positions) == (field, positions)


@st.composite
def graphs(draw):
    members = draw(st.integers(2, 14))
    all_two = list(itertools.combinations(range(members), 2))
    chosen = draw(st.lists(st.sampled_from(all_two), unique=True))
    whole = st.integers(0, 6)
    scores = draw(
        st.lists(draw(st.sampled_from([whole, st.floats(0, 1e6)])), min_size=len(chosen), max_size=len(chosen))
    )
    a, b = np.array(chosen, dtype=np.int64).reshape(-1, 2).T
    return members, a, b, np.array(scores, dtype=float)


def best(members, a, b, score) -> float:
    graph = nx.Graph()
    graph.add_weighted_edges_from(zip(a.tolist(), b.tolist(), score.tolist(), strict=True))
    return sum(graph[x][y]["weight"] for x, y in nx.max_weight_matching(graph))


@settings(max_examples=50, deadline=None)
@given(graphs(), st.integers(0, 5))
def test_every_answer_is_valid_and_as_good_as_networkx(graph, seed):
    members, a, b, score = graph
    before = a.copy(), b.copy(), score.copy()
    pairs = pair(a, b, score, members=members, seed=seed)
    assert is_valid_pairs(pairs, a, b, score, members=members)
    assert pairs.score == pytest.approx(best(members, a, b, score), rel=1e-9)
    assert pairs.proven
    assert pairs.bound <= pairs_bound(a, b, score, members=members) * (1 + 1e-9) + 1e-9
    assert all(np.array_equal(x, y) for x, y in zip(before, (a, b, score), strict=True))
    again = pair(a, b, score, members=members, seed=seed)
    assert np.array_equal(again.edge, pairs.edge)
    assert np.array_equal(again.trio, pairs.trio)
    order = np.random.default_rng(seed).permutation(a.size)
    turned = pair(b[order], a[order], score[order], members=members, seed=seed + 1)
    assert turned.score == pytest.approx(pairs.score, rel=1e-12)
    assert len(turned.edge) == len(pairs.edge) or score.dtype != int


def test_exact_at_600_members_on_hard_ties():
    a, b = random_graph(600, 3)
    score = np.random.default_rng(0).integers(1, 4, a.size)
    pairs = pair(a, b, score, members=600)
    assert (pairs.score, pairs.proven) == (best(600, a, b, score), True)


def test_above_2000_members_the_bound_is_near_and_a_second_method_confirms_it():
    a, b = random_graph(2400, 6)
    score = np.random.default_rng(0).random(a.size)
    pairs = pair(a, b, score, members=2400)
    bound = pairs_bound(a, b, score, members=2400)
    assert is_valid_pairs(pairs, a, b, score, members=2400)
    assert pairs.score <= bound * (1 + 1e-9)
    assert pairs.bound <= bound * (1 + 1e-6)
    assert pairs.score >= 0.999 * bound


def test_many_small_circles_of_friends_are_solved_one_by_one():
    first = np.arange(0, 6000, 3)
    a, b = np.concatenate([first, first, first + 1]), np.concatenate([first + 1, first + 2, first + 2])
    pairs = pair(a, b, np.tile([3, 2, 1], 2000).reshape(-1), members=6000)
    assert (pairs.proven, len(pairs.edge), len(pairs.trio), pairs.unpaired.size) == (True, 2000, 2000, 0)


def test_over_twelve_rounds_partners_are_new():
    members = 60
    a, b = everybody_with_everybody(members)
    liking = np.random.default_rng(2).integers(1, 50, a.size)
    met = np.zeros(a.size, dtype=bool)
    new = []
    for month in range(12):
        pairs = pair(a, b, np.where(met, 0, 100 + liking), members=members, seed=month)
        new.append(np.mean(~met[pairs.edge]))
        met[pairs.edge] = True
    assert np.mean(new) >= 0.95


def test_the_verifier_refuses_what_is_wrong():
    from dataclasses import replace

    a, b, score = [0, 0, 1, 2], [1, 2, 2, 3], [5, 1, 1, 5]
    pairs = pair(a, b, score, members=5)
    assert is_valid_pairs(pairs, a, b, score, members=5)
    for wrong in (
        replace(pairs, edge=pairs.edge[:1]),
        replace(pairs, edge=np.array([0, 1])),
        replace(pairs, score=11.0),
        replace(pairs, bound=9.0),
        replace(pairs, unpaired=np.array([], dtype=np.int64)),
        replace(pairs, trio=np.array([[0, 1, 4]]), unpaired=np.array([], dtype=np.int64)),
    ):
        assert not is_valid_pairs(wrong, a, b, score, members=5)

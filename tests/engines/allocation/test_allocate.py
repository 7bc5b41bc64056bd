"""Who reviews what: fair, proven, without favours returned."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerloop.engines import InvalidInput
from peerloop.engines.allocation import InfeasibleAllocation, allocate, is_feasible, upper_bound
from peerloop.engines.allocation.cycles import count
from peerloop.engines.allocation.problem import problem

Edges = tuple[list[int], list[int], list[float]]


@st.composite
def rounds(draw: st.DrawFn) -> tuple[Edges, dict[str, Any]]:
    submissions, reviewers = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    cells = [(s, r) for s in range(submissions) for r in range(reviewers)]
    kept = [cell for cell in cells if draw(st.integers(0, 4))]
    similar = [draw(st.integers(-2, 8)) / 4 for _ in kept]
    most = draw(st.integers(1, 3))
    asked = {
        "submissions": submissions,
        "reviewers": reviewers,
        "reviews_each": draw(st.integers(1, 2)),
        "most": most,
        "least": draw(st.integers(0, min(1, most))),
        "author": [[s, draw(st.integers(0, reviewers - 1))] for s in range(submissions) if draw(st.booleans())],
    }
    return ([s for s, _ in kept], [r for _, r in kept], similar), asked


def every_allocation(edges: Edges, asked: dict[str, Any]) -> list[list[int]]:
    """All that is allowed, by trying everything."""
    of = edges[0]
    per = [
        list(combinations([e for e in range(len(of)) if of[e] == s], asked["reviews_each"]))
        for s in range(asked["submissions"])
    ]
    all_ways = ([e for part in ways for e in part] for ways in product(*per))
    return [way for way in all_ways if is_feasible(way, edges[0], edges[1], **asked)]


def sums(chosen: list[int], edges: Edges, submissions: int) -> list[float]:
    return [sum(edges[2][e] for e in chosen if edges[0][e] == s) for s in range(submissions)]


@settings(max_examples=60, deadline=None)
@given(rounds())
def test_small_rounds_are_as_good_as_trying_everything(asked: tuple[Edges, dict[str, Any]]):
    edges, limits = asked
    possible = every_allocation(edges, limits)
    if not possible:
        with pytest.raises(InfeasibleAllocation):
            allocate(*edges, **limits)
        return
    answer = allocate(*edges, **limits)
    assert answer.edge.tolist() in [sorted(way) for way in possible]
    best = max(min(sums(way, edges, limits["submissions"])) for way in possible)
    assert answer.worst <= best + 1e-9 <= answer.worst_bound + 2e-9
    assert answer.worst >= best - 0.01 * abs(best) - 1e-9
    fair = [way for way in possible if min(sums(way, edges, limits["submissions"])) >= answer.worst - 1e-9]
    total = max(sum(edges[2][e] for e in way) for way in fair)
    assert total <= answer.total_bound + 1e-6
    assert total <= upper_bound(*edges, **limits, floor=answer.worst) + 1e-6
    assert answer.total >= total - 0.005 * abs(total) - 1e-9


@settings(max_examples=60, deadline=None)
@given(rounds())
def test_a_cut_proves_what_is_short(asked: tuple[Edges, dict[str, Any]]):
    (of, by, similar), limits = asked
    if every_allocation((of, by, similar), limits):
        return
    with pytest.raises(InfeasibleAllocation) as caught:
        allocate(of, by, similar, **limits)
    refused = caught.value
    if refused.kind == "cycles":
        assert every_allocation((of, by, similar), {**limits, "author": []})
        return
    inside, seats = set(refused.submissions.tolist()), set(refused.reviewers.tolist())
    own = {tuple(row) for row in limits["author"]}
    across = sum((s, r) not in own and s in inside and r not in seats for s, r in zip(of, by, strict=True))
    if refused.kind == "most":
        short = limits["reviews_each"] * len(inside) - across - limits["most"] * len(seats)
    else:
        others = limits["reviewers"] - len(seats)
        short = limits["least"] * others - limits["reviews_each"] * (limits["submissions"] - len(inside)) - across
    assert short == refused.short > 0


@settings(max_examples=20, deadline=None)
@given(rounds(), st.randoms(use_true_random=False))
def test_a_shuffled_question_gets_the_same_answer(asked: tuple[Edges, dict[str, Any]], dice: Any):
    edges, limits = asked
    order = list(range(len(edges[0])))
    dice.shuffle(order)
    try:
        first = allocate(*edges, **limits)
    except InfeasibleAllocation:
        return
    again = allocate(*([part[i] for i in order] for part in edges), **limits)
    assert sorted(order[e] for e in again.edge) == first.edge.tolist()
    assert (again.worst, again.total) == (first.worst, first.total)


def members(n: int, candidates: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Everybody wrote one submission, and favours are tempting: similarity is nearly symmetric."""
    dice = np.random.default_rng(seed)
    of = np.repeat(np.arange(n), candidates)
    by = np.concatenate([dice.choice(np.delete(np.arange(n), s), candidates, replace=False) for s in range(n)])
    place = dice.random(n)
    similar = 1 - np.abs(place[of] - place[by])
    return of, by, similar, np.column_stack([np.arange(n), np.arange(n)])


def test_nobody_reviews_their_reviewer():
    of, by, similar, author = members(40, 12, 3)
    limits: dict[str, Any] = {"submissions": 40, "reviewers": 40, "reviews_each": 3, "most": 4}
    plain = allocate(of, by, similar, **limits)
    careful = allocate(of, by, similar, **limits, author=author)
    task = problem(of, by, similar, **limits, least=0, author=author, seed=0)
    assert count(task, np.argsort(task.at)[plain.edge])[0] > 0
    assert careful.two_cycles == 0
    assert is_feasible(careful.edge, of, by, **limits, author=author)
    assert not is_feasible(plain.edge, of, by, **limits, author=author)
    assert careful.total <= upper_bound(of, by, similar, **limits, author=author, floor=careful.worst)


def test_rings_of_three_become_fewer_at_next_to_no_cost(monkeypatch: pytest.MonkeyPatch):
    of, by, similar, author = members(120, 20, 3)
    limits: dict[str, Any] = {"submissions": 120, "reviewers": 120, "reviews_each": 3, "most": 4, "author": author}
    fewer = allocate(of, by, similar, **limits)
    monkeypatch.setattr("peerloop.engines.allocation.rings.TRIES", 0)
    plain = allocate(of, by, similar, **limits)
    assert fewer.three_cycles < plain.three_cycles
    assert fewer.worst >= plain.worst
    assert fewer.total >= (1 - 2e-4) * plain.total


def test_the_worst_off_submission_comes_before_the_total():
    """Bo's submission fits nobody but Alice well, and Alice is wanted by all."""
    of, by, similar = [0, 0, 1, 1], [0, 1, 0, 1], [1.0, 0.9, 0.8, 0.1]
    answer = allocate(of, by, similar, submissions=2, reviewers=2, reviews_each=1, most=1)
    assert answer.edge.tolist() == [1, 2]
    assert (answer.worst, answer.worst_bound) == (0.8, 0.8)
    assert answer.total == 0.9 + 0.8


def test_what_cannot_be_is_refused_and_a_partial_plan_says_what_lacks():
    of, by, similar = [0, 0, 1, 1, 2], [0, 1, 0, 1, 1], [1.0] * 5
    limits: dict[str, Any] = {"submissions": 3, "reviewers": 2, "reviews_each": 2, "most": 2}
    with pytest.raises(InfeasibleAllocation, match="2 reviews short"):
        allocate(of, by, similar, **limits)
    part = allocate(of, by, similar, **limits, partial=True)
    assert len(part.edge) == 4
    assert part.missing.sum() == 2


def test_two_who_could_only_review_one_another_are_refused():
    with pytest.raises(InfeasibleAllocation) as refused:
        allocate(
            [0, 1], [1, 0], [1.0, 1.0], submissions=2, reviewers=2, reviews_each=1, most=1, author=[[0, 0], [1, 1]]
        )
    assert refused.value.kind == "cycles"


def test_an_empty_round_has_an_empty_answer():
    answer = allocate([], [], [], submissions=0, reviewers=0, reviews_each=3, most=4)
    assert (answer.edge.tolist(), answer.worst, answer.total, answer.total_bound) == ([], 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"similarity": [float("nan"), 1.0]}, "similarity"),
        ({"submission": [0, 2]}, "submission"),
        ({"reviewer": [0, 0], "submission": [0, 0]}, "submission"),
        ({"reviewer": [0]}, "reviewer"),
        ({"most": -1}, "most"),
        ({"least": 3}, "least"),
        ({"author": [[0, 9]]}, "author"),
        ({"reviews_each": [1]}, "reviews_each"),
    ],
)
def test_bad_input_is_named(changed: dict[str, Any], field: str):
    asked: dict[str, Any] = {
        "submission": [0, 1], "reviewer": [0, 1], "similarity": [1.0, 1.0],
        "submissions": 2, "reviewers": 2, "reviews_each": 1, "most": 2,
    }  # fmt: skip
    with pytest.raises(InvalidInput) as refused:
        allocate(**(asked | changed))
    assert refused.value.field == field


def test_nothing_passed_in_is_changed():
    of, by, similar, author = members(12, 6, 1)
    before = [part.copy() for part in (of, by, similar, author)]
    first = allocate(of, by, similar, submissions=12, reviewers=12, reviews_each=2, most=3, author=author)
    again = allocate(of, by, similar, submissions=12, reviewers=12, reviews_each=2, most=3, author=author)
    assert first.edge.tolist() == again.edge.tolist()
    assert all(np.array_equal(a, b) for a, b in zip(before, (of, by, similar, author), strict=True))

"""Matching on given edges: exact, everyone first, attacked through its independent verifier."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from peerloop.engines import InvalidInput
from peerloop.engines.matching import Status, is_feasible, match, upper_bound

Case = tuple[list[int], list[int], list[float], list[int], list[int]]


@st.composite
def cases(draw: st.DrawFn, most: int = 5, *, whole: bool = False) -> Case:
    learner = draw(st.lists(st.integers(0, 3), max_size=most))
    capacity = draw(st.lists(st.integers(0, 3), max_size=most))
    possible = list(itertools.product(range(len(learner)), range(len(capacity))))
    edges = draw(st.lists(st.sampled_from(possible), unique=True, max_size=9)) if possible else []
    number = st.integers(0, 20).map(float) if whole else st.floats(0, 20)
    score = draw(st.lists(number, min_size=len(edges), max_size=len(edges)))
    return [r for r, _ in edges], [t for _, t in edges], score, learner, capacity


def best_by_trying_all(case: Case, *, everyone_first: bool) -> tuple[int, float]:
    request, teacher, score, learner, capacity = case
    found = (0, 0.0)
    for size in range(len(request) + 1):
        for picked in itertools.combinations(range(len(request)), size):
            if is_feasible(picked, request, teacher, learner=learner, capacity=capacity):
                served = len({learner[request[e]] for e in picked}) if everyone_first else 0
                found = max(found, (served, sum(score[e] for e in picked)))
    return found


@settings(max_examples=80, deadline=None)
@given(cases(), st.booleans())
@example(([0], [0], [5e-324], [0], [1]), False)
def test_it_is_feasible_best_and_bounded(case: Case, everyone_first: bool) -> None:
    request, teacher, score, learner, capacity = case
    rule: dict[str, Any] = {"learner": learner, "capacity": capacity, "serve_everyone_first": everyone_first}
    answer = match(request, teacher, score, **rule)
    served, best = best_by_trying_all(case, everyone_first=everyone_first)
    most_served, _ = best_by_trying_all(case, everyone_first=True)
    assert is_feasible(answer.edge, request, teacher, learner=learner, capacity=capacity)
    assert answer.score == pytest.approx(best, abs=1e-9)
    assert answer.bound >= best - 1e-12
    assert answer.bound <= best + answer.step * (len(answer.edge) + 1)
    assert answer.servable == most_served
    assert answer.served == served or not everyone_first
    assert upper_bound(request, teacher, score, **rule) == pytest.approx(best, abs=1e-6)
    assert upper_bound(request, teacher, score, **rule) >= best


@settings(max_examples=60, deadline=None)
@given(cases(most=8, whole=True), st.randoms(use_true_random=False), st.integers(0, 9))
def test_whole_scores_are_exact_and_order_does_not_matter(case: Case, dice: Any, seed: int) -> None:
    request, teacher, score, learner, capacity = case
    answer = match(request, teacher, score, learner=learner, capacity=capacity)
    order = list(range(len(request)))
    dice.shuffle(order)
    shuffled = match(
        [request[e] for e in order], [teacher[e] for e in order], [score[e] for e in order],
        learner=learner, capacity=capacity, seed=seed,
    )  # fmt: skip
    assert answer.score == answer.bound == shuffled.score
    assert answer.served == answer.servable == shuffled.served


def test_everyone_is_served_before_anybody_is_served_better() -> None:
    # Alice's request suits Cleo best, but only Cleo can help Bo.
    request, teacher, score = [0, 0, 1], [0, 1, 0], [90, 10, 5]
    first = match(request, teacher, score, learner=[0, 1], capacity=[1, 1])
    best = match(request, teacher, score, learner=[0, 1], capacity=[1, 1], serve_everyone_first=False)
    assert (first.edge.tolist(), first.score, first.served) == ([1, 2], 15, 2)
    assert (best.edge.tolist(), best.score, best.served, best.servable) == ([0], 90, 1, 2)


def test_a_learner_meets_a_teacher_only_once() -> None:
    answer = match([0, 1], [0, 0], [3, 4], learner=[0, 0], capacity=[2])
    assert answer.edge.tolist() == [1]
    assert answer.status.tolist() == [Status.TAKEN, Status.SERVED]


def test_each_request_hears_what_became_of_it() -> None:
    answer = match([1, 2, 3, 4], [0, 1, 1, 1], [1, 2, 3, 0], learner=[0, 1, 2, 3, 4], capacity=[0, 1])
    assert answer.status.tolist() == [
        Status.NO_TEACHER, Status.NO_SEAT, Status.TAKEN, Status.SERVED, Status.TAKEN,
    ]  # fmt: skip


def test_free_seats_are_used_even_at_score_zero() -> None:
    answer = match([0, 1, 2], [0, 0, 1], [0, 0, 0], learner=[7, 8, 7], capacity=[2, 2])
    assert answer.edge.tolist() == [0, 1, 2]


def test_nobody_and_nothing_have_answers() -> None:
    answer = match([], [], [], learner=[], capacity=[])
    assert (answer.edge.tolist(), answer.score, answer.bound, answer.served) == ([], 0, 0, 0)
    assert match([], [], [], learner=[0], capacity=[]).status.tolist() == [Status.NO_TEACHER]
    assert upper_bound([], [], [], learner=[0], capacity=[]) == 0


def test_what_is_given_stays_as_it_was() -> None:
    request, teacher, score = np.array([0, 1]), np.array([0, 0]), np.array([1.5, 2.5])
    before = [values.copy() for values in (request, teacher, score)]
    match(request, teacher, score, learner=np.array([0, 1]), capacity=np.array([1]))
    assert all((a == b).all() for a, b in zip(before, (request, teacher, score), strict=True))


@pytest.mark.parametrize(
    ("changed", "field", "positions"),
    [
        ({"request": [0, 5]}, "request", [1]),
        ({"teacher": [-1, 0]}, "teacher", [0]),
        ({"score": [1.0, float("nan")]}, "score", [1]),
        ({"score": [float("inf"), 1.0]}, "score", [0]),
        ({"score": [1.0, -0.1]}, "score", [1]),
        ({"score": [1.0]}, "score", []),
        ({"capacity": [-1]}, "capacity", [0]),
        ({"learner": [0.5, 1]}, "learner", [0]),
        ({"request": [1, 1]}, "request", [1]),
    ],
)
def test_bad_input_is_named(changed: dict[str, Any], field: str, positions: list[int]) -> None:
    given_: dict[str, Any] = {"request": [0, 1], "teacher": [0, 0], "score": [1.0, 2.0]}
    given_ |= {"learner": [0, 1], "capacity": [1]} | changed
    with pytest.raises(InvalidInput) as refusal:
        match(**given_)
    assert (refusal.value.field, refusal.value.positions) == (field, positions)


def test_large_scores_fall_back_to_a_stated_grain() -> None:
    answer = match([0, 1], [0, 0], [1e300, 3e299], learner=[0, 1], capacity=[1])
    assert answer.edge.tolist() == [0]
    assert answer.score <= answer.bound <= answer.score + answer.step

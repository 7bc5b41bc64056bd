"""What the reviews say together, and when they say nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerloop.engines import InvalidInput
from peerloop.engines.consensus import estimate, is_valid, plain_mean

Round = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def simulated(manner: str, seed: int, n: int = 150, each: int = 4, share: float = 0.2) -> Round:
    """Return submission, reviewer, score, truth; the first ``share`` of the reviewers behave in ``manner``."""
    dice = np.random.default_rng(seed)
    truth, bias, noise = dice.normal(70, 10, n), dice.normal(0, 4, n), dice.uniform(3, 9, n)
    of = np.repeat(np.arange(n), each)
    by = (of + np.tile(dice.choice(np.arange(1, n), each, replace=False), n)) % n
    score = truth[of] + bias[by] + dice.normal(0, 1, len(of)) * noise[by]
    said = {
        "lazy": np.full(len(of), 75.0),
        "random": dice.uniform(40, 100, len(of)),
        "colluding": np.full(len(of), 100.0),
    }
    if manner in said:
        score = np.where(by < share * n, said[manner], score)
    return of, by, np.clip(score, 0, 100), np.clip(truth, 0, 100)


def error(value: np.ndarray, truth: np.ndarray) -> float:
    return float(np.sqrt(np.mean((value - truth) ** 2)))


@pytest.mark.parametrize("manner", ["clean", "lazy", "random", "colluding"])
def test_never_more_than_two_hundredths_worse_than_the_mean(manner: str):
    for seed in range(4):
        of, by, score, truth = simulated(manner, seed)
        ours = estimate(of, by, score, low=0, high=100)
        assert error(ours.value, truth) <= 1.02 * error(plain_mean(of, score, submissions=150), truth)


@pytest.mark.parametrize("manner", ["clean", "lazy", "random", "colluding"])
def test_ninety_percent_intervals_hold_the_truth_about_as_often(manner: str):
    inside = []
    for seed in range(4):
        of, by, score, truth = simulated(manner, seed)
        low, high = estimate(of, by, score, low=0, high=100).interval.T
        inside.append(np.mean((low <= truth) & (truth <= high)))
    assert 0.86 <= float(np.mean(inside)) <= 0.95


def test_reviewers_who_always_say_the_same_count_next_to_nothing():
    of, by, score, _ = simulated("lazy", 1)
    ours = estimate(of, by, score, low=0, high=100)
    assert ours.method == "effort"
    careless = ours.reviewer_weight[:30]
    assert np.median(careless) < 0.1 * np.median(ours.reviewer_weight[30:])


def test_few_reviews_for_each_reviewer_ask_only_the_lower_rungs():
    of, by, score, _ = simulated("lazy", 1, each=2)
    assert estimate(of, by, score, low=0, high=100).method in ("mean", "shrunken", "bias")


def test_a_harsh_reviewer_is_seen_to_be_harsh():
    of, by, score, _ = simulated("clean", 2)
    score = np.where(by == 7, np.maximum(score - 25, 0), score)
    bias = estimate(of, by, score, low=0, high=100).reviewer_bias
    assert int(bias.argmin()) == 7
    assert bias[7] < -10


def test_spot_checks_stand_and_set_the_scale_of_the_others():
    of, by, score, truth = simulated("clean", 3)
    inflated = np.clip(score + 12, 0, 100)
    known = {s: float(truth[s]) for s in range(0, 150, 10)}
    plain = estimate(of, by, inflated, low=0, high=100)
    checked = estimate(of, by, inflated, low=0, high=100, known=known)
    rest = np.setdiff1d(np.arange(150), list(known))
    assert [checked.value[s] for s in known] == list(known.values())
    assert error(checked.value[rest], truth[rest]) < 0.6 * error(plain.value[rest], truth[rest])
    assert not set(checked.check_next.tolist()) & set(known)


def test_no_reviews_no_estimate_and_never_a_zero():
    ours = estimate([0, 2], [0, 1], [3.0, 5.0], low=0, high=10)
    assert np.isnan(ours.value).tolist() == [False, True, False]
    assert np.isnan(ours.interval[1]).all()
    assert (ours.component[1], ours.check_next.size) == (-1, 2)
    nothing = estimate([], [], [], low=0, high=10)
    assert (nothing.value.size, nothing.check_next.size) == (0, 0)
    only_known = estimate([], [], [], low=0, high=10, known={1: 4.0})
    assert np.isnan(only_known.value[0])
    assert only_known.value[1] == 4.0


def test_groups_without_a_common_reviewer_are_not_comparable():
    ours = estimate([0, 1, 1, 2, 3], [0, 0, 1, 2, 2], [5, 6, 7, 8, 9], low=0, high=10)
    assert ours.component.tolist() == [0, 0, 1, 1]


def test_the_least_sure_is_checked_first():
    of, by, score, _ = simulated("clean", 5, n=40)
    lonely = of == 11
    lonely[np.flatnonzero(lonely)[0]] = False
    ours = estimate(of[~lonely], by[~lonely], score[~lonely], low=0, high=100)
    assert ours.check_next[0] == 11


@st.composite
def small(draw: st.DrawFn) -> tuple[tuple[list[int], list[int], list[float]], dict[str, Any]]:
    cells = draw(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), unique=True, max_size=20))
    scores = [draw(st.integers(0, 8)) / 2 for _ in cells]
    known = draw(st.dictionaries(st.integers(0, 7), st.sampled_from([0.0, 1.5, 4.0]), max_size=3))
    return ([s for s, _ in cells], [r for _, r in cells], scores), {"low": 0, "high": 4, "known": known}


@settings(max_examples=60, deadline=None)
@given(small(), st.randoms(use_true_random=False))
def test_every_promise_that_can_be_counted_holds(asked: Any, dice: Any):
    (of, by, score), scale = asked
    ours = estimate(of, by, score, **scale)
    assert is_valid(ours, of, by, **scale)
    order = list(range(len(of)))
    dice.shuffle(order)
    again = estimate(*([part[i] for i in order] for part in (of, by, score)), **scale)
    assert np.array_equal(again.value, ours.value, equal_nan=True)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"score": [float("nan"), 1.0]}, "score"),
        ({"score": [11.0, 1.0]}, "score"),
        ({"score": [-1.0, 1.0]}, "score"),
        ({"submission": [-1, 0]}, "submission"),
        ({"submission": [0, 0], "reviewer": [0, 0]}, "submission"),
        ({"reviewer": [0]}, "reviewer"),
        ({"known": {0: 12.0}}, "known"),
        ({"low": 10}, "low"),
    ],
)
def test_bad_input_is_named(changed: dict[str, Any], field: str):
    asked: dict[str, Any] = {"submission": [0, 1], "reviewer": [0, 1], "score": [1.0, 2.0], "low": 0, "high": 10}
    with pytest.raises(InvalidInput) as refused:
        estimate(**(asked | changed))
    assert refused.value.field == field

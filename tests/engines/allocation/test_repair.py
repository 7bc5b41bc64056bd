"""A reviewer does not turn up."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from peerloop.engines import InvalidInput
from peerloop.engines.allocation import InfeasibleAllocation, allocate, is_feasible, repair

N = 60
LIMITS: dict[str, Any] = {
    "submissions": N, "reviewers": N, "reviews_each": 3, "most": 4,
    "author": np.column_stack([np.arange(N), np.arange(N)]),
}  # fmt: skip


def edges() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    dice = np.random.default_rng(7)
    of = np.repeat(np.arange(N), 15)
    by = np.concatenate([dice.choice(N, 15, replace=False) for _ in range(N)])
    return of, by, dice.random(N * 15)


def test_only_the_lapsed_reviews_move():
    of, by, similar = edges()
    before = allocate(of, by, similar, **LIMITS)
    lapsed = before.edge[by[before.edge] == by[before.edge[0]]]
    after = repair(before, lapsed, of, by, similar, **LIMITS)
    assert is_feasible(after.edge, of, by, **LIMITS)
    assert not np.isin(after.edge[by[after.edge] == by[lapsed[0]]], before.edge).any()
    assert by[lapsed[0]] not in by[after.edge]
    assert len(np.setdiff1d(before.edge, after.edge)) - len(lapsed) <= 2
    assert after.two_cycles == 0
    assert after.worst <= after.worst_bound


def test_a_written_review_stays():
    of, by, similar = edges()
    before = allocate(of, by, similar, **LIMITS)
    theirs = before.edge[by[before.edge] == by[before.edge[0]]]
    after = repair(before, theirs[1:], of, by, similar, **LIMITS, done=np.setdiff1d(before.edge, theirs[1:]))
    assert np.setdiff1d(before.edge, after.edge).tolist() == theirs[1:].tolist()
    assert by[after.edge].tolist().count(by[theirs[0]]) == 1


def test_nobody_left_to_ask_is_refused_with_the_cut():
    of, by, similar = [0, 0], [0, 1], [1.0, 1.0]
    limits: dict[str, Any] = {"submissions": 1, "reviewers": 2, "reviews_each": 2, "most": 1}
    before = allocate(of, by, similar, **limits)
    with pytest.raises(InfeasibleAllocation) as refused:
        repair(before, [0], of, by, similar, **limits)
    assert (refused.value.kind, refused.value.short) == ("most", 1)


def test_what_was_not_allocated_cannot_lapse():
    before = allocate([0, 0], [0, 1], [1.0, 0.5], submissions=1, reviewers=2, reviews_each=1, most=1)
    with pytest.raises(InvalidInput) as refused:
        repair(before, [1], [0, 0], [0, 1], [1.0, 0.5], submissions=1, reviewers=2, reviews_each=1, most=1)
    assert refused.value.field == "lapsed"

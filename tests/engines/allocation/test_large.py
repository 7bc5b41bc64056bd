"""Rounds too large for the linear programme, shown on one that is small enough to compare."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from peerloop.engines.allocation import allocate, is_feasible, upper_bound


@pytest.mark.parametrize("many", [0, 2_000])
def test_exchanges_come_near_the_bound(monkeypatch: pytest.MonkeyPatch, many: int):
    n = 80
    dice = np.random.default_rng(11)
    place = dice.random(n)
    of = np.repeat(np.arange(n), 20)
    by = np.concatenate([dice.choice(n, 20, replace=False) for _ in range(n)])
    similar = 1 - np.abs(place[of] - place[by])
    limits: dict[str, Any] = {
        "submissions": n, "reviewers": n, "reviews_each": 3, "most": 4,
        "author": np.column_stack([np.arange(n), np.arange(n)]),
    }  # fmt: skip
    monkeypatch.setattr("peerloop.engines.allocation.lp.SMALL", 0)
    monkeypatch.setattr("peerloop.engines.allocation.large.MANY", many)
    answer = allocate(of, by, similar, **limits)
    assert is_feasible(answer.edge, of, by, **limits)
    assert answer.worst >= 0.99 * answer.worst_bound
    assert answer.total >= 0.99 * upper_bound(of, by, similar, **limits, floor=answer.worst)

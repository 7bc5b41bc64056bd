"""Rings of three made fewer, as long as that costs next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.allocation.cycles import count, matrix, ties
from peerloop.engines.allocation.local import anew

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.allocation.problem import Problem

TRIES = 24
AT_ONCE = 12
LOSS = 2e-4


def fewer_rings(task: Problem, chosen: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return an allocation with no more rings of three, the same worst-off sum, and at most 0.02% less in total."""
    real = task.wanted > 0
    if not len(task.own) or not real.any():
        return chosen
    worst = float(task.sums(chosen)[real].min())
    total = float(task.similarity[chosen].sum())
    left, rings, tried = total - LOSS * abs(total), count(task, chosen)[1], np.empty(0, dtype=np.int64)
    at_once = AT_ONCE
    for _ in range(TRIES):
        breaking = _apart(task, chosen, tried)[:at_once]
        if not len(breaking):
            return chosen
        found = anew(
            task,
            chosen[~np.isin(chosen, breaking)],
            np.unique(task.submission[breaking]),
            floor=np.minimum(task.sums(chosen), worst),
            forbidden=breaking,
            standing=np.empty(0, dtype=np.int64),
        )
        now = rings if found is None else count(task, found)[1]
        if found is not None and now < rings and task.similarity[found].sum() >= left:
            chosen, rings = found, now
        elif len(breaking) > 1:
            at_once = len(breaking) // 3 or 1
        else:
            tried = np.concatenate([tried, breaking])
    return chosen


def _apart(task: Problem, chosen: NDArray[np.int64], tried: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return edges, each in another ring of three, those in most rings first."""
    edge, reviewer, author = ties(task, chosen)
    reviews = matrix(task, chosen)
    back = np.asarray((reviews @ reviews)[author, reviewer]).ravel()
    ringed = np.flatnonzero((back > 0) & ~np.isin(edge, tried))
    seen: set[int] = set()
    apart: list[int] = []
    for k in ringed[np.lexsort((task.similarity[edge[ringed]], -back[ringed]))].tolist():
        both = {int(reviewer[k]), int(author[k])}
        if len(apart) < AT_ONCE and not both & seen:
            seen |= both
            apart.append(int(edge[k]))
    return np.array(apart, dtype=np.int64)

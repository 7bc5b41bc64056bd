"""Rounds too large for the linear programme: the heaviest allocation, then exchanges where it is unfair."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.allocation.cycles import pairs
from peerloop.engines.allocation.flow import heaviest
from peerloop.engines.allocation.local import anew

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.allocation.problem import Problem

ROUNDS = 6
MANY = 2_000
AT_ONCE = 20
STEPS = (1.0, 0.99, 0.95, 0.85, 0.6, -np.inf)


def large(task: Problem, start: NDArray[np.int64], cap: float) -> NDArray[np.int64] | None:
    """Return ``start`` without two-cycles and with every submission lifted towards ``cap``; None where that failed.

    As long as many submissions are concerned the whole is weighed anew: who is below ``cap`` counts for more, and the
    lesser edge of each two-cycle is let go. The rest is exchanged a few submissions at a time.
    """
    chosen, weight = start, np.ones(len(task.wanted))
    keep = np.arange(len(task.at))
    for _ in range(ROUNDS):
        low, lesser = _wrong(task, chosen, cap)
        if len(low) + len(lesser) < MANY:
            break
        weight[low] *= 1 + (cap - task.sums(chosen)[low]) / max(abs(cap), 1e-9)
        fewer = keep[~np.isin(keep, lesser)]
        found = heaviest(task.only(fewer), (task.similarity * weight[task.submission])[fewer])
        if found is None:
            break
        keep, chosen = fewer, fewer[found[0]]
    return _exchanged(task, chosen, cap)


def _wrong(task: Problem, chosen: NDArray[np.int64], cap: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    low = np.flatnonzero((task.sums(chosen) < cap - 1e-9) & (task.wanted > 0))
    found = pairs(task, chosen)
    lesser = np.where(task.similarity[found[:, 0]] <= task.similarity[found[:, 1]], found[:, 0], found[:, 1])
    return low, np.unique(lesser)


def _exchanged(task: Problem, chosen: NDArray[np.int64], cap: float) -> NDArray[np.int64] | None:
    given_up: set[int] = set()
    while True:
        low, lesser = _wrong(task, chosen, cap)
        ringed = np.unique(task.submission[lesser])
        todo = np.concatenate([ringed, np.setdiff1d(low, ringed)])
        todo = todo[~np.isin(todo, list(given_up))][:AT_ONCE]
        if not len(todo):
            return chosen if not len(lesser) else None
        better = _lifted(task, chosen, todo, lesser, cap)
        given_up.update(todo.tolist())
        chosen = chosen if better is None else better


def _lifted(
    task: Problem, chosen: NDArray[np.int64], todo: NDArray[np.int64], lesser: NDArray[np.int64], cap: float
) -> NDArray[np.int64] | None:
    none = np.empty(0, dtype=np.int64)
    sums = task.sums(chosen)
    for step in STEPS:
        floor = np.minimum(sums, cap)
        floor[todo] = cap - abs(cap) * (1 - step)
        kept = chosen[~np.isin(chosen, lesser[np.isin(task.submission[lesser], todo)])]
        for hops in (1, 2):
            found = anew(task, kept, todo, floor=floor, forbidden=none, standing=none, hops=hops)
            if found is not None:
                return found
    return None

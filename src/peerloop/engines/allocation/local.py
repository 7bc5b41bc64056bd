"""Exchanges: a few submissions and their neighbours decided anew, everybody else left as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.allocation.cycles import mirrored
from peerloop.engines.allocation.lp import top
from peerloop.engines.allocation.whole import best_above

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.allocation.problem import Problem

REACH = 8


def anew(
    task: Problem,
    chosen: NDArray[np.int64],
    which: NDArray[np.int64],
    *,
    floor: NDArray[np.float64],
    forbidden: NDArray[np.int64],
    standing: NDArray[np.int64],
    stay: float = 0.0,
    hops: int = 1,
) -> NDArray[np.int64] | None:
    """Return the allocation with submissions ``which`` and those ``hops`` exchanges away decided anew.

    Each gets ``floor[s]`` or more. ``forbidden``: edges not to be chosen; ``standing``: edges that stay whatever
    comes; ``stay``: what it is worth, beside its similarity, that an edge of ``chosen`` stays. None where there is no
    way.
    """
    inside = _neighbours(task, chosen, which, hops)
    stays = _among(task, standing)
    fixed = chosen[~inside[task.submission[chosen]] | stays[chosen]]
    free = np.flatnonzero(inside[task.submission] & ~_among(task, fixed))
    banned = np.concatenate([forbidden, mirrored(task, free, fixed).ravel()])
    small = task.around(fixed, free, ~_among(task, banned)[free])
    got = task.sums(fixed)
    least = (floor - got)[np.unique(task.submission[free])]
    value = small.similarity + stay * _among(task, chosen)[small.at]
    answer = best_above(small, least, value)
    return None if answer is None else np.sort(np.concatenate([fixed, small.at[answer]]))


def _among(task: Problem, edges: NDArray[np.int64]) -> NDArray[np.bool_]:
    mask = np.zeros(len(task.at), dtype=bool)
    mask[edges] = True
    return mask


def _neighbours(task: Problem, chosen: NDArray[np.int64], which: NDArray[np.int64], hops: int) -> NDArray[np.bool_]:
    inside = np.zeros(len(task.wanted), dtype=bool)
    inside[which] = True
    for _ in range(hops):
        near = task.only(np.flatnonzero(inside[task.submission]))
        asked = np.zeros(len(task.most), dtype=bool)
        asked[near.reviewer[top(near, near.similarity, REACH)]] = True
        inside[task.submission[chosen[asked[task.reviewer[chosen]]]]] = True
    return inside

"""Whole reviews above a floor: an integer programme over the edges that the prices leave in question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.allocation.cycles import pairs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.allocation.problem import Problem

NODES = 200
GAP = 5e-4
ROUNDS = 50


def best_above(
    task: Problem, floor: float | NDArray[np.float64] | None, value: NDArray[np.float64] | None = None
) -> NDArray[np.int64] | None:
    """Return the allocation of the best total in which submission s gets ``floor[s]`` or more; None if none is found.

    The total is of ``value[e]``, or of the similarity where none is given. Pairs of edges that would make two members
    review one another are forbidden as they turn up.
    """
    forbidden = np.empty((0, 2), dtype=np.int64)
    for _ in range(ROUNDS):
        chosen = _solve(task, floor, task.similarity if value is None else value, forbidden)
        if chosen is None:
            return None
        found = pairs(task, chosen)
        if not len(found):
            return chosen
        forbidden = np.concatenate([forbidden, found])
    return None


def _solve(
    task: Problem,
    floor: float | NDArray[np.float64] | None,
    value: NDArray[np.float64],
    forbidden: NDArray[np.int64],
) -> NDArray[np.int64] | None:
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    s, r, n, f = len(task.wanted), len(task.most), len(task.submission), len(forbidden)
    if not n:
        return np.empty(0, dtype=np.int64) if not task.wanted.any() and not task.least.any() else None
    if (np.bincount(task.submission, minlength=s) < task.wanted).any():
        return None
    column = np.arange(n)
    rows = np.concatenate([task.submission, s + task.reviewer, np.repeat(s + r + np.arange(f), 2)])
    columns = np.concatenate([column, column, forbidden.ravel()])
    values = np.ones(len(rows))
    low = np.concatenate([task.wanted, task.least, np.zeros(f)])
    high = np.concatenate([task.wanted, task.most, np.ones(f)])
    limits = [LinearConstraint(coo_array((values, (rows, columns)), shape=(s + r + f, n)).tocsc(), low, high)]
    if floor is not None:
        sums = coo_array((task.similarity, (task.submission, column)), shape=(s, n)).tocsc()
        least = np.where(task.wanted > 0, floor, -np.inf)
        limits.append(LinearConstraint(sums, least - 1e-9, np.inf))
    answer = milp(
        -value,
        constraints=limits,
        integrality=np.ones(n, dtype=np.int64),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": GAP, "node_limit": NODES},
    )
    return None if answer.x is None else np.flatnonzero(answer.x > 0.5)

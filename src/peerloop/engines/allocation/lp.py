"""What a floor costs: the linear programme's prices, with edges priced in as they pay (column generation)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.allocation.problem import Problem

ROUNDS = 40
WIDTH = 12
NEAR = 1e-7
SMALL = 3_000


def affordable(task: Problem) -> bool:
    """Say whether the linear programme is worth its time."""
    return len(task.wanted) <= SMALL


@dataclass(frozen=True)
class Prices:
    """``floor``: the highest worst-off sum of the relaxed problem; ``weight[s]``: what a unit of s's sum earns on top.

    ``gain[e]``: what edge e earns at these prices (0 or less for an edge worth nothing); ``used``: edges in the
    relaxed optimum.
    """

    floor: float
    weight: NDArray[np.float64]
    gain: NDArray[np.float64]
    used: NDArray[np.int64]


def prices(task: Problem, cap: float, start: NDArray[np.int64]) -> Prices:
    """Return the prices of the best total whose worst-off submission gets as much as possible, up to ``cap``.

    ``start``: edges of some allocation, so that every programme has an answer.
    """
    active = np.union1d(start, top(task, task.similarity, WIDTH))
    for _ in range(ROUNDS):
        floor, weight, gain, used = _solve(task, active, cap)
        outside = gain.copy()
        outside[active] = 0
        more = top(task, outside, WIDTH)
        more = more[outside[more] > NEAR]
        if not len(more):
            break
        active = np.union1d(active, more)
    return Prices(floor, weight, gain, used)


def top(task: Problem, value: NDArray[np.float64], width: int) -> NDArray[np.int64]:
    """Return each submission's ``width`` edges of the largest value."""
    order = np.lexsort((-value, task.submission))
    start = np.searchsorted(task.submission[order], np.arange(len(task.wanted)))
    nth = np.arange(len(order)) - start[task.submission[order]]
    return np.sort(order[nth < width])


def _solve(
    task: Problem, active: NDArray[np.int64], cap: float
) -> tuple[float, NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    s, r, n = len(task.wanted), len(task.most), len(active)
    of, by, similar = task.submission[active], task.reviewer[active], task.similarity[active]
    column, one = np.arange(n), np.ones(n)
    real = np.flatnonzero(task.wanted > 0)
    # A unit of the floor is worth more than any total can lose by it.
    worth = 10 * (float(np.ptp(task.similarity)) + 1) * int(task.wanted.sum())
    rows = np.concatenate([of, s + by, s + r + by, real])
    columns = np.concatenate([column, column, column, np.full(len(real), n)])
    values = np.concatenate([-similar, one, -one, np.ones(len(real))])
    answer = linprog(  # type: ignore[call-overload]
        np.concatenate([-similar, [-worth]]),
        A_ub=coo_array((values, (rows, columns)), shape=(s + 2 * r, n + 1)).tocsr(),
        b_ub=np.concatenate([np.zeros(s), task.most, -task.least]),
        A_eq=coo_array((one, (of, column)), shape=(s, n + 1)).tocsr(),
        b_eq=task.wanted,
        bounds=[(0, 1)] * n + [(None, cap)],
        method="highs",
    )
    if answer.status != 0:
        raise ArithmeticError(f"the linear programme ended with {answer.message}")
    dual = -answer.ineqlin.marginals
    weight = np.maximum(dual[:s], 0)
    seat = dual[s : s + r] - dual[s + r :]
    each = answer.eqlin.marginals[task.submission] - seat[task.reviewer]
    gain = task.similarity * (1 + weight[task.submission]) + each
    return float(answer.x[n]), weight, gain, active[answer.x[:n] > 1e-6]

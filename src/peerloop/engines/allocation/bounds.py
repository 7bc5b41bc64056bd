"""Proven bounds: for any prices the heaviest allocation at these prices is more than any fair one can be worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.allocation.flow import heaviest
from peerloop.engines.allocation.lp import affordable, prices

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.allocation.problem import Problem

NEAR = 1e-9


def worst_bound(task: Problem, chosen: NDArray[np.int64], worst: float) -> float:
    """Return a floor that no allocation lifts every submission to.

    The least sum of a submission's own best edges; where that is not reached, the heaviest allocation in which the
    submissions count by weights that sum to 1 (a minimum is at most any weighted mean).
    """
    if not task.wanted.any():
        return 0.0
    best = float(task.best()[task.wanted > 0].min())
    if worst >= best - NEAR or not affordable(task):
        return best
    weight = prices(task, best, chosen).weight
    if not weight.sum():
        return best
    share = weight / weight.sum()
    found = heaviest(task, task.similarity * share[task.submission])
    return best if found is None else min(best, found[1])


def total_bound(
    task: Problem, chosen: NDArray[np.int64], floor: float, weight: NDArray[np.float64] | None = None
) -> float:
    """Return a total that no allocation exceeds whose submissions all get ``floor`` or more (Lagrange's relaxation)."""
    if not task.wanted.any():
        return 0.0
    plain = heaviest(task, task.similarity)
    bound = np.inf if plain is None else plain[1]
    if weight is None and affordable(task):
        weight = prices(task, floor, chosen).weight
    if weight is None or not weight.any():
        return float(bound)
    found = heaviest(task, task.similarity * (1 + weight[task.submission]))
    charged = float((weight * floor)[task.wanted > 0].sum())
    return float(min(bound, np.inf if found is None else found[1] - charged))

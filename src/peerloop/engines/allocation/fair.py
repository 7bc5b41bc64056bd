"""The worst-off submission first, then the total: prices from the linear programme, whole reviews around them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.allocation.lp import prices, top
from peerloop.engines.allocation.whole import best_above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from peerloop.engines.allocation.lp import Prices
    from peerloop.engines.allocation.problem import Problem

CORE, NEAREST, SEATS = 16, 10, 10
STEPS = (1.0, 0.9999, 0.999, 0.995, 0.99, 0.98, 0.95, 0.9, 0.8, 0.6, 0.3)


def fair(
    task: Problem, start: NDArray[np.int64], cap: float
) -> tuple[NDArray[np.int64], NDArray[np.float64] | None] | None:
    """Return the best whole allocation found at the highest floor, ``cap`` at most; None where none was found.

    With it come the prices of its floor, from which its total is bounded.
    ``start``: the edges of some allocation, two-cycles or not.
    """
    goal = prices(task, cap, start)
    for floor in _floors(task, min(goal.floor, cap)):
        at = goal if floor == goal.floor else prices(task, floor, start)
        edges = core(task, at, start)
        chosen = best_above(task.only(edges), floor)
        if chosen is not None:
            return edges[chosen], at.weight
    for edges in (core(task, goal, start), np.arange(len(task.at))):
        chosen = best_above(task.only(edges), None)
        if chosen is not None:
            return edges[chosen], None
    return None


def core(task: Problem, at: Prices, start: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the edges worth asking about.

    Those of the relaxed optimum and of ``start``, the best by reduced cost of each submission and of each reviewer
    (who may have to reach their least), and each submission's nearest (the worst-off may need exactly these).
    """
    seats = replace(task, submission=task.reviewer, wanted=task.most)
    best = top(task, at.gain, CORE), top(task, task.similarity, NEAREST), top(seats, at.gain, SEATS)
    return np.unique(np.concatenate([start, at.used, *best]))


def _floors(task: Problem, highest: float) -> Iterator[float]:
    lowest = float(task.similarity.min(initial=0)) * int(task.wanted.max(initial=0))
    yield from (lowest + (highest - lowest) * step for step in STEPS)

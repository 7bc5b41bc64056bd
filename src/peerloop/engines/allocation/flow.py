"""The network of submissions and reviewers: the heaviest allocation, the largest, and the cut that proves a shortage.

Method: cost-scaling min-cost flow and push-relabel max flow (Goldberg and Tarjan) as in OR-Tools.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from ortools.graph.python import max_flow, min_cost_flow

from peerloop.engines.allocation.plan import InfeasibleAllocation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.allocation.problem import Problem

FINEST = 2**30
LARGEST = 2**60


def heaviest(task: Problem, weight: NDArray[np.float64]) -> tuple[NDArray[np.int64], float] | None:
    """Return the edges of the allocation with the largest sum of ``weight``, and a proven bound of that sum.

    Weights are rounded up to whole multiples of a step, so the bound holds whatever was rounded. None where the
    limits cannot be kept.
    """
    s, r = len(task.wanted), len(task.most)
    if not task.wanted.sum():
        return (np.empty(0, dtype=np.int64), 0.0) if not task.least.sum() else None
    if _hopeless(task):
        return None
    finest = min(FINEST, LARGEST // (4 * (s + r + 2)))
    step = float(np.abs(weight).max(initial=0)) / finest or 1.0
    cost = -np.ceil(weight / step).astype(np.int64)
    sink = s + r
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([task.submission, s + np.arange(r)]),
        np.concatenate([s + task.reviewer, np.full(r, sink)]),
        np.concatenate([np.ones(len(cost), dtype=np.int64), task.most - task.least]),
        np.concatenate([cost, np.zeros(r, dtype=np.int64)]),
    )
    rest = int(task.least.sum() - task.wanted.sum())
    solver.set_nodes_supplies(np.arange(sink + 1), np.concatenate([task.wanted, -task.least, [rest]]))
    if solver.solve() != solver.OPTIMAL:
        return None
    chosen = np.flatnonzero(np.asarray(solver.flows(arcs[: len(cost)])))
    return chosen, -int(cost[chosen].sum()) * step


def _hopeless(task: Problem) -> bool:
    edges = np.bincount(task.submission, minlength=len(task.wanted))
    return bool((edges < task.wanted).any() or (task.most < task.least).any() or (task.wanted < 0).any())


def largest(task: Problem) -> tuple[NDArray[np.int64], InfeasibleAllocation | None]:
    """Return a largest allocation and, where it is too small, the cut as an exception to raise.

    Each reviewer's least and the rest up to the most reach the sink apart, the rest through one more node with room
    for what all the least leave over.
    """
    s, r = len(task.wanted), len(task.most)
    source, middle, sink = s + r, s + r + 1, s + r + 2
    wanted, least = int(task.wanted.sum()), int(task.least.sum())
    reviewer = s + np.arange(r)
    arcs = [
        (task.submission, s + task.reviewer, np.ones(len(task.submission), dtype=np.int64)),
        (np.full(s, source), np.arange(s), task.wanted),
        (reviewer, np.full(r, sink), task.least),
        (reviewer, np.full(r, middle), task.most - task.least),
        (np.array([middle]), np.array([sink]), np.array([max(wanted - least, 0)])),
    ]
    solver = max_flow.SimpleMaxFlow()
    at = solver.add_arcs_with_capacity(*(np.concatenate([part[i] for part in arcs]).astype(np.int64) for i in range(3)))
    if solver.solve(source, sink) != solver.OPTIMAL:
        raise ArithmeticError("max flow failed")
    chosen = np.flatnonzero(np.asarray(solver.flows(at[: len(task.submission)])))
    short = max(wanted, least) - int(solver.optimal_flow())
    if short <= 0:
        return chosen, None
    reached = np.zeros(sink + 1, dtype=bool)
    reached[np.asarray(solver.get_source_side_min_cut(), dtype=np.int64)] = True
    kind = "least" if reached[middle] or least > wanted else "most"
    return chosen, InfeasibleAllocation(kind, np.flatnonzero(reached[:s]), np.flatnonzero(reached[s : s + r]), short)

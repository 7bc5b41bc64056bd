"""The fractional matching: halves allowed. Solved as an assignment, its prices prove a bound.

Method: every member stands on both sides of an assignment problem, each edge both ways, and beside it an
arc of weight 0 to itself (alone). The best assignment is twice the best half-integral matching (Balinski
1965): its cycles of two are pairs, its longer even cycles split without loss, its odd cycles lose one
member each. Solved by cost scaling (Goldberg & Kennedy 1995, OR-Tools).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.pairs.graph import Graph

ROUNDS = 2000


class Arcs(NamedTuple):
    """Arcs of an assignment ``giver -> taker`` of a weight, sorted by giver; each member has one of 0 to itself."""

    giver: NDArray[np.int64]
    taker: NDArray[np.int64]
    weight: NDArray[np.int64]
    begins: NDArray[np.int64]


def arcs(giver: NDArray[np.int64], taker: NDArray[np.int64], weight: NDArray[np.int64], members: int) -> Arcs:
    """Return the arcs of these edges, one way each, and everybody's own; ``begins`` has ``members + 1`` entries."""
    own = np.arange(members)
    both = np.concatenate([giver, own])
    order = np.argsort(both, kind="stable")
    worth = np.concatenate([weight, np.zeros_like(own)])[order]
    begins = np.searchsorted(both[order], np.arange(members + 1))
    return Arcs(both[order], np.concatenate([taker, own])[order], worth, begins)


def both_ways(graph: Graph) -> Arcs:
    """Return the arcs of undirected edges."""
    return arcs(
        np.concatenate([graph.a, graph.b]),
        np.concatenate([graph.b, graph.a]),
        np.concatenate([graph.weight, graph.weight]),
        graph.members,
    )


def assigned(arc: Arcs) -> NDArray[np.int64]:
    """Return the best assignment: whom each member gives to; oneself is alone."""
    from ortools.graph.python import linear_sum_assignment

    members = arc.begins.size - 1
    solver = linear_sum_assignment.SimpleLinearSumAssignment()
    solver.add_arcs_with_cost(arc.giver, arc.taker, -arc.weight)
    if solver.solve() != solver.OPTIMAL:
        raise ArithmeticError("the weights are too large for exact sums")
    return np.fromiter((solver.right_mate(i) for i in range(members)), np.int64, members)


def prices(arc: Arcs, opposite: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return prices for giving and for taking that together reach the weight of every arc.

    Their sum bounds every assignment (weak duality), whatever ``opposite`` is; at the best assignment they
    are longest-path potentials (Bellman-Ford over the members that moved), and the bound is its own value.
    """
    members = arc.begins.size - 1
    inverse = np.empty_like(opposite)
    inverse[opposite] = np.arange(members)
    mine = np.zeros(members, dtype=np.int64)
    chosen = arc.taker == opposite[arc.giver]
    mine[arc.giver[chosen]] = arc.weight[chosen]
    right = np.zeros(members, dtype=np.int64)
    moved = np.arange(members)
    for _round in range(ROUNDS):
        out = _spans(arc.begins, moved)
        offered = right[opposite[arc.giver[out]]] + arc.weight[out] - mine[arc.giver[out]]
        better = offered > right[arc.taker[out]]
        if not better.any():
            break
        np.maximum.at(right, arc.taker[out[better]], offered[better])
        moved = inverse[np.unique(arc.taker[out[better]])]
    left = np.maximum.reduceat(arc.weight - right[arc.taker], arc.begins[:-1]) if members else right
    return left, right


def cycles_of(opposite: NDArray[np.int64], seen: NDArray[np.bool_]) -> list[NDArray[np.int64]]:
    """Return the cycles of an assignment, each as its members in order, save those with members ``seen``."""
    onward = opposite.tolist()
    left = (~seen).tolist()
    cycles = []
    for begin in np.flatnonzero(~seen).tolist():
        cycle, at = [], begin
        while left[at]:
            left[at] = False
            cycle.append(at)
            at = onward[at]
        if cycle:
            cycles.append(np.array(cycle))
    return cycles


def _spans(begins: NDArray[np.int64], members: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the positions of all arcs that leave ``members``."""
    lengths = begins[members + 1] - begins[members]
    ends = np.cumsum(lengths)
    return np.repeat(begins[members] - ends + lengths, lengths) + np.arange(ends[-1] if len(ends) else 0)

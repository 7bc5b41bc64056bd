"""The network: learners, their requests, the teachers' seats; solved with integer min-cost flow.

Method: cost-scaling push-relabel (Goldberg and Tarjan 1990, Goldberg 1997) as in OR-Tools' SimpleMinCostFlow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.graph.python import max_flow, min_cost_flow  # type: ignore[import-untyped, unused-ignore]

from peerloop.engines.matching.edges import pairs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

LARGEST = 2**62


@dataclass(frozen=True)
class Network:
    """Arcs of the flow: source 0, sink 1, then learners, requests, crowded pairs and teachers.

    Arcs stand in the order ``first unit of a learner``, ``further units``, ``learner to request``, ``edges``,
    ``crowded pair to teacher``, ``seats``, ``stay unserved``; ``at_edges`` is where the edges begin.
    """

    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    room: NDArray[np.int64]
    cost: NDArray[np.int64]
    nodes: int
    at_edges: int
    edges: int
    teacher_node: NDArray[np.int64]
    request_node: NDArray[np.int64]
    flows_out: int


def network(
    request: NDArray[np.int64],
    teacher: NDArray[np.int64],
    score: NDArray[np.int64],
    learner: NDArray[np.int64],
    capacity: NDArray[np.int64],
    *,
    first: int,
    seat_cost: Sequence[int] = (),
) -> Network:
    """Return the network of whole-number scores.

    A learner's first unit earns ``first`` beside its score, so that with ``first`` above every sum of scores
    everyone who can be served is served before anybody is served twice or better. A teacher's k-th seat costs
    ``seat_cost[k - 1]`` (never falling), or nothing where none is given. Pairs of learner and teacher with
    several edges pass through a node of room 1.
    """
    people, ask = np.unique(learner, return_inverse=True)
    asks = np.bincount(ask, minlength=len(people))
    pair, size = pairs_of(request, teacher, learner, len(capacity))
    crowded = np.flatnonzero(size > 1)
    crowd_number = np.full(len(size), -1, dtype=np.int64)
    crowd_number[crowded] = np.arange(len(crowded))
    learner_node = 2 + np.arange(len(people))
    request_node = 2 + len(people) + np.arange(len(learner))
    crowd_node = 2 + len(people) + len(learner) + np.arange(len(crowded))
    teacher_node = 2 + len(people) + len(learner) + len(crowded) + np.arange(len(capacity))

    through = crowd_number[pair]
    head = teacher_node[teacher]
    head[through >= 0] = crowd_node[through[through >= 0]]
    crowd_teacher = np.zeros(len(crowded), dtype=np.int64)
    crowd_teacher[through[through >= 0]] = teacher[through >= 0]
    seats, seat_room, seat_price = _seats(capacity, np.bincount(teacher, minlength=len(capacity)), seat_cost)
    one = np.ones
    parts: list[tuple[NDArray[Any], ...]] = [
        (np.zeros(len(people)), learner_node, one(len(people)), np.full(len(people), -first)),
        (np.zeros(len(people)), learner_node, asks - 1, np.zeros(len(people))),
        (learner_node[ask], request_node, one(len(learner)), np.zeros(len(learner))),
        (request_node[request], head, one(len(request)), -score),
        (crowd_node, teacher_node[crowd_teacher], one(len(crowded)), np.zeros(len(crowded))),
        (teacher_node[seats], one(len(seats)), seat_room, seat_price),
        (np.zeros(1), one(1), np.full(1, len(learner)), np.zeros(1)),
    ]
    tail, heads, room, cost = (
        np.concatenate([part[i].astype(np.int64, copy=False) for part in parts]) for i in range(4)
    )
    nodes = 2 + len(people) + len(learner) + len(crowded) + len(capacity)
    at_edges = 2 * len(people) + len(learner)
    return Network(tail, heads, room, cost, nodes, at_edges, len(request), teacher_node, request_node, len(learner))


def _seats(
    capacity: NDArray[np.int64], wanted: NDArray[np.int64], seat_cost: Sequence[int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    useful = np.minimum(capacity, wanted)
    if not len(seat_cost):
        return np.arange(len(capacity)), useful, np.zeros(len(capacity), dtype=np.int64)
    seat_of = np.repeat(np.arange(len(capacity)), useful)
    nth = np.arange(len(seat_of)) - np.repeat(np.cumsum(useful) - useful, useful)
    return seat_of, np.ones(len(seat_of), dtype=np.int64), np.asarray(seat_cost, dtype=np.int64)[nth]


def solve(net: Network) -> NDArray[np.int64]:
    """Return the flow on every arc of the cheapest flow; raises OverflowError where costs are too large."""
    if int(np.abs(net.cost).max(initial=0)) * (net.nodes + 1) * 2 >= LARGEST:
        raise OverflowError("the costs of the network exceed 62 bits")
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(net.tail, net.head, net.room, net.cost)
    solver.set_nodes_supplies(np.array([0, 1]), np.array([net.flows_out, -net.flows_out]))
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise ArithmeticError(f"min-cost flow ended with {status}")
    return np.asarray(solver.flows(arcs), dtype=np.int64)


def largest(net: Network) -> int:
    """Return the largest flow, whatever it costs: how many requests can be served at best."""
    solver = max_flow.SimpleMaxFlow()
    solver.add_arcs_with_capacity(net.tail[:-1], net.head[:-1], net.room[:-1])
    status = solver.solve(0, 1)
    if status != solver.OPTIMAL:
        raise ArithmeticError(f"max flow ended with {status}")
    return int(solver.optimal_flow())


def chosen(net: Network, flow: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the positions of the edges that carry flow, ascending."""
    return np.flatnonzero(flow[net.at_edges : net.at_edges + net.edges])

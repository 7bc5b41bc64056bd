"""What one more seat would serve: the cheapest path of the residual network to every teacher.

The solution is optimal, so the shortest path from the source to a teacher (Dijkstra on reduced costs) is the best
use of one more seat there, with everything that would be moved on the way; its first request is who gains.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.matching.prices import potentials

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.matching.problem import Problem
    from peerloop.engines.matching.sparse import Solved, Sparse

LONGEST = 2**20  # hops of a path, fewer than that: costs are told apart first, hops second


@dataclass(frozen=True)
class OneMoreSeat:
    """One more seat with ``teacher`` would raise the score by ``gain`` and serve ``request`` (-1: none more).

    ``learner_more``: the request's learner has nobody yet, so that one learner more is served; ``gain`` may then
    be below 0. Counted over the candidates of the solution, so the true gain is at least this.
    """

    teacher: int
    gain: int
    request: int
    learner_more: bool


def one_more_seat(of: Problem, given: Sparse, found: Solved) -> dict[int, OneMoreSeat]:
    """Return for each request without a teacher the seat that would help most.

    Among the request's own candidate teachers whose seats are gone: one whose next seat would serve this very
    request if there is one, else the one whose next seat gains most.
    """
    teacher = of.offers.member[given.offer]
    load = np.bincount(teacher[found.picked], minlength=of.n)
    unmet = np.ones(len(of.needs.member), dtype=bool)
    unmet[given.request[found.picked]] = False
    edges = np.flatnonzero(unmet[given.request] & (load[teacher] == of.capacity[teacher]))
    if not len(edges):
        return {}
    asked = np.unique(teacher[edges])
    gain, serves = _paths(of, given, found, asked)
    next_cost = np.array(of.policy.seat_cost(int(of.capacity.max()) + 1))[load[asked]]
    at = np.searchsorted(asked, teacher[edges])
    own = serves[at] == given.request[edges]
    order = np.lexsort((teacher[edges], -gain[at], ~own, given.request[edges]))
    order = order[np.flatnonzero(np.diff(given.request[edges][order], prepend=-1))]
    has_somebody = np.bincount(of.needs.member[given.request[found.picked]], minlength=of.n) > 0
    seats = {}
    for edge, k in zip(edges[order].tolist(), at[order].tolist(), strict=True):
        who = int(serves[k])
        more = who >= 0 and not has_somebody[of.needs.member[who]]
        bonus = -int(found.net.cost[0]) if more else 0
        raised = int(gain[k]) - bonus - int(next_cost[k])
        seats[int(given.request[edge])] = OneMoreSeat(int(asked[k]), raised, who, more)
    return seats


def _paths(
    of: Problem, given: Sparse, found: Solved, asked: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each asked teacher the gain of the best path to them, and the request where it begins."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    net, flow = found.net, found.flow
    depth = potentials(net, flow)
    onward, back = flow < net.room, flow > 0
    tail = np.concatenate([net.tail[onward], net.head[back]])
    head = np.concatenate([net.head[onward], net.tail[back]])
    cost = np.concatenate([net.cost[onward], -net.cost[back]])
    length = (cost + depth[tail] - depth[head]) * LONGEST + 1.0
    order = np.lexsort((length, head, tail))
    first = (np.diff(tail[order], prepend=-1) != 0) | (np.diff(head[order], prepend=-1) != 0)
    order = order[first]
    graph = csr_array((length[order], (tail[order], head[order])), shape=(net.nodes, net.nodes))
    far, before = dijkstra(graph, indices=0, return_predecessors=True)  # type: ignore[call-overload]
    end = net.teacher_node[asked]
    gain = -(np.floor(far[end] / LONGEST).astype(np.int64) + depth[end] - depth[0])
    second = _start(before, net.request_node)
    return gain, second[end]


def _start(before: NDArray[np.int32], request_node: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each node the request that the path from the source enters first, -1 where it enters none."""
    start = np.full(len(before), -1, dtype=np.int64)
    learners = np.flatnonzero(before == 0)
    origin = np.arange(len(before))
    step = np.where(before < 0, origin, before)
    known = np.full(len(before), -1, dtype=np.int64)
    known[request_node] = np.arange(len(request_node))
    first = np.zeros(len(before), dtype=bool)
    first[request_node] = np.isin(step[request_node], learners)
    start[first] = known[first]
    for _ in range(len(before)):
        fresh = (start < 0) & (start[step] >= 0)
        if not fresh.any():
            return start
        start[fresh] = start[step[fresh]]
    return start

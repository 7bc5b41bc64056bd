"""The sparse network: some of the eligible pairs, priced in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from peerloop.engines.matching.flow import chosen, network, solve
from peerloop.engines.matching.prices import potentials

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.matching.blocks import Blocks
    from peerloop.engines.matching.flow import Network
    from peerloop.engines.matching.problem import Problem


@dataclass(frozen=True)
class Sparse:
    """Pairs worth solving over: rows of needs and of offers, their points, and what they earn beyond these."""

    request: NDArray[np.int64]
    offer: NDArray[np.int64]
    points: NDArray[np.int64]
    extra: NDArray[np.int64]

    def kept(self, keep: NDArray[np.bool_]) -> Sparse:
        """Return those of ``keep``."""
        return Sparse(self.request[keep], self.offer[keep], self.points[keep], self.extra[keep])


@dataclass(frozen=True)
class Solved:
    """The best choice among candidates, and its optimal prices.

    ``picked``: positions in the candidates. ``seat[n]``: the price of a member's seat. ``meeting[e]``: the price
    of a candidate's pair of learner and teacher meeting, where several requests would want it. ``profit[r]``:
    the best of points less prices among a request's candidates, far below 0 where it has none.
    """

    net: Network
    flow: NDArray[np.int64]
    picked: NDArray[np.int64]
    seat: NDArray[np.int64]
    meeting: NDArray[np.int64]
    profit: NDArray[np.int64]


NOTHING = -(2**40)  # the profit of a request without a pair
STIR, CROWD = 4, 3  # points: the spread of chance among near-ties; what being named once per seat takes off


def joined(parts: list[Sparse]) -> Sparse:
    """Return the candidates of all parts, which share none."""
    none = np.empty(0, dtype=np.int64)
    return Sparse(
        np.concatenate([none, *(part.request for part in parts)]),
        np.concatenate([none, *(part.offer for part in parts)]),
        np.concatenate([none, *(part.points for part in parts)]),
        np.concatenate([none, *(part.extra for part in parts)]),
    )


def plain(request: NDArray[np.int64], offer: NDArray[np.int64], points: NDArray[Any]) -> Sparse:
    """Return candidates that earn their points and nothing more."""
    return Sparse(request, offer, points.astype(np.int64), np.zeros(len(request), dtype=np.int64))


def best_of(values: NDArray[Any], most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return rows and columns of the ``most`` largest of each row, in no order."""
    most = min(most, values.shape[1])
    column = np.argpartition(values, values.shape[1] - most, axis=1)[:, values.shape[1] - most :]
    return np.repeat(np.arange(len(values)), most), column.ravel()


def first_candidates(blocks: Blocks, most: int, seed: int) -> Sparse:
    """Return each request's ``most`` best, where a teacher counts for less the more often they were named before.

    Near-ties fall by chance. So not everyone names the same few stars, and the first solution is a good one.
    """
    dice = np.random.default_rng(seed)
    of = blocks.scorer.problem
    named = np.zeros(of.n)
    found = []
    for need, offer, score in blocks:
        teacher = of.offers.member[offer]
        stirred = score + dice.random(score.shape, dtype=np.float32) * STIR
        stirred -= (CROWD * named[teacher] / of.capacity[teacher]).astype(np.float32)
        stirred[score == 0] = -np.inf
        row, column = best_of(stirred, most)
        eligible = score[row, column] > 0
        row, column = row[eligible], column[eligible]
        named += np.bincount(teacher[column], minlength=of.n)
        found.append(plain(need[row], offer[column], score[row, column]))
    return joined(found)


def solved(problem: Problem, given: Sparse, bonus: int) -> Solved:
    """Return the best choice among the candidates with ``bonus`` for each learner served, and its prices."""
    teacher = problem.offers.member[given.offer]
    costs = problem.policy.seat_cost(int(problem.capacity.max(initial=0)))
    score = given.points + given.extra
    net = network(given.request, teacher, score, problem.needs.member, problem.capacity, first=bonus, seat_cost=costs)
    flow = solve(net)
    depth = potentials(net, flow)
    seat = np.maximum(depth[1] - depth[net.teacher_node], 0)
    heads = net.head[net.at_edges : net.at_edges + net.edges]
    meeting = np.maximum(depth[net.teacher_node[teacher]] - depth[heads], 0)
    profit = np.full(len(problem.needs.member), NOTHING)
    np.maximum.at(profit, given.request, score - seat[teacher] - meeting)
    return Solved(net, flow, chosen(net, flow), seat, meeting, profit)


def worth(problem: Problem, given: Sparse, picked: NDArray[np.int64]) -> int:
    """Return the points of a choice less what its seats cost."""
    load = np.bincount(problem.offers.member[given.offer[picked]], minlength=problem.n)
    cost = np.cumsum([0, *problem.policy.seat_cost(int(problem.capacity.max(initial=0)))])
    return int(given.points[picked].sum() - cost[load].sum())

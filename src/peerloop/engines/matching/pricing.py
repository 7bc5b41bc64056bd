"""Sparse priced: solve over few pairs, look at all pairs with the prices found, add what pays, repeat.

Column generation (Dantzig and Wolfe 1960) on the transportation problem. What a round of all pairs shows is also
a proof: by weak duality no choice among *all* pairs is worth more than the bound counted from these prices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.matching.sparse import NOTHING, Solved, Sparse, best_of, joined, plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.matching.blocks import Blocks
    from peerloop.engines.matching.problem import Problem

NEVER = np.iinfo(np.int32).min


@dataclass(frozen=True)
class Round:
    """What all pairs say to the prices: each request's best of points less prices, and the pairs that pay."""

    profit: NDArray[np.int64]
    paying: Sparse


@dataclass(frozen=True)
class _Meetings:
    """Prices of meetings by request (CSR)."""

    indptr: NDArray[np.int64]
    offer: NDArray[np.int64]
    price: NDArray[np.int64]

    def take_off(self, left: NDArray[np.int32], need: NDArray[np.int64], offer: NDArray[np.int64]) -> None:
        size = self.indptr[need + 1] - self.indptr[need]
        row = np.repeat(np.arange(len(need)), size)
        at = np.arange(len(row)) - np.repeat(np.cumsum(size) - size, size) + np.repeat(self.indptr[need], size)
        left[row, np.searchsorted(offer, self.offer[at])] -= self.price[at].astype(np.int32)


def look(problem: Problem, blocks: Blocks, given: Sparse, found: Solved, most: int) -> Round:
    """Look at all pairs with the prices found; return at most ``most`` paying pairs for each request."""
    meetings = _meetings(problem, given, found)
    seat = found.seat.astype(np.int32)[problem.offers.member]
    threshold = _threshold(problem, found.profit)
    profit = np.full(len(found.profit), NOTHING)
    paying = []
    for need, offer, score in blocks:
        left = score.astype(np.int32)
        left -= seat[offer]
        meetings.take_off(left, need, offer)
        left[score == 0] = NEVER
        profit[need] = left.max(axis=1).astype(np.int64)
        rows = np.flatnonzero(profit[need] > threshold[need])
        if len(rows):
            row, column = best_of(left[rows], most)
            row = rows[row]
            pays = (left[row, column] > threshold[need[row]]) & (score[row, column] > 0)
            row, column = row[pays], column[pays]
            paying.append(plain(need[row], offer[column], score[row, column]))
    profit[profit == NEVER] = NOTHING
    return Round(profit, joined(paying))


def bound(problem: Problem, given: Sparse, found: Solved, profit: NDArray[np.int64], bonus: int) -> int:
    """Return what no choice among all pairs exceeds, the ``bonus`` of each learner served included."""
    learner = problem.needs.member
    sums = np.zeros(problem.n, dtype=np.int64)
    np.add.at(sums, learner, np.maximum(profit, 0))
    top = np.full(problem.n, NOTHING)
    np.maximum.at(top, learner, profit)
    learners = np.maximum(bonus + sums + np.minimum(top, 0), 0)
    cost = np.array(problem.policy.seat_cost(int(problem.capacity.max(initial=0))), dtype=np.int64)
    there = np.arange(len(cost))[None, :] < problem.capacity[:, None]
    seats = (np.maximum(found.seat[:, None] - cost[None, :], 0) * there).sum()
    pair = learner[given.request] * problem.n + problem.offers.member[given.offer]
    _, first = np.unique(pair, return_index=True)
    return int(learners.sum() + seats + found.meeting[first].sum())


def _threshold(problem: Problem, profit: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return what a new pair must leave to pay: more than the request's best, and than 0 or the learner's best."""
    top = np.full(problem.n, NOTHING)
    np.maximum.at(top, problem.needs.member, profit)
    threshold: NDArray[np.int64] = np.maximum(profit, np.minimum(top, 0)[problem.needs.member])
    return threshold


def _meetings(problem: Problem, given: Sparse, found: Solved) -> _Meetings:
    priced = np.flatnonzero(found.meeting)
    priced = priced[np.argsort(given.request[priced], kind="stable")]
    indptr = np.searchsorted(given.request[priced], np.arange(len(problem.needs.member) + 1))
    return _Meetings(indptr, given.offer[priced], found.meeting[priced])

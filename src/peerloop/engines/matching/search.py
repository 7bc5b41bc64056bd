"""The search: solve over candidates, look at all pairs with the prices, add what pays, until nothing does."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.matching.pricing import bound, look
from peerloop.engines.matching.reach import one_more_can_be_served
from peerloop.engines.matching.sparse import NOTHING, Solved, Sparse, joined, solved, worth

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from peerloop.engines.matching.blocks import Blocks

MORE = 8  # candidates added for a request in a round, at most
SLACK, PRUNED = 12, 4  # candidates that far below their request's best are dropped, in the first rounds only
LARGEST_BONUS = 2**30


@dataclass(frozen=True)
class Progress:
    """What stands after a round: the best score so far, its proven bound, the learners served."""

    round: int
    score: int
    bound: int
    served: int


@dataclass(frozen=True)
class Search:
    """Where the search ended: candidates, their best choice with its prices, and what is proven of it.

    ``served`` distinct learners; ``everyone``: no choice among all pairs serves more; ``eligible``: learners for
    whom there is any pair at all.
    """

    given: Sparse
    found: Solved
    score: int
    bound: int
    served: int
    everyone: bool
    eligible: int


def search(
    every: Blocks,
    given: Sparse,
    *,
    everyone_first: bool,
    until: float | None = None,
    within: float = 0.0,
    tell: Callable[[Progress], None] | None = None,
) -> Search:
    """Price candidates until none is left that pays, or the monotonic clock says ``until``.

    It also ends once the score is ``within`` that share of its bound.

    Everyone comes first through a bonus for each learner served. It starts small, which keeps the costs small;
    where the search then shows that one more could be served, it grows. Whatever it is, among choices that
    serve as many as can be served at all, its best is the best.
    """
    of = every.scorer.problem
    bonus = 4 * (of.policy.most + int(given.extra.max(initial=0))) if everyone_first else 0
    least: int | None = None
    for rounds in range(1, 1_000_000):
        found = solved(of, given, bonus)
        seen = look(of, every, given, found, MORE)
        profit = np.maximum(seen.profit, found.profit)
        learner = of.needs.member[given.request[found.picked]]
        teacher = of.offers.member[given.offer[found.picked]]
        served = len(np.unique(learner))
        beyond = bonus * served + int(given.extra[found.picked].sum())
        limit = bound(of, given, found, profit, bonus) - beyond
        least = limit if least is None else min(least, limit)
        score = worth(of, given, found.picked)
        if tell is not None:
            tell(Progress(rounds, score, least, served))
        late = until is not None and time.monotonic() >= until
        near = within > 0 and least - score <= within * least
        if late or near or not len(seen.paying.request):
            short = everyone_first and one_more_can_be_served(every, learner, teacher)
            if late or not short or bonus >= LARGEST_BONUS:
                eligible = len(np.unique(of.needs.member[profit > NOTHING]))
                return Search(given, found, score, least, served, everyone_first and not short, eligible)
            bonus, least = min(bonus * 8, LARGEST_BONUS), None
        if rounds <= PRUNED:
            given = given.kept(_worth_keeping(given, found, of.offers.member[given.offer]))
        given = joined([given, seen.paying])
    raise ArithmeticError("pricing did not come to an end")


def _worth_keeping(given: Sparse, found: Solved, teacher: NDArray[np.int64]) -> NDArray[np.bool_]:
    left = given.points + given.extra - found.seat[teacher] - found.meeting
    keep: NDArray[np.bool_] = (left >= found.profit[given.request] - SLACK) | (given.extra > 0)
    keep[found.picked] = True
    return keep

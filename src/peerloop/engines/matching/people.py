"""The matching over members."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.matching.blocks import Blocks, blocks
from peerloop.engines.matching.members import first_hour
from peerloop.engines.matching.plan import Plan
from peerloop.engines.matching.pricing import bound, look
from peerloop.engines.matching.problem import problem
from peerloop.engines.matching.reach import one_more_can_be_served
from peerloop.engines.matching.scoring import Scorer, scorer
from peerloop.engines.matching.sparse import Solved, Sparse, first_candidates, joined, solved, worth
from peerloop.engines.matching.why_not import why_not

if TYPE_CHECKING:
    from peerloop.engines.matching.members import Members
    from peerloop.engines.matching.policy import Policy

FIRST, MORE = 8, 8  # candidates of a request: at first, and at most added in a round
SLACK, PRUNED = 12, 4  # candidates that far below their request's best are dropped, in the first rounds only
LARGEST_BONUS = 2**30


@dataclass(frozen=True)
class Search:
    """Where the search ended: candidates, their best choice and prices, the bound, the learners served."""

    given: Sparse
    found: Solved
    score: int
    bound: int
    served: int
    everyone: bool


def match_members(members: Members, policy: Policy, *, seed: int = 0, seconds: float | None = None) -> Plan:
    """Choose who learns what from whom so that the score is largest, over all eligible pairs.

    Every row of ``members.needs`` is a request; what a pair is worth and what never happens says ``policy``.
    With ``policy.serve_everyone_first`` as many distinct learners as possible get somebody, and among the plans
    that do so the one with the highest score is chosen. All edges are never held: candidates are priced (see
    ``pricing``) until no pair is left that pays, which proves the plan best; memory grows with the candidates
    and a byte for each pair scored, up to 512 MB.

    ``seconds``: stop adding candidates after that time (one round is always finished); the plan is then valid
    and its bound proven, with a gap. Raises ``InvalidInput`` that names field and positions.
    """
    until = None if seconds is None else time.monotonic() + seconds
    laid = problem(members, policy)
    every = blocks(scorer(laid))
    start = first_candidates(every, FIRST, seed)
    ruled = _search(every, start, until, everyone_first=True)
    free = _search(every, ruled.given, until, everyone_first=False)
    done = ruled if policy.serve_everyone_first else free
    return _plan(every.scorer, done, ruled, free)


def _search(every: Blocks, given: Sparse, until: float | None, *, everyone_first: bool) -> Search:
    """Price candidates until none is left that pays or time is up."""
    of = every.scorer.problem
    bonus = 4 * of.policy.most if everyone_first else 0
    least: int | None = None
    rounds = 0
    while True:
        rounds += 1
        found = solved(of, given, bonus)
        teacher, learner = of.offers.member[given.offer], of.needs.member[given.request]
        seen = look(of, every, given, found, MORE)
        served = len(np.unique(learner[found.picked]))
        limit = bound(of, given, found, seen.profit, bonus) - bonus * served
        least = limit if least is None else min(least, limit)
        late = until is not None and time.monotonic() >= until
        if late or not len(seen.paying.request):
            short = everyone_first and one_more_can_be_served(every, learner[found.picked], teacher[found.picked])
            if late or not short or bonus >= LARGEST_BONUS:
                return Search(given, found, worth(of, given, found.picked), least, served, not short)
            bonus, least = min(bonus * 8, LARGEST_BONUS), None
        if rounds <= PRUNED:
            left = given.score - found.seat[teacher] - found.meeting
            keep = left >= found.profit[given.request] - SLACK
            keep[found.picked] = True
            given = given.kept(keep)
        given = joined([given, seen.paying])


def _plan(by: Scorer, done: Search, ruled: Search, free: Search) -> Plan:
    """Return the plan that a search ended with, with its reasons."""
    of = by.problem
    picked = done.found.picked[np.argsort(done.given.request[done.found.picked], kind="stable")]
    request, offer = done.given.request[picked], done.given.offer[picked]
    learner, teacher = of.needs.member[request], of.offers.member[offer]
    unmet = np.setdiff1d(np.arange(len(of.needs.member)), request)
    return Plan(
        request=request,
        learner=learner,
        teacher=teacher,
        offer=offer,
        points=done.given.score[picked],
        hour=first_hour((of.starts[:, learner] & of.starts[:, teacher]).T),
        why=by.why(of.needs, request, offer),
        score=done.score,
        bound=done.bound,
        served=done.served,
        servable=ruled.served,
        servable_proven=ruled.everyone,
        unruled=free.score,
        unruled_bound=free.bound,
        why_not=why_not(by, unmet),
    )

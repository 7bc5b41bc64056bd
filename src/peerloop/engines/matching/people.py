"""The matching over members."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.matching.blocks import blocks
from peerloop.engines.matching.members import first_hour
from peerloop.engines.matching.nearest import nearest
from peerloop.engines.matching.plan import Plan
from peerloop.engines.matching.problem import problem
from peerloop.engines.matching.scoring import Scorer, scorer
from peerloop.engines.matching.search import Progress, Search, search
from peerloop.engines.matching.seats import one_more_seat
from peerloop.engines.matching.sparse import first_candidates
from peerloop.engines.matching.why_not import WhyNot, why_not

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.engines.matching.members import Members
    from peerloop.engines.matching.policy import Policy

FIRST = 8  # candidates of each request to begin with


def match_members(
    members: Members,
    policy: Policy,
    *,
    seed: int = 0,
    seconds: float | None = None,
    within: float = 0.0,
    tell: Callable[[Progress], None] | None = None,
) -> Plan:
    """Choose who learns what from whom so that the score is largest, over all eligible pairs.

    Every row of ``members.needs`` is a request; what a pair is worth and what never happens says ``policy``.
    With ``policy.serve_everyone_first`` as many distinct learners as possible get somebody, and among the plans
    that do so the one with the highest score is chosen. All edges are never held: candidates are priced (see
    ``search``) until no pair is left that pays, which proves the plan best; memory grows with the candidates
    and a byte for each pair scored, up to 512 MB.

    ``seconds``: stop adding candidates after that time (one round is always finished); the plan is then valid
    and its bound proven, with a gap. ``within``: be content with a score that near its bound, as a share of it.
    ``tell`` hears of every round, of both searches. Raises ``InvalidInput`` that names field and positions.
    """
    until = None if seconds is None else time.monotonic() + seconds
    every = blocks(scorer(problem(members, policy)))
    first = first_candidates(every, FIRST, seed)
    ruled = search(every, first, everyone_first=True, until=until, within=within, tell=tell)
    if policy.serve_everyone_first and until is not None and time.monotonic() >= until:
        return to_plan(every.scorer, ruled, ruled, None)
    free = search(every, ruled.given, everyone_first=False, until=until, within=within, tell=tell)
    return to_plan(every.scorer, ruled if policy.serve_everyone_first else free, ruled, free)


def to_plan(by: Scorer, done: Search, ruled: Search, free: Search | None) -> Plan:
    """Return the plan that a search ended with, with its reasons."""
    of = by.problem
    picked = done.found.picked[np.argsort(done.given.request[done.found.picked], kind="stable")]
    request, offer = done.given.request[picked], done.given.offer[picked]
    learner, teacher = of.needs.member[request], of.offers.member[offer]
    return Plan(
        request=request,
        learner=learner,
        teacher=teacher,
        offer=offer,
        points=done.given.points[picked],
        hour=first_hour((of.starts[:, learner] & of.starts[:, teacher]).T),
        why=by.why(of.needs, request, offer),
        score=done.score,
        bound=done.bound,
        served=done.served,
        servable=ruled.served if ruled.everyone else ruled.eligible,
        servable_proven=ruled.everyone,
        unruled=free.score if free else None,
        unruled_bound=free.bound if free else None,
        unruled_served=free.served if free else None,
        looked_at=np.column_stack([done.given.request, of.offers.member[done.given.offer]]),
        why_not=_why_not(by, done),
    )


def _why_not(by: Scorer, done: Search) -> dict[int, WhyNot]:
    unmet = np.setdiff1d(np.arange(len(by.problem.needs.member)), done.given.request[done.found.picked])
    load = np.bincount(by.problem.offers.member[done.given.offer[done.found.picked]], minlength=by.problem.n)
    spare = load < by.problem.capacity
    return why_not(by, unmet, nearest(by, spare), one_more_seat(by.problem, done.given, done.found))

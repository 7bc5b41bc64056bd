"""All pairs that may meet, listed; and a plan out of pairs that were chosen elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.input import InvalidInput, ids, same_length
from peerloop.engines.matching.blocks import blocks
from peerloop.engines.matching.members import first_hour
from peerloop.engines.matching.plan import Plan
from peerloop.engines.matching.problem import problem
from peerloop.engines.matching.scoring import scorer

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from peerloop.engines.matching.members import Members
    from peerloop.engines.matching.policy import Policy


@dataclass(frozen=True)
class Eligible:
    """Pairs: ``request`` (a row of ``members.needs``), ``offer`` (a row of ``members.offers``), who, and what for."""

    request: NDArray[np.int64]
    offer: NDArray[np.int64]
    learner: NDArray[np.int64]
    teacher: NDArray[np.int64]
    points: NDArray[np.int64]


def eligible(members: Members, policy: Policy, *, most: int = 30) -> Eligible:
    """Return for each request its ``most`` best pairs that may meet, those of one request by teacher among equals.

    Raises ``InvalidInput`` as ``match_members`` does.
    """
    every = blocks(scorer(problem(members, policy)))
    parts = []
    for need, offer, points in every:
        order = np.argsort(-points.astype(np.int64), axis=1, kind="stable")[:, :most]
        best = np.take_along_axis(points, order, axis=1).astype(np.int64)
        row, place = np.nonzero(best > 0)
        parts.append((need[row], offer[order[row, place]], best[row, place]))
    of = every.scorer.problem
    request, chosen, points = (
        np.concatenate([part[at] for part in parts]) if parts else np.empty(0, dtype=np.int64) for at in range(3)
    )
    order = np.argsort(request, kind="stable")
    request, chosen = request[order], chosen[order]
    return Eligible(request, chosen, of.needs.member[request], of.offers.member[chosen], points[order])


def plan_of(members: Members, policy: Policy, request: ArrayLike, offer: ArrayLike) -> Plan:
    """Return the given pairs, at most one a request, as a plan with its reasons; nothing is said of the others.

    Its ``bound`` is its score: whoever chose the pairs knows how good they are. Raises ``InvalidInput`` for a
    request twice and for a pair that may not meet.
    """
    by = scorer(problem(members, policy))
    of = by.problem
    asked = ids("request", request, below=len(of.needs.member))
    given = ids("offer", offer, below=len(of.offers.member))
    same_length(request=asked, offer=given)
    if len(np.unique(asked)) < len(asked):
        raise InvalidInput("request", "stands there twice")
    order = np.argsort(asked)
    asked, given = asked[order], given[order]
    points = by.pairs(of.needs, asked, given).astype(np.int64)
    wrong = np.flatnonzero((points <= 0) | (of.needs.skill[asked] != of.offers.skill[given]))
    if wrong.size:
        raise InvalidInput("offer", "may not meet", wrong)
    learner, teacher = of.needs.member[asked], of.offers.member[given]
    served = len(np.unique(learner))
    score = int(points.sum())
    return Plan(
        request=asked,
        learner=learner,
        teacher=teacher,
        offer=given,
        points=points,
        hour=first_hour((of.starts[:, learner] & of.starts[:, teacher]).T),
        why=by.why(of.needs, asked, given),
        score=score,
        bound=score,
        served=served,
        servable=served,
        servable_proven=False,
        unruled=None,
        unruled_bound=None,
        unruled_served=None,
        looked_at=np.column_stack([asked, teacher]),
        why_not={},
    )

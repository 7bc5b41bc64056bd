"""What a run reached, in exact numbers: for the machine, never as they are for a person (see ``telling``).

``counted`` holds those numbers over the needs that stood at the last weekly close alone, and over secret ones only
where five or more learners have some: else whoever gives files could put four made-up people beside a colleague.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from peerloop.engines.matching import further_teachers
from peerloop.matchmaking.rules import FEW
from peerloop.skills.models import Need
from peerloop.skills.queries import secret_needs

if TYPE_CHECKING:
    from datetime import datetime

    from numpy.typing import NDArray

    from peerloop.matchmaking.assemble import Assembly
    from peerloop.matchmaking.planning import Planned

APPEALS = 8
"""For so many skills at most is it counted what further teachers would bring."""


def figures_of(everybody: Assembly, planned: Planned, close: datetime | None) -> dict[str, Any]:
    """Return the run's figures; ``close``: until when needs count for what organisers are told."""
    plan = planned.plan
    everything = np.ones(len(everybody.needs), dtype=bool)
    counts, secret = _stated_by(everybody, close), _secret(everybody)
    few = 0 < len(np.unique(_learners(everybody)[counts & secret])) < FEW
    return {
        "servable": plan.servable,
        "servable_proven": plan.servable_proven,
        "score": plan.score,
        "bound": plan.bound,
        "unruled": plan.unruled,
        "unruled_bound": plan.unruled_bound,
        "unruled_served": plan.unruled_served,
        **_reached(everybody, planned, everything),
        "counted": {
            **_reached(everybody, planned, counts & ~secret if few else counts),
            "until": close.isoformat() if close else None,
            "further": _further(everybody, planned, counts & ~_of_few(everybody, counts & secret)),
        },
    }


def _stated_by(everybody: Assembly, close: datetime | None) -> NDArray[np.bool_]:
    if close is None:
        return np.zeros(len(everybody.needs), dtype=bool)
    stood = set(Need.objects.filter(made_at__lte=close).values_list("pk", flat=True))
    return np.array([need in stood for need in everybody.needs.tolist()], dtype=bool)


def _secret(everybody: Assembly) -> NDArray[np.bool_]:
    secret = set(secret_needs().values_list("pk", flat=True))
    return np.array([need in secret for need in everybody.needs.tolist()], dtype=bool)


def _of_few(everybody: Assembly, secret: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which of the secret requests are for a skill that fewer than five want in secret."""
    skill = np.asarray(everybody.members.needs.skill)
    _skills, place = np.unique(skill, return_inverse=True)
    wanting = np.bincount(place, weights=secret)
    return secret & (wanting[place] < FEW)


def _learners(everybody: Assembly) -> NDArray[np.int64]:
    """Return who makes each request."""
    return np.repeat(np.arange(len(everybody.people)), np.diff(np.asarray(everybody.members.needs.indptr)))


def _reached(everybody: Assembly, planned: Planned, counts: NDArray[np.bool_]) -> dict[str, Any]:
    """Return the numbers over the requests for which ``counts`` holds."""
    plan, members = planned.plan, everybody.members
    who = _learners(everybody)
    pairs = counts[plan.request]
    learner, teacher = plan.learner[pairs], plan.teacher[pairs]
    team, place = np.asarray(members.team), np.asarray(members.place)
    load = np.bincount(np.unique(teacher, return_counts=True)[1]) if len(teacher) else np.zeros(1, dtype=np.int64)
    stood = counts[planned.stood[:, 0]]
    return {
        "needs": int(counts.sum()),
        "learners": len(np.unique(who[counts])),
        "met": len(learner),
        "served": len(np.unique(learner)),
        "teachers": len(np.unique(teacher)),
        "load": {str(taken): int(number) for taken, number in enumerate(load) if number},
        **_apart("across", "within", team[learner], team[teacher]),
        **_apart("elsewhere", "same_place", place[learner], place[teacher]),
        "new": int((~_met(everybody, learner, teacher)).sum()),
        "stood": int(stood.sum()),
        "kept": int((planned.kept & stood).sum()),
        "ended": int((planned.ended & stood).sum()),
    }


def _met(everybody: Assembly, learner: NDArray[np.int64], teacher: NDArray[np.int64]) -> NDArray[np.bool_]:
    met, n = np.asarray(everybody.members.met).reshape(-1, 2), len(everybody.people)
    both = np.minimum(learner, teacher) * n + np.maximum(learner, teacher)
    return np.isin(both, met.min(axis=1, initial=n) * n + met.max(axis=1, initial=0))


def _apart(differ: str, same: str, one: NDArray[np.int64], other: NDArray[np.int64]) -> dict[str, int]:
    """Return of how many pairs the two differ and are the same, where both are known."""
    known = (one >= 0) & (other >= 0)
    return {differ: int((known & (one != other)).sum()), same: int((known & (one == other)).sum())}


def _further(everybody: Assembly, planned: Planned, counts: NDArray[np.bool_]) -> list[dict[str, int]]:
    """Return for the skills most wanted in vain how many learners further teachers with ``places`` would serve."""
    if planned.people is not None:
        return []  # in rings somebody else would not help
    places = _usual_places(everybody)
    found = further_teachers(
        everybody.members, planned.policy, planned.plan, places=places, counted=counts, least=FEW, most=APPEALS
    )
    return [{"skill": one.skill, "learners": one.learners, "places": places} for one in found]


def _usual_places(everybody: Assembly) -> int:
    """Return how many learners at a time those who offer anything usually take: the middle one of them."""
    offering = np.flatnonzero(np.diff(np.asarray(everybody.members.offers.indptr)))
    capacity = sorted(everybody.people[row].capacity for row in offering.tolist())
    return max(capacity[len(capacity) // 2], 1) if capacity else 2

"""Who could help with one need, right now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.input import InvalidInput
from peerloop.engines.matching.members import Skills, first_hour
from peerloop.engines.matching.nearest import nearest
from peerloop.engines.matching.problem import problem
from peerloop.engines.matching.scoring import scorer
from peerloop.engines.matching.why_not import WhyNot, why_not

if TYPE_CHECKING:
    from collections.abc import Mapping

    from peerloop.engines.matching.members import Members
    from peerloop.engines.matching.policy import Policy


@dataclass(frozen=True)
class Candidate:
    """A teacher for a need: ``offer``, a row of ``members.offers``; ``why`` sums to ``points``.

    ``hour``: the first quarter-hour of the week (UTC) at which both can begin; ``hours``: at how many they can.
    """

    teacher: int
    offer: int
    points: int
    why: Mapping[str, int]
    hour: int
    hours: int


@dataclass(frozen=True)
class Found:
    """The best candidates, best first; ``eligible``: how many there are; ``why_not`` where there is none."""

    candidates: tuple[Candidate, ...]
    eligible: int
    why_not: WhyNot | None


def candidates(
    members: Members,
    policy: Policy,
    learner: int,
    skill: int,
    level: int = 0,
    *,
    most: int = 3,
    pace: int = 0,
    wish: int = 0,
    seed: int = 0,
) -> Found:
    """Score everybody who offers ``skill`` for ``learner`` and return the ``most`` best who have a free seat.

    The need itself does not have to stand in ``members.needs``. Ties fall by ``seed``. Raises ``InvalidInput``
    as ``match_members`` does, and for a ``learner`` who is no member.
    """
    n = np.asarray(members.capacity).size
    if not 0 <= learner < n:
        raise InvalidInput("learner", f"not a member, 0 to {n - 1}")
    need = Skills((np.arange(n + 1) > learner).astype(np.int64), [skill], [level], [pace], wish=[wish])
    by = scorer(problem(replace(members, needs=need), policy))
    of = by.problem
    offers = np.flatnonzero(of.offers.skill == skill)
    first = np.zeros(1, dtype=np.int64)
    points = by.block(of.needs, first, offers)[0].astype(np.int64)
    order = np.lexsort((np.random.default_rng(seed).random(len(offers)), -points))
    best = offers[order[: min(most, int((points > 0).sum()))]]
    if not len(best):
        return Found((), 0, why_not(by, first, nearest(by, of.capacity > 0), {})[0])
    teacher = of.offers.member[best]
    common = (of.starts[:, [learner]] & of.starts[:, teacher]).T
    why = by.why(of.needs, np.zeros(len(best), dtype=np.int64), best)
    found = tuple(
        Candidate(
            teacher=int(teacher[k]),
            offer=int(best[k]),
            points=sum(int(part[k]) for part in why.values()),
            why={name: int(part[k]) for name, part in why.items()},
            hour=int(first_hour(common)[k]),
            hours=int(np.bitwise_count(common[k]).sum()),
        )
        for k in range(len(best))
    )
    return Found(found, int((points > 0).sum()), None)

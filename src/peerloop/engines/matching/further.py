"""How many more teachers of a skill would serve how many learners who have nobody.

Seats for a skill serve whoever wants it, and who wants something else besides: a learner who moves to the new teacher
leaves a seat behind. Maximum flow over the pairs that the plan was chosen among counts both (Ford and Fulkerson 1956).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.input import InvalidInput
from peerloop.engines.matching.flow import largest, network
from peerloop.engines.matching.members import starts

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from peerloop.engines.matching.members import Members
    from peerloop.engines.matching.plan import Plan
    from peerloop.engines.matching.policy import Policy


@dataclass(frozen=True)
class Further:
    """``teachers`` more of ``skill`` would serve ``learners`` who have nobody; fewer teachers would not."""

    skill: int
    teachers: int
    learners: int


def further_teachers(
    members: Members,
    policy: Policy,
    plan: Plan,
    *,
    places: int,
    counted: ArrayLike | None = None,
    least: int = 1,
    most: int = 10,
) -> list[Further]:
    """Return for the skills most wanted in vain what further teachers would bring, the most learners first.

    A further teacher has ``places`` seats, knows the skill well enough, speaks the learners' languages and finds an
    hour with whoever has any. ``counted``: for each request whether it counts, all where not given: others stay as
    they are. Skills that would serve fewer than ``least`` learners are left out, and all beyond the first ``most``.
    Pairs that the plan did not look at are not counted, so the true number of learners is at least this.
    Raises ``InvalidInput`` for ``places`` below 1 and for ``counted`` of another length.
    """
    if places < 1:
        raise InvalidInput("places", "below 1")
    wants = _Wants.of(members, policy, plan, counted)
    without = wants.served(None)
    found = [
        Further(skill, -(-more // places), more)
        for skill in wants.in_vain(most)
        if (more := wants.served(skill) - without) >= max(least, 1)
    ]
    return sorted(found, key=lambda one: (-one.learners, one.skill))


@dataclass(frozen=True)
class _Wants:
    """Requests by learner and skill; the pairs (learner, teacher) of those who have somebody or count."""

    learner: NDArray[np.int64]
    skill: NDArray[np.int64]
    alone: NDArray[np.bool_]
    pairs: NDArray[np.int64]
    capacity: NDArray[np.int64]

    @classmethod
    def of(cls, members: Members, policy: Policy, plan: Plan, counted: ArrayLike | None) -> _Wants:
        capacity = np.asarray(members.capacity).astype(np.int64)
        learner = np.repeat(np.arange(len(capacity)), np.diff(np.asarray(members.needs.indptr)))
        skill = np.asarray(members.needs.skill).astype(np.int64)
        counts = np.ones(len(skill), dtype=bool) if counted is None else np.asarray(counted, dtype=bool)
        if counts.shape != skill.shape:
            raise InvalidInput("counted", f"has {counts.size} entries, the needs have {len(skill)}")
        served = np.zeros(len(capacity), dtype=bool)
        served[plan.learner] = True
        could: NDArray[np.bool_] = np.asarray(starts(np.asarray(members.free), policy.length).any(axis=1))
        kept = served[learner] | (counts & could[learner])
        pairs = plan.looked_at[kept[plan.looked_at[:, 0]]]
        pairs = np.unique(np.column_stack([learner[pairs[:, 0]], pairs[:, 1]]), axis=0)
        return cls(learner[kept], skill[kept], ~served[learner[kept]], pairs, capacity)

    def in_vain(self, most: int) -> list[int]:
        """Return the skills that most learners want who have nobody."""
        skill, wanted = np.unique(self.skill[self.alone], return_counts=True)
        order = np.lexsort((skill, -wanted))[:most]
        return [int(one) for one in skill[order]]

    def served(self, skill: int | None) -> int:
        """Return how many learners could have somebody, with as many seats more for ``skill`` as anybody wants."""
        pairs, capacity = self.pairs, self.capacity
        if skill is not None:
            wanting = np.unique(self.learner[self.skill == skill])
            pairs = np.concatenate([pairs, np.column_stack([wanting, np.full(len(wanting), len(capacity))])])
            capacity = np.append(capacity, len(wanting))
        people, who = np.unique(pairs[:, 0], return_inverse=True)
        one = np.ones(len(pairs), dtype=np.int64)
        return largest(network(who, pairs[:, 1], one, np.arange(len(people)), capacity, first=0)) if len(pairs) else 0

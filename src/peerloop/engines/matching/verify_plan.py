"""Checks of a plan that share nothing with its solver: plain loops over plain numbers, for tests and benchmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from peerloop.engines.matching.members import NEAR, OTHER_TEAM, SAME_PLACE, WEEK
from peerloop.engines.matching.verify import is_feasible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike, NDArray

    from peerloop.engines.matching.members import Members, Skills
    from peerloop.engines.matching.plan import Plan
    from peerloop.engines.matching.policy import Policy


def plan_is_feasible(plan: Plan, members: Members, policy: Policy) -> bool:
    """Say whether every pair may meet and earns what the plan says, and no seat or request is used twice."""
    needs, offers = list(_rows(members.needs)), list(_rows(members.offers))
    pairs = _Pairs(members, policy)
    for k, (request, offer) in enumerate(zip(plan.request.tolist(), plan.offer.tolist(), strict=True)):
        points = pairs.points(needs[request], offers[offer])
        hour = int(plan.hour[k])
        told = sum(int(part[k]) for part in plan.why.values())
        learner, teacher = needs[request][0], offers[offer][0]
        if not points or (points, points) != (int(plan.points[k]), told):
            return False
        if (learner, teacher) != (int(plan.learner[k]), int(plan.teacher[k])):
            return False
        if hour != min(pairs.hours[learner] & pairs.hours[teacher]):
            return False
    learners = [member for member, *_ in needs]
    picked = np.arange(len(plan.request))
    return is_feasible(picked, plan.request, plan.teacher, learner=learners, capacity=members.capacity)


def all_pairs(members: Members, policy: Policy) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return every eligible pair: request (row of needs), teacher and points, each looked at one by one."""
    pairs = _Pairs(members, policy)
    found = [
        (request, offer[0], points)
        for request, need in enumerate(_rows(members.needs))
        for offer in _rows(members.offers)
        if (points := pairs.points(need, offer))
    ]
    columns = np.array(found, dtype=np.int64).reshape(-1, 3)
    return columns[:, 0], columns[:, 1], columns[:, 2]


def _rows(skills: Skills) -> Iterator[tuple[int, int, int, int, int, int]]:
    """Yield (member, skill, level, pace, vouched, wish)."""
    indptr, skill, level = (np.asarray(values).tolist() for values in (skills.indptr, skills.skill, skills.level))
    pace = [0] * len(skill) if skills.pace is None else np.asarray(skills.pace).tolist()
    vouched = [0] * len(skill) if skills.vouched is None else np.asarray(skills.vouched).tolist()
    wish = [0] * len(skill) if skills.wish is None else np.asarray(skills.wish).tolist()
    for member in range(len(indptr) - 1):
        for row in range(indptr[member], indptr[member + 1]):
            yield member, skill[row], level[row], pace[row], vouched[row], wish[row]


class _Pairs:
    """The members, ready to be asked what a pair is worth."""

    def __init__(self, members: Members, policy: Policy) -> None:
        self.policy = policy
        self.team, self.place, self.years, self.manager, self.capacity, self.languages = (
            np.asarray(values).tolist()
            for values in (
                *(members.team, members.place, members.seniority, members.manager),
                *(members.capacity, members.languages),
            )
        )
        self.avoid = {frozenset(pair) for pair in _listed(members.avoid)}
        self.met = {frozenset(pair) for pair in _listed(members.met)}
        self.refused = {tuple(row) for row in np.asarray(members.refused).reshape(-1, 3).tolist()}
        self.hours = [_beginnings(week, policy.length) for week in np.asarray(members.free).tolist()]

    def points(self, need: tuple[int, ...], offer: tuple[int, ...]) -> int:
        """Return the points of a need (member, skill, level, pace, -, wish) and an offer; 0 where they never meet."""
        learner, wanted, level, pace, _, wish = need
        teacher, offered, level_of, pace_of, vouched, _ = offer
        p, both = self.policy, frozenset((learner, teacher))
        common = len(self.hours[learner] & self.hours[teacher])
        if wanted != offered or len(both) == 1 or not common or not self.capacity[teacher]:
            return 0
        if both in self.avoid or (p.never_met and both in self.met) or self._in_line(learner, teacher):
            return 0
        if (learner, wanted, teacher) in self.refused:
            return 0
        if not self.languages[learner] & self.languages[teacher] or (level_of < level and not p.below_level):
            return 0
        away = abs(level_of - (level or p.usual_level) - p.best_gap)
        older = int(self.years[teacher] // 1 - self.years[learner] // 1)
        total: int = (
            p.wanted
            + p.hours * min(common, p.hours_enough) // p.hours_enough
            + p.other_team * (self.team[learner] != self.team[teacher])
            + max(p.level - p.level_step * away, 0)
            + p.not_met * (both not in self.met)
            + p.pace * (0 in (pace, pace_of) or pace == pace_of)
            + p.vouched * min(vouched, p.vouched_enough) // p.vouched_enough
            + p.seniority * min(max(older, 0), p.seniority_enough) // p.seniority_enough
            + p.same_place * self._here(learner, teacher)
            + self._wished(wish, learner, teacher, level_of - (level or p.usual_level))
        )
        return total

    def _here(self, learner: int, teacher: int) -> bool:
        return bool(self.place[learner] == self.place[teacher] >= 0)

    def _wished(self, wish: int, learner: int, teacher: int, gap: int) -> int:
        holds = [
            bit_holds
            for bit, bit_holds in (
                (OTHER_TEAM, self.team[learner] != self.team[teacher]),
                (SAME_PLACE, self._here(learner, teacher)),
                (NEAR, gap <= 1),
            )
            if wish & bit
        ]
        return self.policy.wish * sum(holds) // len(holds) if holds else 0

    def _in_line(self, learner: int, teacher: int) -> bool:
        return teacher in self._above(learner) or learner in self._above(teacher)

    def _above(self, member: int) -> set[int]:
        above: set[int] = set()
        while (member := self.manager[member]) >= 0:
            above.add(member)
            if not self.policy.whole_chain:
                break
        return above


def _listed(pairs: ArrayLike) -> list[Any]:
    return list(np.asarray(pairs).reshape(-1, 2).tolist())


def _beginnings(week: list[int], length: int) -> set[int]:
    free = {q for q in range(WEEK) if week[q // 64] >> (q % 64) & 1}
    return {q for q in free if all(q + i in free for i in range(length))}

"""The points of a pair, part by part; the one place that knows what a pair is worth and what never happens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.matching.members import NEAR, OTHER_TEAM, SAME_PLACE, TOP_LEVEL, WEEK, WISHES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.matching.policy import Policy
    from peerloop.engines.matching.problem import Problem, Rows

    Points = NDArray[np.int16]

PARTS = ("wanted", "hours", "other_team", "level", "not_met", "pace", "vouched", "seniority", "same_place", "wish")


@dataclass(frozen=True)
class Scorer:
    """Scores rows of needs against rows of offers of the same skill.

    Index arrays broadcast: ``[r, 1]`` against ``[1, c]`` scores a block, ``[k]`` against ``[k]`` single pairs.
    """

    problem: Problem
    hours: Points
    level: Points
    one_tongue: bool

    def common(self, learner: NDArray[np.int64], teacher: NDArray[np.int64]) -> NDArray[np.int16]:
        """Return at how many quarter-hours the two could begin."""
        shape = np.broadcast_shapes(learner.shape, teacher.shape)
        total = np.zeros(shape, dtype=np.int16)
        for word in self.problem.starts:
            mine, theirs = word[learner], word[teacher]
            if mine.any() and theirs.any():
                total += np.bitwise_count(mine & theirs)
        return total

    def speak(self, learner: NDArray[np.int64], teacher: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return whether the two have a language in common."""
        if self.one_tongue:
            return np.ones(np.broadcast_shapes(learner.shape, teacher.shape), dtype=bool)
        known = self.problem.languages
        shared: NDArray[np.bool_] = (known[learner] & known[teacher]) != 0
        return shared

    def parts(
        self,
        needs: Rows,
        need: NDArray[np.int64],
        offer: NDArray[np.int64],
        common: NDArray[np.int16],
        met: NDArray[np.bool_],
    ) -> dict[str, Points]:
        """Return each part's points; ``common`` and ``met`` are of the full shape."""
        p, of = self.problem.policy, self.problem
        learner, teacher = needs.member[need], of.offers.member[offer]
        pace, pace_of = needs.pace[need], of.offers.pace[offer]
        vouched = np.minimum(of.offers.vouched[offer], p.vouched_enough) * p.vouched // p.vouched_enough
        years = of.years.astype(np.int16)
        more = np.clip(years[teacher] - years[learner], 0, p.seniority_enough)
        worth = {
            "wanted": np.full(common.shape, p.wanted),
            "hours": np.take(self.hours, common),
            "other_team": _weighed(p.other_team, of.team[learner] != of.team[teacher]),
            "level": np.take(self.level, needs.level[need] * (TOP_LEVEL + 1) + of.offers.level[offer]),
            "not_met": _weighed(p.not_met, ~met),
            "pace": _weighed(p.pace, (pace == 0) | (pace_of == 0) | (pace == pace_of)),
            "vouched": vouched,
            "seniority": more.astype(np.int32) * p.seniority // p.seniority_enough,
            "same_place": np.zeros(1),
            "wish": np.zeros(1),
        }
        if p.same_place:
            worth["same_place"] = _weighed(p.same_place, self._here(learner, teacher))
        if p.wish and needs.wish[need].any():
            worth["wish"] = self._wished(needs, need, offer)
        return {name: np.asarray(points, dtype=np.int16) for name, points in worth.items()}

    def _here(self, learner: NDArray[np.int64], teacher: NDArray[np.int64]) -> NDArray[np.bool_]:
        place = self.problem.place
        here: NDArray[np.bool_] = (place[learner] == place[teacher]) & (place[teacher] >= 0)
        return here

    def _wished(self, needs: Rows, need: NDArray[np.int64], offer: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the share of the learner's wishes that this teacher meets, in points."""
        of, wish = self.problem, needs.wish[need]
        learner, teacher = needs.member[need], of.offers.member[offer]
        wanted = np.where(needs.level[need] == 0, of.policy.usual_level, needs.level[need])
        holds = {
            OTHER_TEAM: of.team[learner] != of.team[teacher],
            SAME_PLACE: self._here(learner, teacher),
            NEAR: of.offers.level[offer] - wanted <= 1,
        }
        met = sum(((wish & bit) != 0) & holds[bit] for bit in WISHES)
        points: NDArray[np.int64] = met * of.policy.wish // np.maximum(np.bitwise_count(wish), 1)
        return points

    def why(self, needs: Rows, need: NDArray[np.int64], offer: NDArray[np.int64]) -> dict[str, NDArray[np.int64]]:
        """Return for each pair (need[k], offer[k]) the points of each part."""
        learner, teacher = needs.member[need], self.problem.offers.member[offer]
        met = self.problem.met.among(learner, teacher)
        parts = self.parts(needs, need, offer, self.common(learner, teacher), met)
        return {name: np.broadcast_to(points, need.shape).astype(np.int64) for name, points in parts.items()}

    def block(self, needs: Rows, need: NDArray[np.int64], offer: NDArray[np.int64]) -> Points:
        """Return the points of rows ``need`` x ``offer``, all of one skill; 0 where the pair never happens."""
        of = self.problem
        learner, teacher = needs.member[need], of.offers.member[offer]
        met = np.zeros((len(need), len(offer)), dtype=bool)
        met[of.met.holds(learner, teacher)] = True
        barred = np.zeros_like(met)
        for relation in (of.line, of.avoid):
            barred[relation.holds(learner, teacher)] = True
        if len(need) and len(of.refused):
            barred |= of.refuses(learner[:, None], needs.skill[need[0]], teacher[None, :])
        return self._points(needs, need[:, None], offer[None, :], met, barred)

    def pairs(self, needs: Rows, need: NDArray[np.int64], offer: NDArray[np.int64]) -> Points:
        """Return the points of each pair (need[k], offer[k]) of one skill; 0 where it never happens."""
        of = self.problem
        learner, teacher = needs.member[need], of.offers.member[offer]
        barred = of.line.among(learner, teacher) | of.avoid.among(learner, teacher)
        barred |= of.refuses(learner, needs.skill[need], teacher)
        return self._points(needs, need, offer, of.met.among(learner, teacher), barred)

    def _points(
        self,
        needs: Rows,
        need: NDArray[np.int64],
        offer: NDArray[np.int64],
        met: NDArray[np.bool_],
        barred: NDArray[np.bool_],
    ) -> Points:
        of = self.problem
        learner, teacher = needs.member[need], of.offers.member[offer]
        common = self.common(learner, teacher)
        parts = self.parts(needs, need, offer, common, met)
        total = np.zeros(common.shape, dtype=np.int16)
        for points in parts.values():
            if points.any():
                total += points
        never = barred | (common == 0) | (learner == teacher) | (of.capacity[teacher] == 0)
        never |= parts["level"] < 0
        if not self.one_tongue:
            never |= ~self.speak(learner, teacher)
        if of.policy.never_met:
            never |= met
        total *= ~never
        return total


def scorer(problem: Problem) -> Scorer:
    """Return the scorer of a problem."""
    p = problem.policy
    common = np.minimum(np.arange(WEEK + 1), p.hours_enough)
    everyone = np.bitwise_and.reduce(problem.languages) if problem.n else np.uint64(0)
    return Scorer(
        problem,
        hours=(common * p.hours // p.hours_enough).astype(np.int16),
        level=_level_points(p),
        one_tongue=bool(everyone),
    )


def _level_points(p: Policy) -> Points:
    """Return [wanted level, offered level] points; -1 where the teacher is below and may not be."""
    wanted = np.arange(TOP_LEVEL + 1)[:, None]
    offered = np.arange(TOP_LEVEL + 1)[None, :]
    gap = offered - np.where(wanted == 0, p.usual_level, wanted)
    points = np.maximum(p.level - p.level_step * np.abs(gap - p.best_gap), 0)
    return np.where((offered < wanted) & (not p.below_level), -1, points).astype(np.int16)


def _weighed(weight: int, holds: NDArray[np.bool_]) -> Points:
    return holds * np.int16(weight)

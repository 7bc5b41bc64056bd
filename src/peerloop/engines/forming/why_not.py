"""Why somebody has no circle: the smallest relaxation of one rule that would place them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.forming.greedy import Circle, fits, grown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from peerloop.engines.forming.question import Question

RULES = ("none", "most", "of_a_team", "least", "knowing", "facilitators", "apart", "hour", "several")
HOURS_TRIED = 40


@dataclass(frozen=True)
class WhyNot:
    """``member`` would sit in a circle for ``goal`` (its place in ``goals``) at ``hour``, if one rule gave way.

    ``rule``, the first of these that would do: ``none`` (the others' circles would have to be formed anew),
    ``most`` (one seat more), ``of_a_team`` (one more of a team), ``least`` (one fewer), ``knowing`` (nobody
    who knows is needed), ``facilitators`` (anybody may), ``apart`` (beside a manager or report), ``hour``
    (if they were free then), ``several`` (no single one would do; ``hour`` is -1). Under ``apart`` the
    avoid-list still holds.
    """

    member: int
    goal: int
    rule: str
    hour: int


def explain(asked: Question, found: list[Circle], place: NDArray[np.int64]) -> tuple[WhyNot, ...]:
    """Return one reason for each member who wants a goal and sits nowhere."""
    left = np.flatnonzero(place < 0)
    waiting = left[asked.wants[:, left].any(axis=0)] if len(asked.wants) else left[:0]
    relaxed = list(_relaxed(asked))
    return tuple(_first(relaxed, found, left, int(member)) for member in waiting)


def _relaxed(asked: Question) -> Iterator[tuple[str, Question]]:
    rules = asked.rules
    yield "none", asked
    yield "most", replace(asked, rules=replace(rules, most=rules.most + 1))
    yield "of_a_team", replace(asked, rules=replace(rules, of_a_team=rules.of_a_team + 1))
    if rules.least > 1:
        yield "least", replace(asked, rules=replace(rules, least=rules.least - 1))
    yield "knowing", replace(asked, rules=replace(rules, knowing=0))
    yield "facilitators", replace(asked, leads=np.ones_like(asked.leads))
    yield "apart", replace(asked, rules=replace(rules, apart=False))


def _first(relaxed: list[tuple[str, Question]], found: list[Circle], left: NDArray[np.int64], member: int) -> WhyNot:
    asked = relaxed[0][1]
    goals = np.flatnonzero(asked.wants[:, member]).tolist()
    starts = asked.starts.copy()
    starts[member] = True
    for rule, question in [*relaxed, ("hour", replace(asked, starts=starts))]:
        for goal in goals:
            hour = _joins(question, found, goal, member)
            hour = _begins(question, left, goal, member) if hour < 0 else hour
            if hour >= 0:
                return WhyNot(member, goal, rule, hour)
    return WhyNot(member, goals[0], "several", -1)


def _joins(asked: Question, found: list[Circle], goal: int, member: int) -> int:
    """Return the hour of a circle that would take ``member`` as it is, or -1."""
    there = (circle for circle in found if circle.goal == goal)
    return next((c.hour for c in there if fits(asked, goal, c.hour, [*c.who, member])), -1)


def _begins(asked: Question, left: NDArray[np.int64], goal: int, member: int) -> int:
    """Return an hour at which ``member`` and others who are left could be a circle, or -1."""
    pool = left[(asked.wants[goal, left] | asked.knows[goal, left]) & (left != member)]
    people = asked.starts[pool].sum(axis=0) * asked.starts[member]
    hours = np.flatnonzero(people >= asked.rules.least - 1) if pool.size else np.zeros(0, dtype=np.int64)
    for hour in hours[np.argsort(-people[hours], kind="stable")][:HOURS_TRIED].tolist():
        if asked.starts[member, hour] and grown(asked, goal, hour, pool, [member]) is not None:
            return int(hour)
    return -1

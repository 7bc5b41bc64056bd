"""Checks that share nothing with the search: plain sets, and a linear programme for the bound."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.forming.question import question

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from peerloop.engines.forming.form import Formation
    from peerloop.engines.forming.question import Members, Question, Rules

WEEK = 672


def is_valid(formation: Formation, members: Members, goals: ArrayLike, rules: Rules) -> bool:
    """Tell whether every circle keeps every rule, and the count of those placed is right."""
    skills = np.asarray(goals).tolist()
    place = np.asarray(formation.circle).tolist()
    wants, knows = _by_member(members, "needs"), _by_member(members, "offers")
    placed = sum(skills[formation.goal[c]] in wants[m] for m, c in enumerate(place) if c >= 0)
    if placed != formation.placed or formation.bound < placed or max(place, default=-1) >= len(formation.goal):
        return False
    return all(
        _keeps(
            [m for m, c in enumerate(place) if c == circle], int(hour), int(leader), skills[goal], members, rules,
            wants, knows,
        )
        for circle, (goal, hour, leader) in enumerate(
            zip(formation.goal.tolist(), formation.hour, formation.facilitator, strict=True)
        )
    )  # fmt: skip


def _keeps(
    who: list[int],
    hour: int,
    leader: int,
    skill: int,
    members: Members,
    rules: Rules,
    wants: list[set[int]],
    knows: list[set[int]],
) -> bool:
    team, manager = np.asarray(members.team).tolist(), np.asarray(members.manager).tolist()
    weeks = [sum(int(word) << 64 * i for i, word in enumerate(np.asarray(members.free)[m].tolist())) for m in who]
    teams = [team[m] for m in who if team[m] >= 0]
    may_lead = rules.facilitators is None or leader in set(np.asarray(rules.facilitators).tolist())
    pairs = {frozenset(pair) for pair in np.asarray(members.avoid).reshape(-1, 2).tolist()}
    return (
        rules.least <= len(who) <= rules.most
        and hour + rules.length <= WEEK
        and all(week >> quarter & 1 for week in weeks for quarter in range(hour, hour + rules.length))
        and all(skill in wants[m] | knows[m] for m in who)
        and sum(skill in knows[m] for m in who) >= rules.knowing
        and all(teams.count(one) <= rules.of_a_team for one in teams)
        and not (rules.apart and any(manager[m] in who for m in who))
        and not any(pair <= set(who) for pair in pairs)
        and leader in who
        and may_lead
        and all(manager[m] != leader for m in who)
    )


def _by_member(members: Members, field: str) -> list[set[int]]:
    rows = getattr(members, field)
    begins, skill = np.asarray(rows.indptr).tolist(), np.asarray(rows.skill).tolist()
    return [set(skill[low:high]) for low, high in pairwise(begins)]


def upper_bound(members: Members, goals: ArrayLike, rules: Rules) -> int:
    """Return a number of members that no formation places beyond.

    Whoever shares no hour with enough others, somebody who knows and somebody who may facilitate is out;
    the rest is a linear programme (HiGHS) over goals: seats and team limits per circle, somebody who knows
    in each, everybody in one. Hours are let go.
    """
    asked = question(members, goals, rules)
    seats = [(goal, member) for goal in range(len(asked.wants)) for member in _could(asked, goal).tolist()]
    if not seats:
        return 0
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    count, goals_count = len(seats), len(asked.wants)
    rows: list[tuple[int, int, float]] = []
    line: dict[tuple[str, int, int], int] = {}
    for column, (goal, member) in enumerate(seats):
        rows.append((line.setdefault(("once", member, 0), len(line)), column, 1))
        rows.append((line.setdefault(("most", goal, 0), len(line)), column, 1))
        rows.append((line.setdefault(("least", goal, 0), len(line)), column, -1))
        if asked.team[member] >= 0:
            rows.append((line.setdefault(("team", goal, int(asked.team[member])), len(line)), column, 1))
        if asked.knows[goal, member]:
            rows.append((line.setdefault(("knowing", goal, 0), len(line)), column, -1))
    per_circle = {"most": -rules.most, "least": rules.least, "team": -rules.of_a_team, "knowing": rules.knowing}
    for (kind, goal, _), row in line.items():
        if kind in per_circle:
            rows.append((row, count + goal, per_circle[kind]))
    at, column_at, value = zip(*rows, strict=True)
    limit = np.array([1.0 if kind == "once" else 0.0 for kind, _, _ in line])
    table = coo_array((value, (at, column_at)), shape=(len(line), count + goals_count)).tocsr()
    gain = np.array([-float(asked.wants[goal, member]) for goal, member in seats] + [0.0] * goals_count)
    bounds = [(0, 1)] * count + [(0, asked.n)] * goals_count
    found = linprog(gain, A_ub=table, b_ub=limit, bounds=bounds)  # type: ignore[call-overload]
    wanting = int(asked.wants.any(axis=0).sum())
    return min(wanting, int(np.floor(-found.fun + 1e-6))) if found.status == 0 else wanting


def _could(asked: Question, goal: int) -> NDArray[np.int64]:
    """Return who shares an hour with enough people for a circle, among them enough who know."""
    there = np.flatnonzero(asked.wants[goal] | asked.knows[goal])
    enough = asked.starts[there].sum(axis=0) >= asked.rules.least
    enough &= asked.starts[asked.knows[goal]].sum(axis=0) >= asked.rules.knowing
    enough &= asked.starts[there[asked.leads[there]]].any(axis=0)
    return np.asarray(there[(asked.starts[there] & enough).any(axis=1)], dtype=np.int64)

"""Better circles of one goal by constraint programming (CP-SAT), beginning from what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.forming.greedy import Circle, fits

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from ortools.sat.python import cp_model

    from peerloop.engines.forming.question import Question

EXTRA_HOURS = 8
SERVED = 100
SAME_GOAL = 4
OTHERS = 2
SUB_SECONDS = 0.5


def neighbourhood(
    asked: Question, found: list[Circle], left: NDArray[np.bool_], random: np.random.Generator
) -> tuple[list[Circle], list[int]]:
    """Return a few circles to form anew, and the goals to form: round one who waits and a goal they want."""
    waiting = np.array(asked.wants.any(axis=0), dtype=np.bool_)
    for circle in found:
        waiting[[member for member in circle.who if asked.wants[circle.goal, member]]] = False
    member = int(random.choice(np.flatnonzero(waiting)))
    goal = int(random.choice(np.flatnonzero(asked.wants[:, member])))
    order = [found[place] for place in random.permutation(len(found)).tolist()]
    same = [circle for circle in order if circle.goal == goal][:SAME_GOAL]
    # Others who want this goal sit elsewhere, and who knows it may serve another.
    wanted = asked.wants[goal] | asked.knows[goal]
    others = [circle for circle in order if circle.goal != goal and wanted[list(circle.who)].any()][:OTHERS]
    some = same + others
    # Whoever sits in a circle for what they know may be wanted there no more.
    some += [circle for circle in found if member in circle.who and circle not in some]
    return some, sorted({goal, *(circle.goal for circle in some)})


def better(
    asked: Question, now: list[Circle], goals: list[int], left: NDArray[np.bool_], seconds: float, seed: int
) -> list[Circle]:
    """Return circles of ``goals`` that serve at least as many as ``now``, from its members and ``left``.

    Places: the hours of ``now`` and per goal the few at which most people could meet. One worker and a
    limit in the solver's own deterministic seconds, so that the same question gives the same answer.
    """
    from ortools.sat.python import cp_model

    pool = left.copy()
    pool[[member for circle in now for member in circle.who]] = True
    places = [(circle.goal, circle.hour) for circle in now]
    places += [(goal, hour) for goal in goals for hour in _more_hours(asked, goal, pool, left)]
    model = cp_model.CpModel()
    seat = {
        (member, place): model.new_bool_var("")
        for place, (goal, hour) in enumerate(places)
        for member in np.flatnonzero(pool & asked.starts[:, hour] & (asked.wants[goal] | asked.knows[goal])).tolist()
    }
    _limits(model, asked, places, seat)
    for (member, place), variable in seat.items():
        model.add_hint(variable, place < len(now) and member in now[place].who)
    gain = [SERVED if asked.wants[places[place][0], member] else -1 for member, place in seat]
    model.maximize(cp_model.LinearExpr.weighted_sum(list(seat.values()), gain))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = SUB_SECONDS
    solver.parameters.max_time_in_seconds = max(seconds, 0.01)
    if solver.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return now
    sat: dict[int, list[int]] = {}
    for (member, place), variable in seat.items():
        if solver.boolean_value(variable):
            sat.setdefault(place, []).append(member)
    found = [Circle(*places[place], tuple(members)) for place, members in sorted(sat.items())]
    whole = all(fits(asked, circle.goal, circle.hour, list(circle.who)) for circle in found)
    return found if whole and served(asked, found) >= served(asked, now) else now


def served(asked: Question, found: list[Circle]) -> int:
    """Return how many sit in a circle whose goal they want."""
    return sum(int(asked.wants[circle.goal, list(circle.who)].sum()) for circle in found)


def _more_hours(asked: Question, goal: int, pool: NDArray[np.bool_], left: NDArray[np.bool_]) -> list[int]:
    """Return hours at which most could meet, those left counting most, each beyond whom the ones before serve."""
    wanting = np.flatnonzero(pool & asked.wants[goal])
    weight = np.where(left[wanting], 5, 1)
    could = asked.starts[wanting] * weight[:, None]
    knowing = asked.starts[pool & asked.knows[goal]].sum(axis=0) >= asked.rules.knowing
    hours: list[int] = []
    while len(hours) < EXTRA_HOURS and could.size and (could.sum(axis=0) * knowing).max() > 0:
        hour = int((could.sum(axis=0) * knowing).argmax())
        hours.append(hour)
        could[could[:, hour] > 0] = 0
    return hours


def _limits(
    model: cp_model.CpModel,
    asked: Question,
    places: list[tuple[int, int]],
    seat: dict[tuple[int, int], cp_model.IntVar],
) -> None:
    by_member: dict[int, list[cp_model.IntVar]] = {}
    by_place: dict[int, dict[int, cp_model.IntVar]] = {}
    for (member, place), variable in seat.items():
        by_member.setdefault(member, []).append(variable)
        by_place.setdefault(place, {})[member] = variable
    for variables in by_member.values():
        model.add_at_most_one(variables)
    for place, there in by_place.items():
        _circle(model, asked, places[place][0], there)


def _circle(model: cp_model.CpModel, asked: Question, goal: int, there: dict[int, cp_model.IntVar]) -> None:
    """Hold the rules of one circle, if it is held at all."""
    rules = asked.rules
    held = model.new_bool_var("")
    model.add(sum(there.values()) <= rules.most * held)
    model.add(sum(there.values()) >= rules.least * held)
    model.add(sum(v for m, v in there.items() if asked.knows[goal, m]) >= rules.knowing * held)
    model.add(sum(v for m, v in there.items() if asked.leads[m] and not _manages(asked, m, there)) >= held)
    teams: dict[int, list[cp_model.IntVar]] = {}
    for member, variable in there.items():
        teams.setdefault(int(asked.team[member]), []).append(variable)
        for other in {int(asked.manager[member]), *asked.foes[member]}:
            if other in there and asked.clash(member, other):
                model.add_at_most_one([variable, there[other]])
    for team, variables in teams.items():
        if team >= 0 and len(variables) > rules.of_a_team:
            model.add(sum(variables) <= rules.of_a_team)


def _manages(asked: Question, member: int, there: dict[int, cp_model.IntVar]) -> bool:
    """Tell whether ``member`` could sit beside a report; where ``apart`` holds, nobody does."""
    return not asked.rules.apart and any(int(asked.manager[other]) == member for other in there)

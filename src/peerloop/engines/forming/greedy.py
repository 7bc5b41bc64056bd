"""One circle after the other, the best hour first: fast, valid, and where the search begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from peerloop.engines.forming.question import Question

HOURS_TRIED = 24


@dataclass(frozen=True)
class Circle:
    """A goal (its place in ``goals``), the quarter-hour it begins at, and who sits in it."""

    goal: int
    hour: int
    who: tuple[int, ...]


def fits(asked: Question, goal: int, hour: int, who: list[int]) -> bool:
    """Tell whether these may be a circle."""
    rules = asked.rules
    return (
        rules.least <= len(who) <= rules.most
        and bool(asked.starts[who, hour].all())
        and bool((asked.wants[goal, who] | asked.knows[goal, who]).all())
        and int(asked.knows[goal, who].sum()) >= rules.knowing
        and facilitator(asked, who) >= 0
        and all(may_join(asked, who[:place], member) for place, member in enumerate(who))
    )


def may_join(asked: Question, who: Iterable[int], member: int) -> bool:
    """Tell whether the team limit, the reporting line and the avoid-list let ``member`` sit with ``who``."""
    there = list(who)
    team = asked.team[member]
    same = sum(asked.team[other] == team for other in there) if team >= 0 else 0
    return same < asked.rules.of_a_team and not any(asked.clash(member, other) for other in there)


def facilitator(asked: Question, who: list[int]) -> int:
    """Return who facilitates: the first who may and manages none of them; -1 where nobody does."""
    managing = {int(asked.manager[member]) for member in who}
    return next((member for member in who if asked.leads[member] and member not in managing), -1)


def grown(asked: Question, goal: int, hour: int, pool: NDArray[np.int64], first: list[int]) -> list[int] | None:
    """Return a circle at ``hour`` from ``pool`` around ``first``: who knows, who may facilitate, then who wants."""
    there = pool[asked.starts[pool, hour]]
    knows, leads = asked.knows[goal], asked.leads
    who = list(first)
    _seat(asked, who, there[knows[there]][np.argsort(asked.wants[goal, there[knows[there]]], kind="stable")],
          asked.rules.knowing - int(knows[who].sum()))  # fmt: skip
    if facilitator(asked, who) < 0:
        _seat(asked, who, there[leads[there]], 1)
    _seat(asked, who, there[asked.wants[goal, there]], asked.rules.most - len(who))
    _seat(asked, who, there[knows[there]], asked.rules.least - len(who))
    return who if fits(asked, goal, hour, who) else None


def _seat(asked: Question, who: list[int], queue: NDArray[np.int64], seats: int) -> None:
    for member in queue.tolist():
        if seats <= 0 or len(who) >= asked.rules.most:
            return
        if member not in who and may_join(asked, who, member):
            who.append(member)
            seats -= 1


def circles(asked: Question, pool: NDArray[np.bool_], random: np.random.Generator) -> list[Circle]:
    """Return circles formed one by one, the goal with the fewest who know per wish first."""
    left = pool.copy()
    found = []
    scarce = asked.knows.sum(axis=1) / np.maximum(asked.wants.sum(axis=1), 1)
    for goal in np.argsort(scarce, kind="stable").tolist():
        while (circle := best_circle(asked, goal, left, random)) is not None:
            found.append(circle)
            left[list(circle.who)] = False
    return found


def best_circle(asked: Question, goal: int, left: NDArray[np.bool_], random: np.random.Generator) -> Circle | None:
    """Return the circle of ``left`` that serves most wishes, of the hours with the most people."""
    pool = np.flatnonzero(left & (asked.wants[goal] | asked.knows[goal]))
    # Those with the fewest hours are seated first: others find a place later.
    pool = random.permutation(pool)
    pool = pool[np.argsort(asked.starts[pool].sum(axis=1), kind="stable")]
    wishes = asked.starts[pool[asked.wants[goal, pool]]].sum(axis=0)
    knowing = asked.starts[pool[asked.knows[goal, pool]]].sum(axis=0)
    hours = np.flatnonzero((wishes > 0) & (knowing >= asked.rules.knowing))
    hours = hours[np.argsort(-np.minimum(wishes[hours], 3 * asked.rules.most), kind="stable")]
    best: tuple[int, Circle] | None = None
    for hour in hours[:: max(1, hours.size // HOURS_TRIED)][:HOURS_TRIED].tolist():
        who = grown(asked, goal, hour, pool, [])
        if who is None:
            continue
        served = int(asked.wants[goal, who].sum())
        if served and (best is None or served > best[0]):
            best = served, Circle(goal, hour, tuple(who))
        if served >= asked.rules.most - asked.rules.knowing:
            break
    return best[1] if best else None

"""Circles for goals: greedy first, then a few circles at a time again by constraint programming."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.forming.greedy import Circle, circles, facilitator
from peerloop.engines.forming.question import question
from peerloop.engines.forming.search import better, neighbourhood, served
from peerloop.engines.forming.verify import upper_bound
from peerloop.engines.forming.why_not import explain

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from peerloop.engines.forming.question import Members, Question, Rules
    from peerloop.engines.forming.why_not import WhyNot

STARTS = 3
STALLED = 100


@dataclass(frozen=True)
class Formation:
    """Who sits in which circle.

    ``circle[n]``: the member's circle, -1 for none. Per circle: ``goal`` (its place in ``goals``), ``hour``
    (the quarter-hour of the week in UTC at which it begins), ``facilitator``. ``placed``: members in a
    circle whose goal they want; ``bound``: no formation places more; ``proven``: this is the most.
    ``why_not``: for each member who wants a goal and has no circle, the smallest relaxation that would
    place them.
    """

    circle: NDArray[np.int64]
    goal: NDArray[np.int64]
    hour: NDArray[np.int64]
    facilitator: NDArray[np.int64]
    placed: int
    bound: int
    proven: bool
    why_not: tuple[WhyNot, ...]


def form(members: Members, goals: ArrayLike, rules: Rules, *, seed: int = 0, seconds: float = 20.0) -> Formation:
    """Return circles that place as many members as can be found within ``seconds``, each valid under ``rules``.

    ``goals``: skills; whoever needs one wants its circle, whoever offers one knows it; everybody sits in at
    most one circle, and only in one whose goal they want or know.

    Method: circles one by one at the best hours (greedy, three orders), then goal by goal CP-SAT over that
    goal's circles and whoever is left, until nothing improves, the bound is met, or time is up. The clock
    only ends the search: within it the same input and seed give the same circles, and so on any machine
    fast enough to end by itself. Raises ``InvalidInput`` naming the field for people, goals or rules that
    do not fit.
    """
    end = time.monotonic() + seconds
    asked = question(members, goals, rules)
    random = np.random.default_rng(seed)
    everybody = np.ones(asked.n, dtype=bool)
    found = max((circles(asked, everybody, random) for _start in range(STARTS)), key=lambda c: served(asked, c))
    bound = upper_bound(members, goals, rules)
    found = _improved(asked, found, bound, end, random)
    place = np.full(asked.n, -1, dtype=np.int64)
    for number, circle in enumerate(found):
        place[list(circle.who)] = number
    placed = served(asked, found)
    return Formation(
        place,
        np.array([circle.goal for circle in found], dtype=np.int64),
        np.array([circle.hour for circle in found], dtype=np.int64),
        np.array([facilitator(asked, list(circle.who)) for circle in found], dtype=np.int64),
        placed,
        bound,
        placed == bound,
        explain(asked, found, place),
    )


def _improved(
    asked: Question, found: list[Circle], bound: int, end: float, random: np.random.Generator
) -> list[Circle]:
    """Form a few circles anew together with those left, again and again (large neighbourhood search)."""
    left = np.ones(asked.n, dtype=bool)
    left[[member for circle in found for member in circle.who]] = False
    total, stalled = served(asked, found), 0
    while total < bound and stalled < STALLED:
        remaining = end - time.monotonic()
        if remaining <= 0:
            break
        some, goals = neighbourhood(asked, found, left, random)
        now = better(asked, some, goals, left, remaining, int(random.integers(2**31)))
        found = [circle for circle in found if circle not in some] + now
        left[[member for circle in some for member in circle.who]] = True
        left[[member for circle in now for member in circle.who]] = False
        stalled = 0 if served(asked, found) > total else stalled + 1
        total = served(asked, found)
    return found

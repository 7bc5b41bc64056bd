"""Plain ways to choose, all under the rules of ``match``: random, first come, greedy, Gale and Shapley."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Rows:
    """Each request's teachers and points, and what is still free."""

    def __init__(self, blocks: Any) -> None:
        of = blocks.scorer.problem
        self.learner = of.needs.member.tolist()
        self.room = of.capacity.copy()
        self.teachers: dict[int, NDArray[np.int64]] = {}
        self.points: dict[int, NDArray[Any]] = {}
        for need, offer, score in blocks:
            teacher = of.offers.member[offer]
            for row, request in enumerate(need.tolist()):
                self.teachers[request], self.points[request] = teacher, score[row]
        self.met: dict[int, set[int]] = {}
        self.score = 0

    def best(self, request: int) -> tuple[int, int]:
        """Return the best points and teacher still free for a request, (0, -1) where there is none."""
        teachers = self.teachers[request]
        points = np.where(self.room[teachers] > 0, self.points[request], 0)
        for taken in self.met.get(self.learner[request], ()):
            points[teachers == taken] = 0
        at = int(points.argmax())
        return int(points[at]), int(teachers[at]) if points[at] else -1

    def take(self, request: int, teacher: int, points: int) -> None:
        self.room[teacher] -= 1
        self.met.setdefault(self.learner[request], set()).add(teacher)
        self.score += points


def by_chance(rows: Rows, dice: np.random.Generator) -> None:
    """Each request in a random order takes any free teacher who could help."""
    for request in dice.permutation(list(rows.teachers)).tolist():
        teachers, points = rows.teachers[request], rows.points[request]
        met = rows.met.get(rows.learner[request], set())
        could = np.flatnonzero((points > 0) & (rows.room[teachers] > 0))
        could = could[~np.isin(teachers[could], list(met))]
        if len(could):
            at = dice.choice(could)
            rows.take(request, int(teachers[at]), int(points[at]))


def first_come(rows: Rows, dice: np.random.Generator) -> None:
    """Each request in a random order takes the best free teacher."""
    for request in dice.permutation(list(rows.teachers)).tolist():
        points, teacher = rows.best(request)
        if teacher >= 0:
            rows.take(request, teacher, points)


def greedy(rows: Rows, dice: np.random.Generator) -> None:
    """The best pair of all that are still possible, again and again."""
    heap = []
    for request in dice.permutation(list(rows.teachers)).tolist():
        points, teacher = rows.best(request)
        heapq.heappush(heap, (-points, request, teacher))
    while heap:
        negative, request, teacher = heapq.heappop(heap)
        if teacher < 0:
            continue
        if rows.room[teacher] > 0 and teacher not in rows.met.get(rows.learner[request], ()):
            rows.take(request, teacher, -negative)
            continue
        points, teacher = rows.best(request)
        heapq.heappush(heap, (-points, request, teacher))


def gale_shapley(rows: Rows, dice: np.random.Generator) -> None:
    """Requests propose, best first; a teacher keeps the best of those who asked (1962, many to one)."""
    seats: dict[int, list[tuple[int, float, int]]] = {}
    order: dict[int, list[int]] = {}
    waiting = dice.permutation(list(rows.teachers)).tolist()
    while waiting:
        request = waiting.pop()
        if request not in order:
            points = rows.points[request]
            at = np.flatnonzero(points)
            order[request] = at[np.argsort(points[at], kind="stable")].tolist()
        learner = rows.learner[request]
        while order[request]:
            at = order[request].pop()
            teacher, worth = int(rows.teachers[request][at]), int(rows.points[request][at])
            if teacher in rows.met.get(learner, ()):
                continue
            held = seats.setdefault(teacher, [])
            heapq.heappush(held, (worth, float(dice.random()), request))
            rows.met.setdefault(learner, set()).add(teacher)
            if len(held) > rows.room[teacher]:
                _, _, out = heapq.heappop(held)
                rows.met[rows.learner[out]].discard(teacher)
                if out != request:
                    waiting.append(out)
                    break
                continue
            break
    rows.met = {}
    for teacher, held in seats.items():
        for worth, _, request in held:
            rows.take(request, teacher, worth)

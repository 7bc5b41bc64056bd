"""Plain ways to give out reviews: round robin, greedy, the best total. None knows of authors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from peerloop.engines.allocation.flow import heaviest
from peerloop.engines.allocation.problem import problem


@dataclass(frozen=True)
class Round:
    """``similarity[s, r]`` (NaN: a conflict); each submission gets ``each``, a reviewer ``least`` to ``most``."""

    similarity: np.ndarray
    each: int
    most: int
    least: int = 0

    def edges(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        of, by = np.nonzero(~np.isnan(self.similarity))
        return of, by, self.similarity[of, by].astype(np.float64)


Given = list[set[int]]


def round_robin(asked: Round) -> Given:
    """Submissions take their best free reviewer in turn, one a turn."""
    given, room = _start(asked)
    order = np.argsort(-np.nan_to_num(asked.similarity, nan=-np.inf), axis=1)
    for _ in range(asked.each):
        for s in range(len(given)):
            _take(asked, given, room, s, order[s].tolist())
    return given


def greedy(asked: Round) -> Given:
    """The most similar pair first, while both have room."""
    given, room = _start(asked)
    of, by, similar = asked.edges()
    for e in np.argsort(-similar, kind="stable").tolist():
        s, r = int(of[e]), int(by[e])
        if len(given[s]) < asked.each and room[r]:
            given[s].add(r)
            room[r] -= 1
    return given


def best_total(asked: Round, forced: dict[int, set[int]] | None = None) -> Given:
    """Min-cost flow; ``forced``: reviews that stand already."""
    of, by, similar = asked.edges()
    s, r = asked.similarity.shape
    task = problem(
        of, by, similar, submissions=s, reviewers=r, reviews_each=asked.each, most=asked.most, least=asked.least,
        author=None, seed=0,
    )  # fmt: skip
    bonus = np.zeros(len(task.at))
    for one, who in (forced or {}).items():
        bonus[(task.submission == one) & np.isin(task.reviewer, list(who))] = 100.0
    found = heaviest(task, task.similarity + bonus)
    given: Given = [set() for _ in range(s)]
    for e in found[0].tolist() if found else []:
        given[int(task.submission[e])].add(int(task.reviewer[e]))
    return given


def worst_and_total(asked: Round, given: Given) -> tuple[float, float]:
    """Return the worst-off submission's sum and the total; a missing review counts nothing."""
    sums = [float(sum(asked.similarity[s, r] for r in who)) for s, who in enumerate(given)]
    return min(sums), sum(sums)


def _start(asked: Round) -> tuple[Given, list[int]]:
    return [set() for _ in range(len(asked.similarity))], [asked.most] * asked.similarity.shape[1]


def _take(asked: Round, given: Given, room: list[int], s: int, order: list[int]) -> None:
    for r in order:
        if room[r] and r not in given[s] and not np.isnan(asked.similarity[s, r]):
            given[s].add(r)
            room[r] -= 1
            return

"""Would we have found who helped? The past, question by question, as it stood at each moment."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.finding.history import walk
from peerloop.engines.finding.rank import Load, ranked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from peerloop.engines.finding.history import History, Moment
    from peerloop.engines.finding.weights import Weights

CLOSE, PAGE = 5, 10
NEW, WEEK = 90 * 86_400, 7 * 86_400
BINS = 10

Placed = tuple[float, float, float]


@dataclass(frozen=True)
class Luck:
    """How well some questions went.

    ``questions``, of so many ``askers``; the mean of 1 / place of the first who helped (``mrr``); the share with one of
    them among the first five (``success5``); the share of all who helped among the first ten (``recall10``). Not
    numbers (NaN) where there were no questions.
    """

    questions: int
    askers: int
    mrr: float
    success5: float
    recall10: float


@dataclass(frozen=True)
class Bin:
    """Of ``helpers`` shown with about this chance: the mean ``said``, and the share that did help (``true``)."""

    low: float
    high: float
    helpers: int
    said: float
    true: float


@dataclass(frozen=True)
class Report:
    """What a replay found. ``all``: questions answered by somebody who had answered before; ``unfindable``: the further
    ones, answered by new helpers only, whom nobody could have found. ``tail``: without the 20 most active of each
    moment, among candidates and helpers alike. ``by_tenure``: of the asker ("first question", "first 90 days",
    "longer"); ``by_tie``: whether one of those who helped had helped the asker before ("helped before", "strangers").
    ``calibration``: over the ten helpers shown first.
    """

    all: Luck
    unfindable: int
    tail: Luck
    by_tenure: Mapping[str, Luck]
    by_tie: Mapping[str, Luck]
    calibration: tuple[Bin, ...]


def replay(history: History, weights: Weights, *, since: float, budget: bool = False) -> Report:
    """Route each question asked at ``since`` (seconds) or later as of its own moment, and see who then helped.

    ``budget``: with the load budget, as though each question had been put to the first.
    """
    tally, routed = Tally(), Routed()
    for moment in walk(history, lambda number: history.asked[number].at >= since):
        at = history.asked[moment.number].at
        members, chances = in_order(moment, weights, routed.load(at) if budget else None)
        routed.add(at, members)
        tally.add(moment, members, chances, at)
    return tally.report()


def in_order(moment: Moment, weights: Weights, load: Load | None = None) -> tuple[list[int], list[float]]:
    """Return who could help, best first, and their chances."""
    ranking = ranked(moment.signals, weights, load=load)
    return moment.signals.member[ranking.order].tolist(), ranking.chance[ranking.order].tolist()


class Routed:
    """Whom the questions of the last seven days were put to, had each gone to the first ``to``."""

    def __init__(self, to: int = 1) -> None:
        self._to = to
        self._week: deque[tuple[float, list[int]]] = deque()

    def add(self, at: float, members: list[int]) -> None:
        """Take in a question of that moment and who was found for it."""
        self._week.append((at, members[: self._to]))

    def load(self, now: float) -> Load:
        """Return the load of the week that ends ``now``."""
        while self._week and self._week[0][0] < now - WEEK:
            self._week.popleft()
        return Load(Counter(member for _, members in self._week for member in members), len(self._week))


class Tally:
    """Collects moments and how they were ranked, for a ``Report``."""

    def __init__(self) -> None:
        self._luck: dict[str, list[tuple[int, Placed]]] = {}
        self._said: list[float] = []
        self._true: list[bool] = []
        self._unfindable = 0

    def add(self, moment: Moment, members: list[int], chances: list[float], at: float) -> None:
        """Take in one question, asked ``at``, and who was found for it, best first."""
        if not moment.known:
            self._unfindable += 1
            return
        tenure = "first question" if moment.first_seen >= at else "first 90 days"
        if at - moment.first_seen >= NEW:
            tenure = "longer"
        tie = "helped before" if moment.known & moment.helped_before else "strangers"
        luck = placed(members, moment.known)
        for name in ("all", tenure, tie):
            self._luck.setdefault(name, []).append((moment.asker, luck))
        busiest = moment.busiest
        if moment.known - busiest:
            quiet = [member for member in members if member not in busiest]
            self._luck.setdefault("tail", []).append((moment.asker, placed(quiet, moment.known - busiest)))
        self._said.extend(chances[:PAGE])
        self._true.extend(member in moment.helped for member in members[:PAGE])

    def report(self) -> Report:
        """Return what was collected."""
        return Report(
            all=self._of("all"),
            unfindable=self._unfindable,
            tail=self._of("tail"),
            by_tenure={name: self._of(name) for name in ("first question", "first 90 days", "longer")},
            by_tie={name: self._of(name) for name in ("helped before", "strangers")},
            calibration=_bins(np.array(self._said), np.array(self._true, dtype=float)),
        )

    def _of(self, name: str) -> Luck:
        each = self._luck.get(name, [])
        if not each:
            return Luck(0, 0, float("nan"), float("nan"), float("nan"))
        mrr, success, recall = np.mean(np.array([luck for _, luck in each]), axis=0).tolist()
        return Luck(len(each), len({asker for asker, _ in each}), mrr, success, recall)


def placed(ranked: Sequence[int], helped: set[int]) -> Placed:
    """Return 1 / place of the first who helped (0 for none), whether within five, and the share within ten."""
    place = next((i for i, member in enumerate(ranked) if member in helped), None)
    found = len(helped & set(ranked[:PAGE])) / len(helped)
    return (0.0, 0.0, found) if place is None else (1 / (place + 1), float(place < CLOSE), found)


def _bins(said: np.ndarray, true: np.ndarray) -> tuple[Bin, ...]:
    which = np.minimum((said * BINS).astype(int), BINS - 1) if len(said) else np.empty(0, dtype=int)
    return tuple(
        Bin(b / BINS, (b + 1) / BINS, int((which == b).sum()), float(said[which == b].mean()),
            float(true[which == b].mean()))
        for b in range(BINS)
        if (which == b).any()
    )  # fmt: skip

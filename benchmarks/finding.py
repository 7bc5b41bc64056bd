"""Who can help: the past of two real places routed again, beside simple rankings; and how long routing takes.

Lean chat and Travel, by time: weights from the first 70% of the questions, chances from the half before the test, all
figures on the last 20%, each question with what stood before it alone. Found is who did answer, of those who had ever
answered before; questions answered by new people only are counted as unfindable and told.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import numpy as np

from benchmarks import questions
from benchmarks.figure import Figure
from benchmarks.finding_peers.histories import LEARNED, NAMES, first, history
from peerloop.engines.finding import DEFAULT, FEATURES, PLAIN, Question, rank_helpers, signals
from peerloop.engines.finding.fit import Lesson, learned
from peerloop.engines.finding.history import walk
from peerloop.engines.finding.replay import Routed, Tally, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.engines.finding import History, Report, Weights
    from peerloop.engines.finding.history import Moment

UNTRAINED = {"Lean chat": (0.44, 0.65), "Travel": (0.30, 0.42)}
FITTED = {"Lean chat": (0.52, 0.75), "Travel": (0.37, 0.51)}
TAIL, OFF, LEAST = 0.46, 0.05, 50
SINGLE = ("similar", "answers", "topic", "active", "tie")
PUT_TO = (1, 3)
TIMED = 300


def figures() -> Iterator[Figure]:
    """Yield how often who helped was found, how true the chances are, and the time of one routing."""
    for name in NAMES:
        whole = history(name)
        if whole is None:
            print(f"The measuring data of {name} is not there.", file=sys.stderr)
            continue
        yield from _place(name, whole)
    yield from questions.figures()


def _place(name: str, whole: History) -> Iterator[Figure]:
    lesson, start = Lesson(first(whole, LEARNED)), int(LEARNED * len(whole.asked))
    tallies: dict[str, Tally] = {}
    weights: Weights | None = None
    routed, moment = {to: Routed(to) for to in PUT_TO}, None
    for moment in walk(whole, lambda number: number >= start or lesson.wants(number)):
        if moment.number < start:
            lesson.take(moment)
            continue
        weights = weights or learned([lesson])
        at = whole.asked[moment.number].at
        fitted = in_order(moment, weights)
        orders = _simple(moment) | {"plain": in_order(moment, PLAIN), "shipped": in_order(moment, DEFAULT)}
        for to, week in routed.items():
            orders[f"put to {to}"] = in_order(moment, weights, week.load(at))
            week.add(at, orders[f"put to {to}"][0])
        for ranking, (members, chances) in (orders | {"fitted": fitted}).items():
            tallies.setdefault(ranking, Tally()).add(moment, members, chances, at)
    reports = {ranking: tally.report() for ranking, tally in tallies.items()}
    yield from _found(name, reports)
    yield from _told(name, reports)
    if moment is not None and weights is not None:
        yield _timed(name, whole, moment, weights)


def _simple(moment: Moment) -> dict[str, tuple[list[int], list[float]]]:
    """Return simple rankings: all by their answers, by last seen, and by each single signal."""
    told = moment.signals
    orders = {"most active": [member for member, _ in moment.answers.most_common()]}
    for single in ("seen", *SINGLE):
        score = told.value[:, FEATURES.index(single)] * (-1 if single == "seen" else 1)
        orders[single] = told.member[np.argsort(-score, kind="stable")].tolist()
    return {ranking: (members, []) for ranking, members in orders.items()}


def _found(name: str, reports: dict[str, Report]) -> Iterator[Figure]:
    best = max(SINGLE, key=lambda single: reports[single].all.mrr)
    active, last = reports["most active"].all, reports["seen"].all
    told = [("plain", "no training", UNTRAINED[name]), ("fitted", "fitted", FITTED[name]), ("shipped", "shipped", None)]
    for ranking, words, goal in told:
        luck, peer = reports[ranking].all, reports[best].all
        mrr, success = goal or (0.0, 0.0)
        yield Figure(f"{name}, {words}: MRR", luck.mrr, "", f">= {mrr}" if goal else "",
                     luck.mrr >= mrr if goal else None, f"best single: {best}", peer.mrr)  # fmt: skip
        yield Figure(f"{name}, {words}: Success@5", luck.success5, "", f">= {success}" if goal else "",
                     luck.success5 >= success if goal else None, f"best single: {best}", peer.success5)  # fmt: skip
    fitted = reports["fitted"]
    yield Figure(f"{name}, fitted: Recall@10", fitted.all.recall10, "", peer="most active", peer_value=active.recall10)
    yield Figure(f"{name}, most active: MRR", active.mrr, "", peer="last seen first", peer_value=last.mrr)
    yield Figure(f"{name}, most active: Success@5", active.success5, "", peer="last seen first",
                 peer_value=last.success5)  # fmt: skip
    tail = fitted.tail.success5
    goal = name == "Lean chat"
    yield Figure(f"{name}, outside the 20 most active: Success@5", tail, "", f">= {TAIL}" if goal else "",
                 tail >= TAIL if goal else None, "popularity", reports["most active"].tail.success5)  # fmt: skip


def _told(name: str, reports: dict[str, Report]) -> Iterator[Figure]:
    fitted = reports["fitted"]
    for ranking in ("fitted", "shipped"):
        bins = [one for one in reports[ranking].calibration if one.helpers >= LEAST]
        off = max((abs(one.said - one.true) for one in bins), default=0.0)
        goal = ranking == "fitted"
        yield Figure(f"{name}, {ranking}: farthest bin of {len(bins)} from its chance", off, "",
                     f"<= {OFF}" if goal else "", off <= OFF if goal else None)  # fmt: skip
    for to in PUT_TO:
        cost = fitted.all.mrr - reports[f"put to {to}"].all.mrr
        yield Figure(f"{name}: what the load budget costs, each question put to {to}: MRR", cost, "")
    for cut in (fitted.by_tenure, fitted.by_tie):
        for who, luck in cut.items():
            yield Figure(f"{name}, {who} ({luck.questions}): Success@5", luck.success5, "", peer="MRR",
                         peer_value=luck.mrr)  # fmt: skip
    yield Figure(f"{name}: questions of the test", fitted.all.questions, "", peer="unfindable",
                 peer_value=fitted.unfindable)  # fmt: skip


def _timed(name: str, whole: History, last: Moment, weights: Weights) -> Figure:
    """Time routing over everything that stood at the end, in seconds of the processor."""
    now, seconds = whole.asked[last.number].at, []
    for asked in whole.asked[-TIMED:]:
        start = time.process_time()
        question = Question(asked.text, asked.title, asked.topics)
        rank_helpers(signals(question, last.store, asker=asked.by, now=now), weights, most=5)
        seconds.append(time.process_time() - start)
    answers, p95 = len(last.store.answered), 1000 * float(np.percentile(seconds, 95))
    return Figure(f"{name}: routing over {answers:,} answers, p95 of the processor", p95, "ms", "<= 100 ms", p95 <= 100,
                  "median", 1000 * float(np.median(seconds)))  # fmt: skip

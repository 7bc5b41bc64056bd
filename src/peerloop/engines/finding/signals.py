"""What speaks for each member, for one question at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from peerloop.engines.finding.contributions import words_of
from peerloop.engines.finding.index import best
from peerloop.engines.input import InvalidInput

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.finding.contributions import Contributions, View
    from peerloop.engines.finding.question import Question

SIMILAR, ANSWERS = 100, 200
FADING = 365.0
HALF_YEAR, MONTH = 180.0, 30.0
FORGOTTEN = 10
LONG_AGO = 3650.0

FEATURES = (
    "similar", "similar_title", "nearly_the_same", "answers", "answers_nearly_the_same",
    "topic", "topic_month", "topic_graded", "active", "active_graded",
    "days_3", "days_14", "days_60", "tie", "tie_month", "tie_back", "seen",
)  # fmt: skip
KINDS = ("similar", "answer", "topic")


class Rows(NamedTuple):
    """Answers that speak for their authors: ``row``, how much (``strength``), and as what (``kind`` of ``KINDS``)."""

    row: NDArray[np.int64]
    strength: NDArray[np.float64]
    kind: NDArray[np.int64]


@dataclass(frozen=True)
class Signals:
    """One row for each candidate.

    ``member``: who; ``value[c, f]``: the signals by ``FEATURES``, each 0 or more ("seen" is days, 3650 for never);
    ``unproven``: nothing but an offer speaks for them. ``rows`` and ``rows_by``: the answers that are evidence, and
    who gave each. ``taken``: somebody who has shown it was left out.
    """

    member: NDArray[np.int64]
    value: NDArray[np.float64]
    unproven: NDArray[np.bool_]
    rows: Rows
    rows_by: NDArray[np.int64]
    taken: bool


def signals(question: Question, contributions: Contributions, *, asker: int, now: float) -> Signals:
    """Return what speaks for each member who could help with ``question``, by what stood before ``now``.

    Candidates are those with evidence: similar earlier questions that they answered (of the 100 nearest, by grade,
    halved each year), answers that match (of 200), answers on the question's topics; and those of whom nothing is
    known but that they offer it, who are ``unproven``. What they do otherwise, when they were last there and what
    ties them to the asker are signals, not evidence. Only rows count that the asker may see.

    Raises ``InvalidInput`` for a moment that is none, and for members below 0.
    """
    if asker < 0:
        raise InvalidInput("asker", "is below 0")
    if min(question.offering, default=0) < 0:
        raise InvalidInput("offering", "is below 0")
    view = contributions.as_of(now, question.audiences)
    size = max([contributions.members, asker + 1, *(m + 1 for m in question.offering)])
    value = np.zeros((len(FEATURES), size))
    at = {name: f for f, name in enumerate(FEATURES)}

    def add(name: str, by: NDArray[np.int64], weight: NDArray[np.float64]) -> None:
        value[at[name]] += np.bincount(by, weight, minlength=size)

    found = [_from_questions(view, question, add), _from_answers(view, question, add), _on_topics(view, question, add)]
    rows = Rows(
        np.concatenate([part.row for part in found]),
        np.concatenate([part.strength for part in found]),
        np.concatenate([part.kind for part in found]),
    )
    _presence(view, add)
    _ties(view, asker, add)
    value[at["seen"]] = _last_seen(view, size)

    shown = np.bincount(view.by[rows.row], rows.strength, minlength=size) > 0
    offering = np.zeros(size, dtype=bool)
    offering[list(question.offering)] = True
    free = np.ones(size, dtype=bool)
    gone = [m for m in question.left_out if 0 <= m < size]
    free[[*gone, asker]] = False
    member = np.flatnonzero((shown | offering) & free)
    kept = free[view.by[rows.row]]
    return Signals(
        member=member,
        value=np.ascontiguousarray(value[:, member].T),
        unproven=~shown[member],
        rows=Rows(rows.row[kept], rows.strength[kept], rows.kind[kept]),
        rows_by=view.by[rows.row][kept],
        taken=bool(shown[[m for m in gone if m != asker]].any()),
    )


def _from_questions(view: View, question: Question, add: _Add) -> Rows:
    heading, first = words_of(question.title), len(view.q_by)
    whole = view.store.asked.scores(heading + words_of(question.text), first=first, seen=view.q_seen)
    row, score = _answers_to(view, best(whole, SIMILAR), whole)
    worth = view.grade[row] * _faded(view.age[row], FADING)
    add("similar", view.by[row], score * worth)
    add("nearly_the_same", view.by[row], (score / score.max(initial=1e-9)) ** 4 * worth)
    titled = view.store.titled.scores(heading, first=first, seen=view.q_seen)
    row_t, score_t = _answers_to(view, best(titled, SIMILAR), titled)
    add("similar_title", view.by[row_t], score_t * view.grade[row_t] * _faded(view.age[row_t], FADING))
    return Rows(row, score * worth, np.full(len(row), KINDS.index("similar")))


def _answers_to(
    view: View, questions: NDArray[np.int64], score: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    rows = [view.answers_to(int(q)) for q in questions]
    each = np.repeat(score[questions], [len(part) for part in rows])
    return np.concatenate([np.empty(0, dtype=np.int64), *rows]), each


def _from_answers(view: View, question: Question, add: _Add) -> Rows:
    words = words_of(question.title) + words_of(question.text)
    score = view.store.answered.scores(words, first=len(view.by), seen=view.seen)
    row = best(score, ANSWERS)
    worth = view.grade[row] * _faded(view.age[row], FADING)
    near = score[row]
    add("answers", view.by[row], near * worth)
    add("answers_nearly_the_same", view.by[row], (near / near.max(initial=1e-9)) ** 4 * worth)
    return Rows(row, near * worth, np.full(len(row), KINDS.index("answer")))


def _on_topics(view: View, question: Question, add: _Add) -> Rows:
    parts, strengths = [np.empty(0, dtype=np.int64)], [np.empty(0)]
    there = len(view.by) if view.seen is None else int(view.seen.sum())
    for topic in dict.fromkeys(question.topics):
        row = view.on_topic(topic)
        rare = float(np.log1p(there / max(len(row), 1)))
        lately = _faded(view.age[row], HALF_YEAR)
        add("topic", view.by[row], lately * rare)
        add("topic_month", view.by[row], _faded(view.age[row], MONTH))
        add("topic_graded", view.by[row], view.grade[row])
        parts.append(row)
        strengths.append(lately * view.grade[row] * rare)
    row, strength = np.concatenate(parts), np.concatenate(strengths)
    return Rows(row, strength, np.full(len(row), KINDS.index("topic")))


def _presence(view: View, add: _Add) -> None:
    row = view.since(FORGOTTEN * HALF_YEAR)
    lately = _faded(view.age[row], HALF_YEAR)
    add("active", view.by[row], lately)
    add("active_graded", view.by[row], lately * (view.grade[row] - 1))
    for days in (3, 14, 60):
        row = view.since(days)
        add(f"days_{days}", view.by[row], np.ones(len(row)))


def _ties(view: View, asker: int, add: _Add) -> None:
    row = view.to_asker(asker)
    add("tie", view.by[row], _faded(view.age[row], HALF_YEAR))
    add("tie_month", view.by[row], _faded(view.age[row], MONTH))
    row = view.by_member(asker)
    add("tie_back", view.q_by[view.of[row]], _faded(view.age[row], HALF_YEAR))


def _last_seen(view: View, size: int) -> NDArray[np.float64]:
    """Return for each member the days since they last asked or answered, 3650 at most."""
    days = np.full(size, LONG_AGO)
    for by, age, seen in ((view.by, view.age, view.seen), (view.q_by, view.q_age, view.q_seen)):
        some = slice(None) if seen is None else seen
        last = np.full(size, LONG_AGO)
        last[by[some]] = age[some]  # in the order of time, so that the latest stays
        days = np.minimum(days, last)
    return days


def _faded(age: NDArray[np.float64], half: float) -> NDArray[np.float64]:
    return np.exp2(-age / half)


if TYPE_CHECKING:
    from collections.abc import Callable

    _Add = Callable[[str, NDArray[np.int64], NDArray[np.float64]], None]

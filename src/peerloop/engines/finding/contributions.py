"""What was asked and answered: a store that grows, and that can be asked as of any moment and for any reader."""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from peerloop.engines.finding.index import TextIndex
from peerloop.engines.finding.tokens import tokens
from peerloop.engines.input import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from numpy.typing import NDArray

EVERYBODY = 0
MOST_MEMBERS = 1 << 24
MOST_WORDS = 400


class Contributions:
    """Questions and answers, each numbered from 0 and added in the order of time.

    Members, topics (skills, tags, channels) and audiences are the caller's whole numbers; times are seconds of any one
    clock. An audience says who may read a row: 0 everybody, any other number whoever the caller says. Grows in memory
    between questions; one writer at a time, and no reader while it writes. To take something back, build it anew.
    """

    def __init__(self) -> None:
        self.asked, self.titled, self.answered = TextIndex(), TextIndex(), TextIndex()
        self.members = 0
        self._q_by, self._q_at, self._q_audience = array("q"), array("d"), array("q")
        self._q_topics: list[tuple[int, ...]] = []
        self._q_answers: list[list[int]] = []
        self._of, self._by, self._at, self._audience = array("q"), array("q"), array("d"), array("q")
        self._grade, self._graded_at = array("d"), array("d")
        self._by_topic: dict[int, array[int]] = defaultdict(lambda: array("q"))
        self._to_asker: dict[int, array[int]] = defaultdict(lambda: array("q"))
        self._by_member: dict[int, array[int]] = defaultdict(lambda: array("q"))

    def ask(
        self, text: str, *, by: int, at: float, title: str = "", topics: Iterable[int] = (), audience: int = EVERYBODY
    ) -> int:
        """Take a question in; return its number. Raises ``InvalidInput`` where it is earlier than the one before."""
        self._check(by, at, self._q_at)
        heading = words_of(title)
        self.titled.add(heading)
        self.asked.add(heading + words_of(text))
        self._q_by.append(by)
        self._q_at.append(at)
        self._q_audience.append(audience)
        self._q_topics.append(tuple(dict.fromkeys(topics)))
        self._q_answers.append([])
        return len(self._q_at) - 1

    def answer(
        self,
        question: int,
        text: str,
        *,
        by: int,
        at: float,
        grade: float = 1.0,
        graded_at: float | None = None,
        audience: int | None = None,
    ) -> int:
        """Take an answer in; return its number.

        ``grade``: how much it counts, from 1 (an answer) to 2 (what helped), from ``graded_at`` on (default: from the
        start) and 1 before. ``audience``: default the question's.
        """
        self._check(by, at, self._at)
        if not 0 <= question < len(self._q_at) or at < self._q_at[question]:
            raise InvalidInput("question", "is not one asked before", question)
        row = len(self._at)
        _check_grade(grade, row)
        self.answered.add(words_of(text))
        self._of.append(question)
        self._by.append(by)
        self._at.append(at)
        self._audience.append(self._q_audience[question] if audience is None else audience)
        self._grade.append(grade)
        self._graded_at.append(-np.inf if graded_at is None else graded_at)
        self._q_answers[question].append(row)
        for topic in self._q_topics[question]:
            self._by_topic[topic].append(row)
        self._to_asker[self._q_by[question]].append(row)
        self._by_member[by].append(row)
        return row

    def grade(self, answer: int, grade: float, *, at: float) -> None:
        """Say how much an answer counts from ``at`` on: 1 to 2."""
        if not 0 <= answer < len(self._at):
            raise InvalidInput("answer", "is not one of those given", answer)
        _check_grade(grade, answer)
        self._grade[answer], self._graded_at[answer] = grade, at

    def as_of(self, now: float, audiences: Collection[int] | None = None) -> View:
        """Return what stood before ``now`` and is for ``audiences`` (default: everything)."""
        if not np.isfinite(now):
            raise InvalidInput("now", "is not a finite number")
        nq, na = int(np.searchsorted(_floats(self._q_at), now)), int(np.searchsorted(_floats(self._at), now))
        age = (now - _floats(self._at)[:na]) / 86_400
        grade = np.where(_floats(self._graded_at)[:na] < now, _floats(self._grade)[:na], 1.0)
        return View(
            store=self,
            of=_ids(self._of)[:na].copy(),  # a store cannot grow while somebody looks into its own memory
            by=_ids(self._by)[:na].copy(),
            age=age,
            grade=grade,
            seen=_for(self._audience, na, audiences),
            q_by=_ids(self._q_by)[:nq].copy(),
            q_age=(now - _floats(self._q_at)[:nq]) / 86_400,
            q_seen=_for(self._q_audience, nq, audiences),
        )

    def topics_of(self, question: int) -> tuple[int, ...]:
        """Return a question's topics."""
        return self._q_topics[question]

    def _check(self, by: int, at: float, before: array[float]) -> None:
        if not 0 <= by < MOST_MEMBERS:
            raise InvalidInput("by", f"id out of range 0 to {MOST_MEMBERS - 1}", by)
        if not np.isfinite(at):
            raise InvalidInput("at", "is not a finite number", len(before))
        if before and at < before[-1]:
            raise InvalidInput("at", "is earlier than the one before it", len(before))
        self.members = max(self.members, by + 1)


class View(NamedTuple):
    """The rows that stood at a moment: one entry for each answer (``of`` a question, ``by`` a member) and question.

    Ages in days. ``seen``, ``q_seen``: which of them the reader may see; None where it is all.
    """

    store: Contributions
    of: NDArray[np.int64]
    by: NDArray[np.int64]
    age: NDArray[np.float64]
    grade: NDArray[np.float64]
    seen: NDArray[np.bool_] | None
    q_by: NDArray[np.int64]
    q_age: NDArray[np.float64]
    q_seen: NDArray[np.bool_] | None

    def on_topic(self, topic: int) -> NDArray[np.int64]:
        """Return the rows that answer a question of the topic."""
        return self._kept(self.store._by_topic.get(topic))

    def to_asker(self, member: int) -> NDArray[np.int64]:
        """Return the rows that answer a question of the member's."""
        return self._kept(self.store._to_asker.get(member))

    def by_member(self, member: int) -> NDArray[np.int64]:
        """Return the rows of the member's."""
        return self._kept(self.store._by_member.get(member))

    def answers_to(self, question: int) -> NDArray[np.int64]:
        """Return the rows that answer the question."""
        return self._kept(self.store._q_answers[question])

    def since(self, days: float) -> NDArray[np.int64]:
        """Return the rows of the last ``days``."""
        rows = np.arange(int(np.searchsorted(-self.age, -days)), len(self.age))
        return rows if self.seen is None else rows[self.seen[rows]]

    def _kept(self, rows: array[int] | list[int] | None) -> NDArray[np.int64]:
        if not rows:
            return np.empty(0, dtype=np.int64)
        found = np.array(rows, dtype=np.int64)
        found = found[: int(np.searchsorted(found, len(self.age)))]
        return found if self.seen is None else found[self.seen[found]]


def words_of(text: str) -> list[str]:
    """Return the words of a text that the engine looks at: a very long one is read to its first 400."""
    return tokens(text)[:MOST_WORDS]


def _check_grade(grade: float, row: int) -> None:
    if not 1 <= grade <= 2:
        raise InvalidInput("grade", "is not from 1 to 2", row)


def _for(audience: array[int], n: int, audiences: Collection[int] | None) -> NDArray[np.bool_] | None:
    if audiences is None:
        return None
    of = _ids(audience)[:n]
    seen: NDArray[np.bool_] = (of == EVERYBODY) | np.isin(of, np.array(list(audiences), dtype=np.int64))
    return seen


def _ids(values: array[int]) -> NDArray[np.int64]:
    return np.frombuffer(values, dtype=np.int64)


def _floats(values: array[float]) -> NDArray[np.float64]:
    return np.frombuffer(values, dtype=np.float64)

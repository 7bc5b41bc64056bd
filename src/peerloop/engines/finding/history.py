"""A history of questions and who helped, walked through in the order of time."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from peerloop.engines.finding.contributions import Contributions
from peerloop.engines.finding.question import Question
from peerloop.engines.finding.signals import signals
from peerloop.engines.input import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from peerloop.engines.finding.signals import Signals

BUSIEST = 20


@dataclass(frozen=True)
class Asked:
    """A question of the past: who asked when (seconds), and what."""

    by: int
    at: float
    text: str
    title: str = ""
    topics: tuple[int, ...] = ()


@dataclass(frozen=True)
class Answered:
    """An answer of the past to ``history.asked[question]``; ``grade`` (1 to 2) was known from ``graded_at`` on."""

    question: int
    by: int
    at: float
    text: str = ""
    grade: float = 1.0
    graded_at: float | None = None


@dataclass(frozen=True)
class History:
    """Questions in the order of time, and their answers in any order. Members and topics are the caller's numbers."""

    asked: Sequence[Asked]
    answered: Sequence[Answered]

    def helpers(self) -> list[set[int]]:
        """Return for each question who answered it, the asker aside. Raises ``InvalidInput``."""
        late = [i for i in range(1, len(self.asked)) if self.asked[i].at < self.asked[i - 1].at]
        if late:
            raise InvalidInput("asked", "is earlier than the one before it", late)
        wrong = [i for i, one in enumerate(self.answered) if not 0 <= one.question < len(self.asked)]
        if wrong:
            raise InvalidInput("answered", "answers no question of this history", wrong)
        who: list[set[int]] = [set() for _ in self.asked]
        for one in self.answered:
            who[one.question].add(one.by)
        return [found - {question.by} for found, question in zip(who, self.asked, strict=True)]


class Moment(NamedTuple):
    """A question at the moment it was asked.

    What spoke for whom; who then ``helped``, and who of these were ``known`` (had ever answered before); how many
    ``answers`` each had given and the 20 ``busiest`` by it; the asker's first appearance, and whom they were helped by
    before; and the ``store`` as it stood. Valid until the next moment.
    """

    number: int
    asker: int
    signals: Signals
    helped: set[int]
    known: set[int]
    answers: Counter[int]
    busiest: set[int]
    first_seen: float
    helped_before: set[int]
    store: Contributions


def walk(history: History, wanted: Callable[[int], bool]) -> Iterator[Moment]:
    """Yield each ``wanted`` question that somebody else answered, with the signals of that moment.

    Only what stood before a question is in the store when its signals are taken.
    """
    helpers = history.helpers()
    answered = sorted(history.answered, key=lambda one: one.at)
    store, answers, given = Contributions(), Counter[int](), 0
    first: dict[int, float] = {}
    before: dict[int, set[int]] = defaultdict(set)
    for number, asked in enumerate(history.asked):
        while given < len(answered) and answered[given].at < asked.at:
            one = answered[given]
            store.answer(one.question, one.text, by=one.by, at=one.at, grade=one.grade, graded_at=one.graded_at)
            answers[one.by] += 1
            first.setdefault(one.by, one.at)
            before[history.asked[one.question].by].add(one.by)
            given += 1
        if wanted(number) and helpers[number]:
            question = Question(asked.text, asked.title, asked.topics)
            yield Moment(
                number=number,
                asker=asked.by,
                signals=signals(question, store, asker=asked.by, now=asked.at),
                helped=helpers[number],
                known={member for member in helpers[number] if answers[member]},
                answers=answers,
                busiest={member for member, _ in answers.most_common(BUSIEST)},
                first_seen=first.get(asked.by, asked.at),
                helped_before=before[asked.by],
                store=store,
            )
        store.ask(asked.text, by=asked.by, at=asked.at, title=asked.title, topics=asked.topics)
        first.setdefault(asked.by, asked.at)

"""What was asked and answered, in memory for the engine: read once in each process, and grown by what has come since.

It holds everybody's rows, so nothing leaves it untold by a guard: see ``queries.routing``. What was taken back or put
otherwise meanwhile counts for the order of helpers until it is read anew, once a day, and is shown to nobody.

Reading a hundred thousand takes a minute, for which nobody shall wait: of ``MANY`` and more a server process reads
them when it begins (``warm``), and reads them anew beside the requests, which go on with what there is.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from django.db import Error, connection

from peerloop.kit.clock import now
from peerloop.questions.models import Acceptance, Answer, Question, Verification

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from uuid import UUID

    from peerloop.engines.finding import Contributions

SEALED = 0
"""Stands for whoever asked under a pseudonym: it ties nobody to anybody."""
TOOK, GAVE = 2.0, 1.0
OVERLAP = 500
"""So many numbers back is looked for rows that were written by a slower transaction."""
FRESH = timedelta(days=1)
AT_ONCE = 2_000
MANY, PATIENCE = 5_000, timedelta(minutes=10)
log = structlog.get_logger()


@dataclass
class Store:
    """The engine's own store, and which of our rows its numbers are."""

    kept: Contributions
    read_at: datetime
    tried_at: datetime
    """When reading it anew was last begun."""
    question: dict[int, tuple[int, float]] = field(default_factory=dict)
    answer: dict[int, int] = field(default_factory=dict)
    answers: list[int] = field(default_factory=list)
    graded: set[int] = field(default_factory=set)
    askers: set[int] = field(default_factory=set)
    highest: int = 0
    """The number of the newest answer that it has."""
    asked_at: float = 0.0
    answered_at: float = 0.0
    newest: tuple[int, UUID] | None = None

    def is_ours(self) -> bool:
        """Whether the newest question that it has is still there: not so after a restore, or in another test."""
        if now() < self.read_at or (self.is_old() and len(self.answers) < MANY):
            return False
        return self.newest is None or Question.objects.filter(pk=self.newest[0], uid=self.newest[1]).exists()

    def is_old(self) -> bool:
        """Whether it is time to read it anew."""
        return now() - self.read_at >= FRESH

    def grow(self) -> None:
        """Take in what has come. The engine wants the order of time: what comes late counts as of now."""
        since = (self.newest[0] if self.newest else 0) - OVERLAP
        rows = Question.objects.filter(pk__gt=since).order_by("pk")
        first = next((pk for pk in rows.values_list("pk", flat=True) if pk not in self.question), None)
        rows = rows.none() if first is None else rows.filter(pk__gte=first)
        for pk, uid, by, title, text, skill, at in rows.values_list(
            "pk", "uid", "by", "title", "text", "skill", "at"
        ).iterator(AT_ONCE):
            if pk in self.question:
                continue
            self.asked_at, who = max(self.asked_at, at.timestamp()), by or SEALED
            number = self.kept.ask(
                text, by=who, at=self.asked_at, title=title, topics=[skill] if skill else [], audience=who
            )
            self.question[pk] = number, self.asked_at
            self.askers.add(who)
            if self.newest is None or pk > self.newest[0]:
                self.newest = pk, uid
        self._answers()
        self._grades()

    def _answers(self) -> None:
        since = self.highest - OVERLAP
        rows = Answer.objects.filter(pk__gt=since, by__isnull=False).order_by("pk")
        there = rows.values_list("pk", "question")
        first = next((pk for pk, of in there if pk not in self.answer and of in self.question), None)
        rows = rows.none() if first is None else rows.filter(pk__gte=first)
        for pk, question, by, text, at in rows.values_list("pk", "question", "by", "text", "at").iterator(AT_ONCE):
            if pk in self.answer or question not in self.question:
                continue
            number, asked_at = self.question[question]
            self.answered_at = max(self.answered_at, asked_at, at.timestamp())
            self.answer[pk] = self.kept.answer(number, text, by=by, at=self.answered_at)
            self.answers.append(pk)
            self.highest = max(self.highest, pk)

    def _grades(self) -> None:
        """What was accepted or verified counts double."""
        for model in (Acceptance, Verification):
            for pk, at in model._default_manager.order_by("-pk").values_list("answer", "at")[: self._most()]:
                if pk in self.answer and pk not in self.graded:
                    self.kept.grade(self.answer[pk], TOOK, at=at.timestamp())
                    self.graded.add(pk)

    def _most(self) -> int | None:
        return OVERLAP if self.graded else None


_lock = threading.Lock()
_kept: dict[str, Store] = {}


def warm() -> None:
    """Read it now, where there is so much that the first to ask would wait. Whoever asks meanwhile waits for this."""
    if Answer.objects.count() >= MANY:
        with reading():
            pass


def beside(work: Callable[[], None]) -> threading.Thread:
    """Do it beside the requests, with a connection of its own."""

    def run() -> None:
        try:
            work()
        except Error:
            log.warning("store.unread", exc_info=True)  # whoever asks next reads it, or tries again after PATIENCE
        finally:
            connection.close()

    thread = threading.Thread(target=run, name="questions", daemon=True)
    thread.start()
    return thread


def renew() -> None:
    """Read it anew and put it in the place of the old one."""
    fresh = _read()
    with _lock:
        _kept[_name()] = fresh


@contextmanager
def reading() -> Iterator[Store]:
    """Give the store with all that is there now, for the block alone: nobody grows it while another reads."""
    with _lock:
        there = _kept.get(_name())
        if there is None or not there.is_ours():
            there = _kept[_name()] = _read()
        elif there.is_old() and now() - there.tried_at >= PATIENCE:
            there.tried_at = now()
            beside(renew)
        there.grow()
        yield there


def _read() -> Store:
    from peerloop.engines.finding import Contributions

    fresh = Store(Contributions(), now(), now())
    fresh.grow()
    return fresh


def _name() -> str:
    return str(connection.settings_dict["NAME"])

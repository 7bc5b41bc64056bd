"""Alice asks; Bo has shown what he knows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from peerloop.kit import clock
from peerloop.questions.actions import answer, ask, release_due
from peerloop.questions.models import Question
from peerloop.questions.rules import next_quarter
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

MONDAY = datetime(2026, 11, 23, 8, 3, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    """It is Monday, three past eight."""
    with clock.at(MONDAY):
        yield


@pytest.fixture
def rust(dana: Member) -> Skill:
    return propose_skill("Rust", by=dana)


def asked(by: Member, title: str = "How do I borrow twice in Rust?", **said: Any) -> Question:
    """Ask under one's name."""
    made = ask(by=by, title=title, **said)
    assert isinstance(made, Question)
    return made


def whispered(by: Member, title: str = "How do I borrow twice in Rust?", **said: Any) -> Question:
    """Ask under a pseudonym, and wait for the quarter-hour."""
    made = ask(by=by, title=title, pseudonymous=True, **said)
    with clock.at(next_quarter(clock.now())):
        release_due()
    return Question.objects.get(uid=made.uid)


def has_shown(by: Member, to: Member, title: str, text: str, ago: timedelta = 30 * DAY, **said: Any) -> Question:
    """Let the member have answered something some time ago."""
    with clock.at(clock.now() - ago):
        question = asked(to, title, **said)
        answer(question, by=by, text=text)
    return question

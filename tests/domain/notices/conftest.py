"""What stories about notices begin with: Monday noon, and a loop that tells of itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from peerloop.kit.clock import now
from peerloop.loops.actions import ask_gain, give_feedback, open_loop, say_applied, say_gain
from peerloop.skills.actions import find_skill, propose_skill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peerloop.loops.models import Loop
    from peerloop.people.models import Member

    Tell = Callable[..., Loop]

MONDAY_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    """Monday noon, when nobody's hours are quiet."""
    with time_machine.travel(MONDAY_NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def asked_gain() -> Tell:
    """Let the learner be asked what they gained: a gentle word, by mail at once."""

    def ask(learner: Member, teacher: Member, skill: str = "Rust") -> Loop:
        known = find_skill(skill) or propose_skill(skill, by=teacher)
        return ask_gain(open_loop(learner=learner, teacher=teacher, skill=known, by=None))

    return ask


@pytest.fixture
def answered(asked_gain: Tell) -> Tell:
    """Let the teacher answer what the learner has tried: it merely tells, and waits for the digest."""

    def answer(learner: Member, teacher: Member, skill: str = "Rust") -> Loop:
        loop = asked_gain(learner, teacher, skill)
        say_gain(loop, by=learner, gain="How", intention="Try", by_when=(now() + timedelta(days=3)).date())
        say_applied(loop, by=learner, text="I did")
        return give_feedback(loop, by=teacher, text="Well done")

    return answer

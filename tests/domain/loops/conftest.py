from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import time_machine

from peerloop.loops.actions import ask_gain, open_loop
from peerloop.skills.models import Skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.loops.models import Loop
    from peerloop.people.models import Member

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """It is Monday, 2 March 2026, 08:00 in UTC, until the story says otherwise."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def loop(clock: time_machine.Traveller, alice: Member, bo: Member) -> Loop:
    """Alice has met Bo about SQL and is asked what she gained."""
    sql = Skill.objects.create(name="SQL", key="sql")
    return ask_gain(open_loop(learner=alice, teacher=bo, skill=sql, by=bo))

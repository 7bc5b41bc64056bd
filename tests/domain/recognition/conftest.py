"""It is Monday, 23 November 2026, 08:00 in UTC; Bo has taught Alice SQL one to one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from peerloop.schedule.actions import confirm_session, hold_session, record_ended_sessions
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session
    from peerloop.skills.models import Skill

    Met = Callable[[Member, Member], Session]

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def sql(clock: time_machine.Traveller, bo: Member) -> Skill:
    return propose_skill("SQL", by=bo)


@pytest.fixture
def booked(clock: time_machine.Traveller, sql: Skill) -> Met:
    """Book the next half-hour between a learner and a teacher."""
    hours = iter(range(9 * 60, 17 * 60, 30))

    def book(learner: Member, teacher: Member) -> Session:
        minute = next(hours)
        session = hold_session(
            by=None, learner=learner, teacher=teacher, skill=sql,
            local_date=date(2026, 11, 23), local_time=time(minute // 60, minute % 60), zone="UTC", minutes=30,
        )  # fmt: skip
        return confirm_session(session, by=None)

    return book


@pytest.fixture
def met(booked: Met, clock: time_machine.Traveller, alice: Member, bo: Member) -> Session:
    """The hour of the two is over, and it is Tuesday."""
    session = booked(alice, bo)
    clock.move_to(MONDAY + timedelta(days=1))
    record_ended_sessions()
    return session

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from peerloop.schedule.actions import announce_session, confirm_session, hold_session
from peerloop.skills.models import Skill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

    Hold = Callable[..., Session]

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """It is Monday, 2 March 2026, 08:00 in UTC, until the story says otherwise."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def sql(db: None) -> Skill:
    return Skill.objects.create(name="SQL", key="sql")


@pytest.fixture
def hold(clock: time_machine.Traveller, alice: Member, bo: Member, sql: Skill) -> Hold:
    """Hold Tuesday, 10:00 in Berlin, for Alice to learn SQL from Bo, or what is said otherwise."""

    def held(**otherwise: Any) -> Session:
        said: dict[str, Any] = {
            "by": alice,
            "learner": alice,
            "teacher": bo,
            "skill": sql,
            "local_date": date(2026, 3, 3),
            "local_time": time(10, 0),
            "zone": "Europe/Berlin",
        }
        return hold_session(**said | otherwise)

    return held


@pytest.fixture
def book(hold: Hold) -> Hold:
    """Like ``hold``, and Bo says yes."""

    def booked(**otherwise: Any) -> Session:
        session = hold(**otherwise)
        return confirm_session(session, by=None)

    return booked


@pytest.fixture
def announce(clock: time_machine.Traveller, bo: Member) -> Hold:
    """Bo announces a workshop on Tuesday, 15:00 in Berlin, with two places, or what is said otherwise."""

    def announced(**otherwise: Any) -> Session:
        said: dict[str, Any] = {
            "kind": "workshop",
            "title": "Knots for beginners",
            "by": bo,
            "local_date": date(2026, 3, 3),
            "local_time": time(15, 0),
            "zone": "Europe/Berlin",
            "minutes": 90,
            "capacity": 2,
            "place": "Room 4",
        }
        return announce_session(**said | otherwise)

    return announced

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from peerloop.schedule.actions import confirm_session, hold_session
from peerloop.skills.models import Skill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

    Book = Callable[..., Session]


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """It is Monday, 2 March 2026, 08:00 in UTC, until the story says otherwise."""
    with time_machine.travel(datetime(2026, 3, 2, 8, 0, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def alice(make_member, dana: Member) -> Member:
    return make_member("Alice Abend", manager=dana, time_zone="Europe/Berlin", place="Berlin")


@pytest.fixture
def bo(make_member) -> Member:
    return make_member("Bo Bose", time_zone="Asia/Kolkata", place="Pune")


@pytest.fixture
def hold(alice: Member, bo: Member) -> Book:
    """Hold Tuesday, 10:00 in Berlin, for Alice to learn SQL from Bo, or what is said otherwise."""
    sql = Skill.objects.create(name="SQL", key="sql")

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
def book(hold: Book) -> Book:
    """Like ``hold``, and Bo says yes."""
    return lambda **otherwise: confirm_session(hold(**otherwise), by=None)

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from peerloop.schedule.actions import announce_session, confirm_session, hold_session, join_session
from peerloop.schedule.models import Session
from peerloop.schedule.queries import in_full
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peerloop.people.models import Member

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
ALWAYS = bytes([255]) * 84


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """It is Monday, 2 March 2026, 08:00 in UTC, until the story says otherwise."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def people(make_member: Callable[..., Member]) -> Callable[[int], list[Member]]:
    """So many further colleagues."""
    return lambda number: [make_member(f"Colleague {one}") for one in range(number)]


@pytest.fixture
def announced(clock: time_machine.Traveller, bo: Member) -> Callable[..., Session]:
    """Bo announces a lunch & learn for Tuesday noon; who is named joins."""

    def announce(*members: Member, **otherwise: Any) -> Session:
        said: dict[str, Any] = {
            "kind": "lunch_and_learn",
            "title": "Window functions",
            "by": bo,
            "local_date": date(2026, 3, 3),
            "local_time": time(12, 0),
            "zone": "UTC",
            "minutes": 45,
        }
        session = announce_session(**said | otherwise)
        for member in members:
            join_session(session, by=member)
        return fresh(session)

    return announce


@pytest.fixture
def lunch(announced: Callable[..., Session], alice: Member, charlie: Member) -> Session:
    """Bo leads, Alice and Charlie come."""
    return announced(alice, charlie)


@pytest.fixture
def hour(clock: time_machine.Traveller, alice: Member, bo: Member) -> Session:
    """Alice learns from Bo on Tuesday noon, half an hour."""
    session = hold_session(
        by=alice, learner=alice, teacher=bo, skill=propose_skill("SQL", by=bo),
        local_date=date(2026, 3, 3), local_time=time(12, 0), zone="UTC",
    )  # fmt: skip
    return fresh(confirm_session(session, by=bo))


def fresh(session: Session) -> Session:
    """Return the session as it stands, with who takes part."""
    return in_full(Session.objects.all()).get(pk=session.pk)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)

"""It is Monday, 23 November 2026, 08:00 in London; colleagues are scattered over the world."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from peerloop.kit import clock
from peerloop.people.week import WORKING_WEEK, pack
from peerloop.schedule.actions import announce_session, join_session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import MakeMember

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

    Meet = Callable[..., Session]

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
ALWAYS = pack(set(range(672)))
TWO_WEEKS = timedelta(days=14)


@pytest.fixture(autouse=True)
def _monday_morning(db: None) -> Iterator[None]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def in_zone(make_member: MakeMember) -> Callable[..., Member]:
    """Make a member in a zone, free around the clock or in working hours."""

    def make(name: str, zone: str, *, always: bool = False, **profile: Any) -> Member:
        return make_member(name, time_zone=zone, week=ALWAYS if always else WORKING_WEEK, **profile)

    return make


@pytest.fixture
def meet() -> Meet:
    """Let the first of the members announce a session that the others join, at a UTC time."""

    def met(*members: Member, starts_at: datetime, minutes: int = 60) -> Session:
        session = announce_session(
            kind="workshop", title="Together", by=members[0], local_date=starts_at.date(),
            local_time=starts_at.time(), zone="UTC", minutes=minutes,
        )  # fmt: skip
        for member in members[1:]:
            join_session(session, by=member)
        return session

    return met

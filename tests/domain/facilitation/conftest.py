"""It is Monday, 23 November 2026, 08:00 in London; Bo facilitates a circle with Alice and Charlie in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from peerloop.circles.actions import join_circle, plan_meeting, start_circle
from peerloop.circles.queries import memberships_of
from peerloop.kit import clock
from peerloop.schedule.actions import record_ended_sessions
from peerloop.vetting.actions import take_check
from peerloop.vetting.course import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.circles.models import Circle
    from peerloop.people.models import Member

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
RIGHT = {one.code: one.right for one in QUESTIONS}


@pytest.fixture(autouse=True)
def _monday_morning(db: None) -> Iterator[None]:
    with clock.at(MONDAY):
        yield


def passes(*members: Member) -> None:
    """Let the members pass the facilitator course."""
    for member in members:
        take_check(RIGHT, by=member)


@pytest.fixture
def circle(alice: Member, bo: Member, charlie: Member) -> Circle:
    passes(bo)
    made = start_circle(by=bo, title="Rust on Thursdays", goal="Each of us ships something small.")
    for member in (alice, charlie):
        join_circle(made, by=member)
    return made


def met(circle: Circle, by: Member, weeks: int) -> datetime:
    """Let the circle meet on so many Thursdays from this week on; return when the last of them was over."""
    planned = plan_meeting(circle, by=by, local_date=date(2026, 11, 26), local_time=time(10), minutes=60, times=weeks)
    over = planned.sessions[-1].ends_at + timedelta(minutes=1)
    with clock.at(over):
        record_ended_sessions()
    return over


def parts(circle: Circle) -> dict[str, str]:
    """Return who is in the circle, and in which part."""
    return {one.member.name: str(one.part) for one in memberships_of(circle)}

"""It is Monday, 23 November 2026, 08:00 in London; Bo, who has passed the course, starts a circle about Rust."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest

from peerloop.circles.actions import plan_meeting, start_circle
from peerloop.kit import clock
from peerloop.skills.actions import propose_skill
from peerloop.vetting.actions import take_check
from peerloop.vetting.course import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.circles.actions import Planned
    from peerloop.circles.models import Circle
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

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
def rust(bo: Member) -> Skill:
    return propose_skill("Rust", by=bo)


@pytest.fixture
def circle(bo: Member, rust: Skill) -> Circle:
    """Open to everybody, facilitated by Bo."""
    passes(bo)
    return start_circle(by=bo, title="Rust on Thursdays", goal="Each of us ships something small.", skill=rust, most=3)


@pytest.fixture
def hidden(bo: Member, rust: Skill) -> Circle:
    """Only who is invited knows of it."""
    passes(bo)
    return start_circle(
        by=bo, title="Quiet reorganisers", goal="Speak freely about it.", openness="hidden", skill=rust
    )  # fmt: skip


def planned(circle: Circle, by: Member, **otherwise: Any) -> Planned:
    """Let ``by`` plan a meeting for Thursday at ten, or what is said otherwise."""
    when: dict[str, Any] = {"local_date": date(2026, 11, 26), "local_time": time(10), "minutes": 60}
    return plan_meeting(circle, by=by, **when | otherwise)

"""The same story as in the domain: Alice wants Rust, Bo offers it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import time_machine

from peerloop.matchmaking.actions import ask
from peerloop.skills.actions import offer, propose_skill, want

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.matchmaking.models import Request
    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Skill

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
TUESDAY_9 = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    """It is Monday, 23 November 2026, 08:00 in London."""
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def rust(charlie: Member) -> Skill:
    return propose_skill("Rust", by=charlie)


@pytest.fixture
def teaches(rust: Skill, bo: Member) -> Member:
    """Bo offers Rust."""
    offer(bo, skill=rust, level=4)
    return bo


@pytest.fixture
def need(alice: Member, rust: Skill, teaches: Member) -> Need:
    """Alice wants Rust, when Bo offers it already."""
    return want(alice, skill=rust, level=3)


@pytest.fixture
def asked(need: Need, alice: Member, bo: Member) -> Request:
    """Alice has asked Bo for Tuesday, 09:00."""
    return ask(need, teacher=bo, starts_at=TUESDAY_9, text="May I look over your shoulder?", by=alice)

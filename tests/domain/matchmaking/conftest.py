"""Alice wants Rust, Bo offers it; what both rooms' stories start from."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from peerloop.skills.actions import offer, propose_skill, want

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Skill

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday_morning(monday: datetime) -> Iterator[None]:
    """It is Monday, 23 November 2026, 08:00 in London."""
    from peerloop.kit import clock

    with clock.at(monday):
        yield


@pytest.fixture
def monday() -> datetime:
    return MONDAY


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

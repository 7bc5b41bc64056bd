"""It is Monday, 23 November 2026; Alice has taught Rust and Go, and offers neither."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from peerloop.kit import clock
from peerloop.recognition.models import Contribution
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
_numbers = count(1)


@pytest.fixture(autouse=True)
def _monday_morning(db: None) -> Iterator[None]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def rust(db: None) -> Skill:
    return propose_skill("Rust", by=None)


@pytest.fixture
def go(db: None) -> Skill:
    return propose_skill("Go", by=None)


def taught(
    member: Member, skill: Skill | None, *, days_ago: float = 1, kind: str = "session", **more: Any
) -> Contribution:
    """Let the ledger say that the member taught it then."""
    return Contribution.objects.create(
        member=member, skill=skill, kind=kind, source_type="session", source=next(_numbers),
        at=MONDAY - timedelta(days=days_ago), **more,
    )  # fmt: skip

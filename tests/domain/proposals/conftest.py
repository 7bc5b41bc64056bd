"""It is Monday, 23 November 2026, 08:00 in London; Alice would like somebody to teach how to read a balance sheet."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest

from peerloop.kit import clock
from peerloop.proposals.actions import propose, schedule_proposal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.people.models import Member
    from peerloop.proposals.actions.scheduling import Scheduled
    from peerloop.proposals.models import Proposal

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday_morning(db: None) -> Iterator[None]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def proposal(alice: Member) -> Proposal:
    return propose(by=alice, title="Reading a balance sheet", about="To know what our annual report says.")


def planned(proposal: Proposal, by: Member, **otherwise: Any) -> Scheduled:
    """Let ``by`` plan it for Thursday at ten, or what is said otherwise."""
    when: dict[str, Any] = {"kind": "workshop", "local_date": date(2026, 11, 26), "local_time": time(10), "minutes": 60}
    return schedule_proposal(proposal, by=by, **when | otherwise)

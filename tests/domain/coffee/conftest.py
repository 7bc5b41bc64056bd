"""It is Monday, 23 November 2026, 08:00 in London; people join the coffee rounds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from peerloop.coffee.actions import hold_round, join
from peerloop.coffee.models import Introduction, Round
from peerloop.kit import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.people.models import Member

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday_morning(db: None) -> Iterator[None]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def together(alice: Member, bo: Member) -> Introduction:
    """Alice and Bo have joined and were brought together."""
    for member in (alice, bo):
        join(member)
    hold_round(Round.objects.create())
    return Introduction.objects.get()

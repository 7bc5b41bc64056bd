"""It is Monday, 23 November 2026, 08:00 in London; Alice's other calendar stands on a server of another company."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from tests.domain.calendars.ics import event, ics

from peerloop.kit import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.outside import Site

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
SECRET = "/private-5f3a9c1e7b2d4860/basic.ics"


@pytest.fixture(autouse=True)
def _monday_morning(db: None) -> Iterator[None]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def address(site: Site) -> str:
    """Alice's secret address: Tuesday from nine to ten, and again from half past nine to eleven."""
    site.pages[SECRET] = ics(
        event(":20261124T090000Z", ":20261124T100000Z"),
        event(":20261124T093000Z", ":20261124T110000Z", uid="2@else"),
    )
    return site.address(SECRET, "other.example.org")

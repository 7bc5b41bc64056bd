"""It is Monday, 23 November 2026; Alice came last week, and some have been here for years."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from peerloop.kit import clock
from peerloop.people.models import Team

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import MakeMember

    from peerloop.people.models import Member

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LAST_WEEK = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def _monday_morning(db: None) -> Iterator[None]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def platform() -> Team:
    return Team.objects.create(name="Platform", key="platform")


@pytest.fixture
def seasoned(make_member: MakeMember) -> Callable[..., Member]:
    """Make somebody who has been here for six years: ``seasoned("Bo", team=…)``."""
    return lambda name, **profile: make_member(name, **{"hired_on": date(2020, 11, 1), **profile})


@pytest.fixture
def alice(make_member: MakeMember, dana: Member, platform: Team) -> Member:
    """A newcomer, reporting to Dana."""
    return make_member("Alice", manager=dana, team=platform, hired_on=LAST_WEEK, place="Lisbon", languages=["en", "pt"])


@pytest.fixture
def bo(seasoned: Callable[..., Member], platform: Team) -> Member:
    """Seasoned, in Alice's team."""
    return seasoned("Bo", team=platform, place="Lisbon", languages=["en"])


@pytest.fixture
def charlie(seasoned: Callable[..., Member]) -> Member:
    """Seasoned, elsewhere."""
    return seasoned("Charlie", languages=["en"])

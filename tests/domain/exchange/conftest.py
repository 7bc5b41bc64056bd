"""It is Monday, 23 November 2026; Bo works with Data, Alice with Platform under Dana."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import pytest

from peerloop.exchange.actions import offer_day, offer_place
from peerloop.kit import clock
from peerloop.people.models import Team

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import MakeMember

    from peerloop.exchange.models import Day, Place
    from peerloop.people.models import Member

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday_morning(db: None) -> Iterator[None]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def alice(make_member: MakeMember, dana: Member) -> Member:
    return make_member("Alice", manager=dana, team=Team.objects.create(name="Platform", key="platform"))


@pytest.fixture
def bo(make_member: MakeMember) -> Member:
    return make_member("Bo", team=Team.objects.create(name="Data", key="data"))


@pytest.fixture
def a_day() -> Callable[..., Day]:
    """Offer a day: ``a_day(bo, seats=2)``."""

    def offer(by: Member, **said: object) -> Day:
        told = {
            "said": "How we answer questions about numbers",
            "local_date": date(2026, 12, 2),
            "local_time": time(9),
            "until": time(16),
        }
        return offer_day(by=by, **{**told, **said})  # type: ignore[arg-type]

    return offer


@pytest.fixture
def a_place() -> Callable[..., Place]:
    """Offer a place in one's team: ``a_place(bo, weeks=4)``."""

    def offer(by: Member, **said: object) -> Place:
        told = {"said": "Build one report from end to end", "starts_on": date(2027, 1, 11), "weeks": 6, "days": 2}
        return offer_place(by=by, **{**told, **said})  # type: ignore[arg-type]

    return offer

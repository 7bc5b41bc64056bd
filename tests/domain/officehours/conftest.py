"""It is Tuesday, 3 March 2026, 13:00 in UTC: Bo's office hour begins, as it does each week."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from peerloop.officehours.actions import come, offer_hour
from peerloop.officehours.queries import dates_of
from peerloop.series.rules import Terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peerloop.officehours.models import OfficeHour, Visit
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

    Come = Callable[..., Visit]

TUESDAY = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(TUESDAY - timedelta(hours=4), tick=False) as traveller:
        yield traveller


@pytest.fixture
def hour(bo: Member, clock: time_machine.Traveller) -> OfficeHour:
    """An hour each Tuesday at 13:00 in UTC, ten minutes for each; it has just begun."""
    terms = Terms(
        starts_on=date(2026, 3, 3), repeats="weekly", times=4, local_time=time(13, 0), zone="UTC", minutes=60,
        title="Ask me about Rust",
    )  # fmt: skip
    offered, told = offer_hour(by=bo, terms=terms, slot=10)
    assert told == []
    clock.move_to(TUESDAY)
    return offered


@pytest.fixture
def today(hour: OfficeHour) -> Session:
    return dates_of(hour)[0]


@pytest.fixture
def comes(hour: OfficeHour, today: Session) -> Come:
    """Let somebody come to the queue, a minute after whoever came before."""

    def come_in(member: Member, text: str = "", minutes: int = 0) -> Visit:
        return come(hour, today, by=member, text=text or member.name, minutes=minutes)

    return come_in

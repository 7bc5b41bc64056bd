"""It is Monday, 2 March 2026, 08:00 in UTC; Bo gives a lunch & learn each Tuesday."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from peerloop.series.actions import lead_too, start_series
from peerloop.series.rules import Terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peerloop.people.models import Member
    from peerloop.series.models import Series

    TermsOf = Callable[..., Terms]
    Start = Callable[..., Series]

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def terms() -> TermsOf:
    """Five Tuesdays at 12:00 in Berlin, or what is said otherwise; the clock changes before the last one."""

    def said(**otherwise: Any) -> Terms:
        usual: dict[str, Any] = {
            "starts_on": date(2026, 3, 3),
            "repeats": "weekly",
            "local_time": time(12, 0),
            "zone": "Europe/Berlin",
            "minutes": 45,
            "title": "SQL at lunch",
            "times": None if "until" in otherwise else 5,
        }
        return Terms(**usual | otherwise)

    return said


@pytest.fixture
def start(terms: TermsOf, bo: Member) -> Start:
    """Let Bo set it up."""

    def started(*, by: Member = bo, co_lead: Member | None = None, without: tuple[date, ...] = (), **otherwise: Any):
        made = start_series(by=by, kind="lunch_and_learn", terms=terms(**otherwise), co_lead=co_lead, without=without)
        if co_lead is not None:
            lead_too(made.series, by=co_lead)
            made.series.refresh_from_db()
        return made.series

    return started


def days_of(series: Series) -> list[date]:
    """The days on which it takes place, as things stand."""
    rows = series.occurrences.filter(session__cancellation=None, skip=None, session__isnull=False)
    return list(rows.order_by("session__starts_at").values_list("session__local_date", flat=True))

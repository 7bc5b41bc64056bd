"""ical.js, which many calendars are built with, reads our entries to the instants that we mean."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.domain.schedule.edges import EDGES

from peerloop.kit import clock
from peerloop.schedule.actions import (
    announce_session,
    cancel_session,
    confirm_session,
    hold_session,
    join_session,
    move_session,
)
from peerloop.schedule.ics import calendar
from peerloop.schedule.queries import for_calendar, sessions_seen_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

    Instants = dict[str, list[int]]

ICAL = (Path(__file__).parent / "vendor" / "ical.min.js").read_text()
READ = """ics => {
  const book = new ICAL.Component(ICAL.parse(ics))
  const entries = book.getAllSubcomponents("vevent").map(one => new ICAL.Event(one))
  return Object.fromEntries(entries.map(one => [one.uid, [one.startDate.toUnixTime(), one.endDate.toUnixTime()]]))
}"""


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with clock.at(datetime(2026, 3, 2, 8, 0, tzinfo=UTC)):
        yield


def read(browser: Browser, ics: bytes) -> Instants:
    """What ical.js makes of it, in a zone that is none of ours."""
    page = browser.new_page(timezone_id="Asia/Tokyo")
    try:
        page.add_script_tag(content=ICAL)
        return page.evaluate(READ, ics.decode())
    finally:
        page.close()


def truth(sessions: list[Session]) -> Instants:
    return {str(one.uid): [int(one.starts_at.timestamp()), int(one.ends_at.timestamp())] for one in sessions}


def booked(alice: Member, bo: Member, zone: str, day: date, at: time, minutes: int) -> Session:
    session = hold_session(
        by=alice, learner=alice, teacher=bo, skill=None, local_date=day, local_time=at, zone=zone, minutes=minutes
    )
    return confirm_session(session, by=bo)


def seen(reader: Member) -> list[Session]:
    return list(for_calendar(sessions_seen_by(reader)).order_by("starts_at"))


def test_a_feed_over_every_edge(browser: Browser, alice: Member, bo: Member) -> None:
    for edge in EDGES:
        booked(alice, bo, *edge)
    assert read(browser, calendar(seen(alice), alice)) == truth(seen(alice))


def test_request_update_and_cancellation(browser: Browser, alice: Member, bo: Member) -> None:
    session = booked(alice, bo, "Pacific/Auckland", date(2026, 4, 3), time(9, 0), 45)
    assert read(browser, calendar(seen(bo), bo, "REQUEST")) == truth(seen(bo))
    move_session(session, by=alice, local_date=date(2026, 4, 6), local_time=time(9, 0), sequence=0)
    assert read(browser, calendar(seen(bo), bo, "REQUEST")) == truth(seen(bo))
    cancel_session(session, by=alice)
    assert read(browser, calendar(seen(bo), bo, "CANCEL")) == truth(seen(bo))


def test_what_many_join_over_every_edge(browser: Browser, alice: Member, bo: Member) -> None:
    for zone, day, at, minutes in EDGES:
        session = announce_session(
            kind="workshop", title="Knots", by=bo, local_date=day, local_time=at, zone=zone, minutes=minutes
        )
        join_session(session, by=alice)
    assert len(seen(alice)) == len(EDGES)
    assert read(browser, calendar(seen(alice), alice)) == truth(seen(alice))

"""One's other calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.browser.pages.page import Page

from peerloop.calendars.actions import give_calendar
from peerloop.calendars.models import Busy, Calendar
from peerloop.kit.clock import now

if TYPE_CHECKING:
    from peerloop.people.models import Member


def a_calendar(alice: Member) -> str:
    """It was read once, and could not be the last time."""
    calendar = give_calendar(alice, address="https://calendar.example.org/secret.ics")
    words = "What stands there is no calendar. Did you copy the address of a page?"
    Calendar.objects.filter(pk=calendar.pk).update(
        read_at=now() - timedelta(hours=3), failures=2, trouble=words, note="2 entries could not be read.",
        next_at=now() + timedelta(hours=2),
    )  # fmt: skip
    Busy.objects.create(member=alice, starts_at=now(), ends_at=now() + timedelta(hours=3))
    return "/settings/calendar"


PAGES = [
    Page("settings-calendar-new", "alice", "/settings/calendar"),
    Page("settings-calendar", "alice", a_calendar),
]

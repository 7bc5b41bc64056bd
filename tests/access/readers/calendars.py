"""Calendars elsewhere: nobody sees an address again, and only its owner how it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.access.readers.who import NOBODY, OWNER

from peerloop.calendars.actions import give_calendar

if TYPE_CHECKING:
    from peerloop.people.models import Member

READERS = {
    "calendars.Calendar.address": NOBODY,
    "calendars.Calendar.digest": NOBODY,
    "calendars.Calendar.trouble": OWNER,
    "calendars.Calendar.note": OWNER,
}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The owner gives an address."""
    give_calendar(owner, address="https://calendar.example.org/secret.ics")
    return {}

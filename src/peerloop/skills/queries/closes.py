"""When the counts of needs were taken last, and when they may be taken again."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from peerloop.journal.models import Entry
from peerloop.kit.clock import now
from peerloop.skills.models import Close

if TYPE_CHECKING:
    from datetime import date

WEEK = timedelta(weeks=1)
HOUR = time(2, tzinfo=UTC)
BY_HAND = ("need.stated", "need.dropped")
"""What members do to their needs themselves."""


def last_close() -> datetime | None:
    """Return when the counts were taken last: of what was stated later an organiser is told nothing yet."""
    return Close.objects.order_by("-at").values_list("at", flat=True).first()


def next_close() -> datetime:
    """Return when the worker takes the next counts: Monday, 02:00 UTC."""
    return datetime.combine(this_week() + WEEK, HOUR)


def this_week() -> date:
    """Return the Monday on which the week began whose counts may be taken now."""
    return week_of(now())


def week_of(instant: datetime) -> date:
    """Return the Monday of the week, from Monday 02:00 UTC on, in which ``instant`` lies."""
    instant = instant.astimezone(UTC)
    monday = instant.date() - timedelta(days=instant.weekday())
    return monday if datetime.combine(monday, HOUR) <= instant else monday - WEEK


def closes_freely() -> bool:
    """Whether counts may be taken at any time: as long as all needs came from files, whose givers know them anyway.

    Once a member has stated or dropped a need the difference of two counts could tell of it, for good.
    """
    return not Entry.objects.filter(verb__in=BY_HAND).exists()

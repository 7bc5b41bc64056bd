"""When the counts of needs were taken last, and when they may be taken again."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from peerloop.journal.models import Entry
from peerloop.kit.clock import now
from peerloop.skills.models import Close, Need, Visibility

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

WEEK = timedelta(weeks=1)
HOUR = time(2, tzinfo=UTC)
BY_HAND = ("need.stated", "need.dropped")
"""What members do to their needs themselves."""


def last_close() -> datetime | None:
    """Return when the counts were taken last: of what was stated later an organiser is told nothing yet."""
    return Close.objects.order_by("-at").values_list("at", flat=True).first()


def secret_needs() -> QuerySet[Need]:
    """Needs of which organisers know nothing: their members have stated them themselves, and not to everybody.

    The others came in with files. Whoever gives those can make up as many as they like, beside a colleague's.
    """
    stated = Entry.objects.filter(verb=BY_HAND[0], subject_type="skills.need", subject=OuterRef("pk"))
    return Need.objects.filter(Exists(stated)).exclude(visibility=Visibility.PUBLIC)


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

"""When a member may be written to: quiet hours and the digest's hour in their own zone, two gentle words a week."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from peerloop.notices.models import DigestTime, Notice, QuietHours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.people.models import Member

WEEK = timedelta(days=7)
NUDGES_A_WEEK = 2


def end_of_quiet(member: Member, instant: datetime) -> datetime | None:
    """Return when the quiet hours that hold ``instant`` end, or None where they do not hold it."""
    hours = QuietHours.objects.filter(member=member).first() or QuietHours(member=member)
    wall = instant.astimezone(ZoneInfo(member.time_zone))
    if not within(wall.time(), hours.starts, hours.ends):
        return None
    day = wall.date() if wall.time() < hours.ends else wall.date() + timedelta(days=1)
    return datetime.combine(day, hours.ends, tzinfo=wall.tzinfo)


def within(moment: time, starts: time, ends: time) -> bool:
    """Whether a moment of the day lies in hours that may go over midnight."""
    if starts <= ends:
        return starts <= moment < ends
    return moment >= starts or moment < ends


def nudge_free_at(member: Member, nudges: Iterable[str], instant: datetime) -> datetime | None:
    """Return when the next gentle word fits into the budget, or None where it fits now.

    It counts once, when it reaches the member, whichever way: on the page, by mail and in the digest it is one word.
    """
    there = Notice.objects.filter(member=member, kind__in=list(nudges), arrived_at__gt=instant - WEEK)
    latest = there.order_by("-arrived_at").values_list("arrived_at", flat=True)[:NUDGES_A_WEEK]
    arrived = [moment for moment in latest if moment]
    return arrived[-1] + WEEK if len(arrived) == NUDGES_A_WEEK else None


def latest_slot(plan: DigestTime, zone: str, instant: datetime) -> tuple[date, datetime]:
    """Return the last day of the plan whose hour has come by ``instant``, and when that was, in UTC.

    An hour that clocks leave out comes right after the gap, one that comes twice counts the first time.
    """
    day = instant.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)  # where a gap has shifted the hour forward
    while True:
        if plan.every == DigestTime.Every.DAY or day.weekday() == plan.weekday:
            at = datetime.combine(day, time(plan.hour), tzinfo=ZoneInfo(zone)).astimezone(UTC)
            if at <= instant:
                return day, at
        day -= timedelta(days=1)

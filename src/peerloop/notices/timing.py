"""When a member may be written to: quiet hours in their own zone, and two gentle words a week."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from peerloop.notices.models import Notice, QuietHours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.people.models import Member

WEEK = timedelta(days=7)
NUDGES_A_WEEK = 2


def end_of_quiet(member: Member, instant: datetime) -> datetime | None:
    """Return when the quiet hours that hold ``instant`` end, or None where they do not hold it."""
    hours = QuietHours.objects.filter(member=member).first() or QuietHours(member=member)
    wall = instant.astimezone(ZoneInfo(member.time_zone))
    if not _within(wall.time(), hours.starts, hours.ends):
        return None
    day = wall.date() if wall.time() < hours.ends else wall.date() + timedelta(days=1)
    return datetime.combine(day, hours.ends, tzinfo=wall.tzinfo)


def _within(moment: time, starts: time, ends: time) -> bool:
    if starts <= ends:
        return starts <= moment < ends
    return moment >= starts or moment < ends


def nudge_free_at(member: Member, nudges: Iterable[str], instant: datetime) -> datetime | None:
    """Return when the next gentle word fits into the budget, or None where it fits now."""
    sent = Notice.objects.filter(member=member, kind__in=list(nudges), sent_at__gt=instant - WEEK)
    latest = [notice.sent_at for notice in sent.order_by("-sent_at")[:NUDGES_A_WEEK] if notice.sent_at]
    return latest[-1] + WEEK if len(latest) == NUDGES_A_WEEK else None

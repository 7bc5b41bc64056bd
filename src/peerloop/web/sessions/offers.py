"""Hours to move a session to: when all who take part are free."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from peerloop.matchmaking.hours import MINUTES, common_hours

if TYPE_CHECKING:
    from datetime import date, datetime

    from peerloop.people.models import Member
    from peerloop.web.sessions.shown import Shown

SOONEST = timedelta(hours=2)
A_DAY, AT_MOST = 2, 6


def offered(shown: Shown, reader: Member, now: datetime) -> list[datetime]:
    """Return up to six moments at which all are free, at most two a day, in order.

    None for a session longer than the half-hours that are looked for.
    """
    if not shown.others or shown.session.minutes > MINUTES:
        return []
    free = common_hours([reader, *shown.others], after=now + SOONEST, weeks=2)
    return sorted(_spread(free, reader.time_zone))


def _spread(moments: list[datetime], zone: str) -> list[datetime]:
    """Take the best ones, but not all on one day."""
    taken: list[datetime] = []
    days: dict[date, int] = {}
    for moment in moments:
        day = moment.astimezone(ZoneInfo(zone)).date()
        if days.get(day, 0) < A_DAY and len(taken) < AT_MOST:
            taken.append(moment)
            days[day] = days.get(day, 0) + 1
    return taken

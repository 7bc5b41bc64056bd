"""Sessions by the days and hours of the reader's clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from peerloop.web.sessions.shown import Shown, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

QUARTERS_A_DAY = 96
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Placed:
    """A session in a day's column: its first quarter-hour below the column's top, and how many it takes."""

    shown: Shown
    row: int
    rows: int


@dataclass
class Day:
    """A day of the reader's clock and what is in it."""

    date: date
    is_today: bool
    sessions: list[Shown] = field(default_factory=list)


@dataclass(frozen=True)
class Column:
    """A day of the week's grid."""

    day: Day
    placed: list[Placed]


def opening(day: date, zone: str) -> datetime:
    """Return the moment at which the day begins on the wall clock of ``zone``."""
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)


def day_said(text: str, *, otherwise: date) -> date:
    """Return the day that an address names ("2026-03-02"), or ``otherwise``; years that no calendar shows too."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return otherwise
    return day if abs((day - otherwise).days) <= 366 * 5 else otherwise


def by_day(sessions: Iterable[Session], reader: Member, now: datetime) -> list[Day]:
    """Return the days that have sessions, each with its own, in order."""
    zone = ZoneInfo(reader.time_zone)
    today = now.astimezone(zone).date()
    days = groupby(sessions, key=lambda session: session.starts_at.astimezone(zone).date())
    return [Day(day, day == today, [shown(session, reader, now) for session in some]) for day, some in days]


def week(monday: date, sessions: Iterable[Session], reader: Member, now: datetime) -> list[Day]:
    """Return the seven days from ``monday``, those without a session too."""
    found = {day.date: day for day in by_day(sessions, reader, now)}
    today = now.astimezone(ZoneInfo(reader.time_zone)).date()
    days = [monday + DAY * offset for offset in range(7)]
    return [found.get(day) or Day(day, day == today) for day in days]


def hours_shown(days: Iterable[Day], reader: Member) -> range:
    """Return the hours that the week's grid spans: 8 to 18, more where a session lies outside."""
    spans = [_quarters(one.session, reader) for day in days for one in day.sessions]
    first = min([8, *(start // 4 for start, _end in spans)])
    last = max([18, *(-(-end // 4) for _start, end in spans)])
    return range(first, last)


def columns(days: Iterable[Day], hours: range, reader: Member) -> list[Column]:
    """Return the days as columns whose sessions have their places below the first hour shown."""
    return [Column(day, [_placed(one, hours.start * 4, reader) for one in day.sessions]) for day in days]


def _placed(one: Shown, top: int, reader: Member) -> Placed:
    start, end = _quarters(one.session, reader)
    return Placed(one, start - top, end - start)


def _quarters(session: Session, reader: Member) -> tuple[int, int]:
    """Return the first quarter-hour of the local day and the one after the last, cut off at midnight."""
    local = session.starts_at.astimezone(ZoneInfo(reader.time_zone))
    start = (local.hour * 60 + local.minute) // 15
    return start, min(start + -(-session.minutes // 15), QUARTERS_A_DAY)

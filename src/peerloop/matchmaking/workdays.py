"""Until when somebody may take to answer: days on which they work, as their own calendar counts them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from peerloop.engines.slots import resolve
from peerloop.people.week import QUARTERS_A_DAY, unpack

if TYPE_CHECKING:
    from peerloop.people.models import Member

DAYS_TO_ANSWER = 2
WEEKDAYS = frozenset(range(5))
LONGEST = 366


def answer_by(member: Member, asked_at: datetime, *, days: int = DAYS_TO_ANSWER) -> datetime:
    """Return the instant at which ``days`` full working days of the member after ``asked_at`` are over.

    A working day is a local date on whose weekday their week has a free quarter-hour (Monday to Friday where
    it has none at all) and on which they are not absent. The day of asking does not count. Whoever is away
    for a year is waited for no longer.
    """
    asked_on = asked_at.astimezone(ZoneInfo(member.time_zone)).date()
    weekdays = {quarter // QUARTERS_A_DAY for quarter in unpack(bytes(member.week))} or WEEKDAYS
    away = list(member.absences.filter(ends_on__gte=asked_on).values_list("starts_on", "ends_on"))
    day, left = asked_on, days
    while left and (day - asked_on).days < LONGEST:
        day += timedelta(days=1)
        left -= works(day, weekdays, away)
    midnight = datetime.combine(day + timedelta(days=1), time())
    return resolve(midnight, member.time_zone).astimezone(UTC)


def works(day: date, weekdays: set[int] | frozenset[int], away: list[tuple[date, date]]) -> bool:
    """Whether ``day`` falls on one of ``weekdays`` and into none of the absences."""
    return day.weekday() in weekdays and not any(first <= day <= last for first, last in away)

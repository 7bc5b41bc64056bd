"""The member's week, and what is left of its learning time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from peerloop.schedule.queries import minutes_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


def week_of(instant: datetime, zone: str) -> tuple[datetime, datetime]:
    """Return the start of the week of ``instant`` and of the next one, Monday 00:00 on the wall of ``zone``."""
    day = instant.astimezone(ZoneInfo(zone)).date()
    monday = day - timedelta(days=day.weekday())
    start, end = (datetime.combine(one, time(), ZoneInfo(zone)) for one in (monday, monday + timedelta(days=7)))
    return start, end


@dataclass(frozen=True)
class Allowance:
    """Minutes a week for learning, and how many of them are spoken for; ``used`` may exceed ``minutes``."""

    minutes: int
    used: int

    @classmethod
    def of(cls, member: Member, granted: Iterable[tuple[int, int]], sessions: Iterable[Session]) -> Allowance:
        """Count the sessions of a week, held ones too; ``granted`` as ``schedule.queries.granted`` tells it."""
        minutes = minutes_of(member, dict(granted).get(member.pk, 0))
        return cls(minutes, sum(session.minutes for session in sessions))

    @property
    def left(self) -> int:
        """Minutes left, never below none."""
        return max(self.minutes - self.used, 0)

"""When people are free, as a page shows it: a week in counts, and a day person by person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from peerloop.times.queries import free_on
from peerloop.times.rules import QUARTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerloop.people.models import Member
    from peerloop.times.queries import Free, Hour
    from peerloop.times.weeks import Week

SHADES = 4
USUAL = range(8, 18)


class Cell(NamedTuple):
    """How many are free for the whole of an hour; ``shade`` 0 (nobody) to 4 (all)."""

    free: int
    shade: int


class Row(NamedTuple):
    """An hour of the day, and a cell for each day."""

    hour: int
    cells: list[Cell]


class Run(NamedTuple):
    """A stretch of a day, in quarter-hours from midnight, and in words."""

    start: int
    length: int
    words: str


@dataclass(frozen=True)
class Person:
    """A member and the stretches of the day in which they are free."""

    member: Member
    runs: list[Run]

    @property
    def words(self) -> str:
        """The stretches as a sentence lists them."""
        return ", ".join(run.words for run in self.runs)


def in_counts(days: Sequence[date], members: Sequence[Member], weeks: Sequence[Week], zone: str) -> list[Row]:
    """Return for each hour of the day, by the clock of ``zone``, how many are free on each of the days.

    Hours before and after those in which anybody is ever free are left out, save eight to eighteen.
    """
    counts = np.zeros((24, len(days)), dtype=int)
    for column, day in enumerate(days):
        free = np.array([one.quarters for one in free_on(day, members, weeks, zone)], dtype=bool)
        hours = np.array([moment.hour for moment in _quarters(day, zone)])
        for hour in range(24):
            there = hours == hour
            counts[hour, column] = int(free[:, there].all(axis=1).sum()) if there.any() else 0
    used = np.flatnonzero(counts.any(axis=1)).tolist()
    shown = range(min([USUAL.start, *used]), max([USUAL.stop - 1, *used]) + 1)
    return [Row(hour, [Cell(count, _shade(count, len(members))) for count in counts[hour].tolist()]) for hour in shown]


def by_person(day: date, members: Sequence[Member], weeks: Sequence[Week], zone: str) -> list[Person]:
    """Return when each is free on a day of the clock of ``zone``."""
    clock = [f"{moment:%H:%M}" for moment in _quarters(day, zone)]
    return [Person(free.member, _runs(free, clock)) for free in free_on(day, members, weeks, zone)]


def elsewhere(hour: Hour, members: Sequence[Member], zone: str) -> list[tuple[str, int]]:
    """Return the other clock times at which those who can come would meet, and for how many of them."""
    here = hour.starts_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    times: dict[datetime, int] = {}
    for member in members:
        if member.pk in hour.present:
            there = hour.starts_at.astimezone(ZoneInfo(member.time_zone)).replace(tzinfo=None)
            times[there] = times.get(there, 0) + 1
    times.pop(here, None)
    return [(_said(there, here), count) for there, count in sorted(times.items())]


def _said(there: datetime, here: datetime) -> str:
    from django.utils.formats import date_format

    return f"{there:%H:%M}" if there.date() == here.date() else date_format(there, "D H:i")


def _shade(count: int, of: int) -> int:
    return 0 if not count else SHADES if count == of else 1 + count * (SHADES - 2) // of


def _runs(free: Free, clock: list[str]) -> list[Run]:
    edges = np.flatnonzero(np.diff(np.array([False, *free.quarters, False], dtype=int)))
    ends = [*clock, "24:00"]
    return [
        Run(start, end - start, f"{ends[start]}–{ends[end]}")
        for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    ]


def _quarters(day: date, zone: str) -> list[datetime]:
    """Return the moments at which the quarter-hours of a day begin: 92 to 100 of them."""
    there = ZoneInfo(zone)
    start, end = (datetime.combine(day + timedelta(days=n), time.min, there).astimezone(UTC) for n in (0, 1))
    return [(start + number * QUARTER).astimezone(there) for number in range((end - start) // QUARTER)]

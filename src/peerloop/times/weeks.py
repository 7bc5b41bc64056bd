"""When people are free, as arrays, week by week: their weeks, absences, what is booked here and elsewhere.

Whose weekly hours for learning are used up is not free in that week either: nobody learns which of these it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.slots import QUARTERS, offsets, pack, unpack
from peerloop.people.hours import free_matrix
from peerloop.schedule.queries import allowance_left, busy
from peerloop.times.rules import QUARTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from peerloop.people.models import Member

WEEK = timedelta(days=7)
MINUTES_A_WEEK = 7 * 24 * 60


@dataclass(frozen=True)
class Week:
    """A UTC week from ``monday``: ``free`` as (n, 672) truth values, ``east`` as minutes of the same shape."""

    monday: date
    free: NDArray[np.bool_]
    east: NDArray[np.int16]

    @property
    def begins(self) -> datetime:
        """The instant at which it begins."""
        return datetime.combine(self.monday, datetime.min.time(), UTC)

    @property
    def bits(self) -> NDArray[np.uint64]:
        """The free quarter-hours as the engines take them."""
        return pack(self.free)


def monday_of(instant: datetime) -> date:
    """Return the Monday of the UTC week in which the instant lies."""
    day = instant.astimezone(UTC).date()
    return day - timedelta(days=day.weekday())


def free_weeks(members: Sequence[Member], after: datetime, until: datetime, *, minutes: int) -> list[Week]:
    """Return the weeks from ``after`` to ``until``, nobody free outside; a week more than that in queries.

    ``minutes``: how long they would meet; whoever has less left of a week's learning hours is not free in it.
    """
    mondays = [monday_of(after)]
    while mondays[-1] + WEEK <= (until - QUARTER).astimezone(UTC).date():
        mondays.append(mondays[-1] + WEEK)
    first = datetime.combine(mondays[0], datetime.min.time(), UTC)
    taken = busy([member.pk for member in members], first, first + len(mondays) * WEEK)
    around = [mondays[0] - WEEK, *mondays, mondays[-1] + WEEK]
    spent = np.array([_spent(members, monday, minutes) for monday in around]).reshape(len(around), len(members))
    weeks = []
    for number, monday in enumerate(mondays):
        free = unpack(free_matrix(members, monday, busy=taken)).copy()
        east = offsets([member.time_zone for member in members], monday)
        local = (np.arange(QUARTERS) * 15 + east.astype(np.int64)) // MINUTES_A_WEEK
        free &= ~np.take_along_axis(spent[number : number + 3].T, local + 1, axis=1)
        begins = first + number * WEEK
        free[:, : max((after - begins + QUARTER - timedelta(microseconds=1)) // QUARTER, 0)] = False
        free[:, max((until - begins) // QUARTER, 0) :] = False
        weeks.append(Week(monday, free, east))
    return weeks


def _spent(members: Sequence[Member], monday: date, minutes: int) -> list[bool]:
    left = allowance_left(members, monday)
    return [left[member.pk] < minutes for member in members]

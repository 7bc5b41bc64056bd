"""The hours that two members share: free for both by their weeks, absences and what is booked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from peerloop.engines.slots import common, instants, offsets
from peerloop.people.hours import free_matrix
from peerloop.schedule.queries import busy
from peerloop.times.rules import sayable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

    from peerloop.people.models import Member

LENGTH = 2  # quarter-hours
MINUTES = 15 * LENGTH
LEAD = timedelta(hours=24)
"""Nobody is asked for an hour sooner than this: whoever is asked may want to sleep on it."""
WEEKS = 3


def monday_of(instant: datetime) -> date:
    """Return the Monday of the UTC week in which the instant lies."""
    day = instant.astimezone(UTC).date()
    return day - timedelta(days=day.weekday())


def shared_hours(
    learner: Member, teachers: Sequence[Member], *, after: datetime, weeks: int = WEEKS
) -> list[list[datetime]]:
    """Return for each teacher the starts of half-hours that are free for both, from ``after`` on.

    Week by week, in each the best first: the fewest quarter-hours outside 08:00 to 18:00 of either clock, then
    the earliest. They begin at the full or half hour of the learner's clock where a week has any such.
    ``after`` carries a zone. Some four queries, however many teachers.
    """
    both = [learner, *teachers]
    first = monday_of(after)
    start = datetime.combine(first, datetime.min.time(), UTC)
    taken = busy([member.pk for member in both], start, start + timedelta(weeks=weeks))
    hours: list[list[datetime]] = [[] for _teacher in teachers]
    for week in range(weeks):
        monday = first + timedelta(weeks=week)
        free = free_matrix(both, monday, busy=taken)
        east = offsets([member.time_zone for member in both], monday)
        for place, _teacher in enumerate(teachers):
            hours[place] += _of_week(free[[0, place + 1]], east[[0, place + 1]], monday, after, learner.time_zone)
    return hours


def common_hours(members: Sequence[Member], *, after: datetime, weeks: int = WEEKS) -> list[datetime]:
    """Return the starts of half-hours that are free for all of them, as ``shared_hours`` does for two."""
    first = monday_of(after)
    start = datetime.combine(first, datetime.min.time(), UTC)
    taken = busy([member.pk for member in members], start, start + timedelta(weeks=weeks))
    hours: list[datetime] = []
    for week in range(weeks):
        monday = first + timedelta(weeks=week)
        free = free_matrix(list(members), monday, busy=taken)
        east = offsets([member.time_zone for member in members], monday)
        hours += _of_week(free, east, monday, after, members[0].time_zone)
    return hours


def _of_week(
    free: NDArray[np.uint64], east: NDArray[np.int16], monday: date, after: datetime, zone: str
) -> list[datetime]:
    slots = common(free, members=len(free), least=len(free), length=LENGTH, offset=east)
    aligned = slots.start[(slots.start * 15 + east[0][slots.start]) % 30 == 0]
    starts = aligned if aligned.size else slots.start
    return [moment for moment in instants(monday, starts) if moment >= after and sayable(moment, zone)]


def free_then(learner: Member, teacher: Member, starts_at: datetime) -> bool:
    """Whether both are free for the half-hour from ``starts_at``, by their weeks too."""
    monday = monday_of(starts_at)
    ends_at = starts_at + timedelta(minutes=MINUTES)
    taken = busy([learner.pk, teacher.pk], starts_at, ends_at)
    free = free_matrix([learner, teacher], monday, busy=taken)
    quarter = (starts_at.astimezone(UTC) - datetime.combine(monday, datetime.min.time(), UTC)) / timedelta(minutes=15)
    return quarter.is_integer() and int(quarter) in common(free, members=2, least=2, length=LENGTH).start

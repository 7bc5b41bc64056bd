"""The coming seven days as one week of bits, and the best half-hour of each pair in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.slots import QUARTERS, instants, offsets, pack, runs, unpack
from peerloop.matchmaking.hours import LENGTH, monday_of
from peerloop.people.hours import free_matrix

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from peerloop.people.models import Member

QUARTER = timedelta(minutes=15)
DAY_BEGINS, DAY_ENDS = 8 * 60, 18 * 60
UNALIGNED = 10_000
NEVER = 1_000_000
HALF_HOURS = pack(np.arange(QUARTERS) % 2 == 0)


@dataclass(frozen=True)
class Rolling:
    """Seven days from ``after`` on, laid over the UTC week of ``monday``.

    Quarter-hours from ``first`` on are this week's, those before it the next week's. ``free[n, 11]``: bits as the
    engines take them; none spans the seam. ``cost[z, 672]``: for a clock ``z``, how bad it is to begin there;
    ``zone[n]``: each member's clock.
    """

    monday: date
    first: int
    free: NDArray[np.uint64]
    cost: NDArray[np.int64]
    aligned: NDArray[np.bool_]
    zone: NDArray[np.int64]

    def moment(self, quarter: int) -> datetime:
        """Return the instant at which a quarter-hour of the rolling week begins."""
        monday = self.monday if quarter >= self.first else self.monday + timedelta(weeks=1)
        return instants(monday, [quarter])[0]


def rolling(people: Sequence[Member], after: datetime, *, busy: Iterable[tuple[int, datetime, datetime]]) -> Rolling:
    """Return the seven days from ``after`` (aware) on for ``people``; ``busy`` as ``free_matrix`` takes it."""
    monday = monday_of(after)
    start = datetime.combine(monday, datetime.min.time(), UTC)
    first = min(-(-(after - start) // QUARTER), QUARTERS - 1)
    taken = list(busy)
    this, following = (free_matrix(people, monday + timedelta(weeks=week), busy=taken) for week in (0, 1))
    quarters = np.arange(QUARTERS)
    free = (this & pack(quarters >= first)) | (following & pack(quarters < first - 1))
    zones = sorted({member.time_zone for member in people})
    east = [offsets(zones, monday + timedelta(weeks=week)) for week in (0, 1)]
    folded = np.where(quarters >= first, *east) if zones else np.zeros((0, QUARTERS), dtype=np.int16)
    place = {zone: at for at, zone in enumerate(zones)}
    return Rolling(
        monday=monday,
        first=first,
        free=free,
        cost=_bad(folded),
        aligned=((quarters * 15 + folded) % 30 == 0) & ~_said_twice(folded),
        zone=np.array([place[member.time_zone] for member in people], dtype=np.int64),
    )


def best_hours(week: Rolling, learner: NDArray[np.int64], teacher: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each pair of rows the best quarter-hour to begin, -1 where there is none.

    The fewest bad quarter-hours first, then the earliest; on the full or half hour of the learner's clock where
    that is possible. No two pairs with a member in common get overlapping hours as long as they have others.
    """
    found = np.full(len(learner), -1, dtype=np.int64)
    given: dict[int, set[int]] = {}
    order = (np.arange(QUARTERS) - week.first) % QUARTERS
    step = 4096
    for at in range(0, len(learner), step):
        mine, theirs = learner[at : at + step], teacher[at : at + step]
        common = unpack(runs(week.free[mine] & week.free[theirs], LENGTH))
        worth = (week.cost[week.zone[mine]] + week.cost[week.zone[theirs]]) * 1000 + order
        worth = np.where(week.aligned[week.zone[mine]], worth, worth + UNALIGNED)
        worth = np.where(common, worth, NEVER)
        for row in range(len(mine)):
            found[at + row] = _one(worth[row], given, int(mine[row]), int(theirs[row]))
    return found


def _one(worth: NDArray[np.int64], given: dict[int, set[int]], *pair: int) -> int:
    taken = sorted(set().union(*(given.get(member, set()) for member in pair)))
    best = int(worth.argmin())
    if worth[best] >= NEVER:
        return -1
    if best in taken:
        spared = worth.copy()
        spared[taken] = NEVER
        if spared.min() < NEVER:
            best = int(spared.argmin())
    for member in pair:
        given.setdefault(member, set()).update(
            quarter for quarter in range(best - LENGTH + 1, best + LENGTH) if 0 <= quarter < QUARTERS
        )
    return best


def _bad(east: NDArray[np.int16]) -> NDArray[np.int64]:
    minute = (np.arange(QUARTERS) * 15 + east.astype(np.int64)) % (24 * 60)
    outside = ((minute < DAY_BEGINS) | (minute > DAY_ENDS - 15)).astype(np.int64)
    return outside + np.roll(outside, -1, axis=-1)


def _said_twice(east: NDArray[np.int16]) -> NDArray[np.bool_]:
    """Return where a clock shows a time for the second time, after it was put back."""
    second = np.zeros(east.shape, dtype=bool)
    for zone, quarter in zip(*np.nonzero(np.diff(east, axis=-1) < 0), strict=True):
        back = int(east[zone, quarter] - east[zone, quarter + 1]) // 15
        second[zone, quarter + 1 : quarter + 1 + back] = True
    return second


def shared_half_hours(week: Rolling, learner: NDArray[np.int64], teacher: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each pair of rows how many half-hours of the UTC clock both have free."""
    shared: NDArray[np.int64] = np.bitwise_count(
        runs(week.free[learner] & week.free[teacher], LENGTH) & HALF_HOURS
    ).sum(axis=1)
    return shared

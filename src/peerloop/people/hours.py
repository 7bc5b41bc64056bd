"""When members are free in a named week: their weekly pattern in their zone, less absences, less what is booked."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from peerloop.engines.slots import QUARTERS, WORDS, pack, weeks_bits
from peerloop.people.models import Absence, Member
from peerloop.people.week import OCTETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Span = tuple[int, datetime, datetime]

QUARTER = timedelta(minutes=15)


def free_matrix(members: Sequence[Member], monday: date, *, busy: Iterable[Span] = ()) -> NDArray[np.uint64]:
    """Return the free quarter-hours of the UTC week from ``monday``, a row per member: words of shape (n, 11).

    ``busy``: (member id, start, end) that are taken, each end beyond its start; a quarter-hour that is partly
    taken is taken. Absences are days in the member's own zone.
    """
    zones = [member.time_zone for member in members]
    free = weeks_bits(local_bits(members), zones, monday)
    row = {member.pk: place for place, member in enumerate(members)}
    taken = [(row[who], start, end) for who, start, end in busy if who in row]
    taken += _away(row, zones, monday)
    return _without(free, taken, monday)


def local_bits(members: Sequence[Member]) -> NDArray[np.uint64]:
    """Return the members' weekly patterns on their own wall clocks as the engines' words, shape (n, 11)."""
    octets = np.zeros((len(members), WORDS * 8), dtype=np.uint8)
    if members:
        packed = b"".join(bytes(member.week) for member in members)
        octets[:, :OCTETS] = np.frombuffer(packed, dtype=np.uint8).reshape(len(members), OCTETS)
    return octets.view("<u8").astype(np.uint64, copy=False)


def _away(row: dict[int, int], zones: Sequence[str], monday: date) -> list[Span]:
    """Return the absences that touch the week as spans of rows; asked for by week, as ids may be many."""
    near = Absence.objects.filter(starts_on__lte=monday + timedelta(days=8), ends_on__gte=monday - timedelta(days=1))
    spans = []
    for who, first, last in near.values_list("member_id", "starts_on", "ends_on"):
        if (place := row.get(who)) is not None:
            zone = ZoneInfo(zones[place])
            start = datetime.combine(first, time.min, zone)
            spans.append((place, start, datetime.combine(last + timedelta(days=1), time.min, zone)))
    return spans


def _without(free: NDArray[np.uint64], spans: list[Span], monday: date) -> NDArray[np.uint64]:
    """Return ``free`` less every quarter-hour that a span touches."""
    if not spans:
        return free
    opening = datetime.combine(monday, time.min, UTC)
    rows, place = np.unique([span[0] for span in spans], return_inverse=True)
    change = np.zeros((len(rows), QUARTERS + 1), dtype=np.int32)
    first = [(start.astimezone(UTC) - opening) // QUARTER for _row, start, _end in spans]
    last = [-((opening - end.astimezone(UTC)) // QUARTER) for _row, _start, end in spans]
    np.add.at(change, (place, np.clip(first, 0, QUARTERS)), 1)
    np.add.at(change, (place, np.clip(last, 0, QUARTERS)), -1)
    free = free.copy()
    free[rows] &= ~pack(np.cumsum(change[:, :QUARTERS], axis=1) > 0)
    return free

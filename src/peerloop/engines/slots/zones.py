"""From a member's local week to a named week in UTC, and back to moments, through zoneinfo."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from peerloop.engines import InvalidInput
from peerloop.engines.slots.week import QUARTERS, WORDS, pack, unpack, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import ArrayLike, NDArray

QUARTER = timedelta(minutes=15)


def week_bits(local_week_bits: ArrayLike, zone: str, monday: date) -> NDArray[np.uint64]:
    """Return the free quarter-hours of the UTC week from ``monday`` for a local weekly pattern.

    ``local_week_bits``: words of shape (11,) or (n, 11), quarter-hour 0 being Monday 00:00 on the wall
    clock of ``zone``. Each UTC quarter-hour looks up the wall clock that holds then, so clock changes
    within the week and offsets of half and quarter hours come out right; the local pattern repeats, so the
    Monday morning of an eastern zone may stand at the end of the UTC week. Where an offset is no multiple
    of 15 minutes (none is today), a UTC quarter-hour is free when both local ones that it touches are.
    """
    first, last = _local_quarters(zone, _checked(monday))
    local = unpack(local_week_bits, "local_week_bits")
    if first is last:
        return pack(local[..., first])
    return pack(local[..., first] & local[..., last])


def weeks_bits(local_week_bits: ArrayLike, zones: Sequence[str], monday: date) -> NDArray[np.uint64]:
    """Return ``week_bits`` for n members at once: patterns (n, 11) and n zone names to bits (n, 11).

    Members are grouped by zone and pattern: each different pair is worked out once.
    """
    local = words("local_week_bits", local_week_bits)
    if local.ndim != 2 or len(local) != len(zones):
        raise InvalidInput("zones", f"has {len(zones)} entries, local_week_bits has shape {local.shape}")
    free = np.zeros((len(local), WORDS), dtype=np.uint64)
    for zone, rows in _by_zone(zones):
        patterns, pattern = np.unique(local[rows], axis=0, return_inverse=True)
        free[rows] = week_bits(patterns, zone, monday)[pattern.reshape(-1)]
    return free


def offsets(zones: Sequence[str], monday: date) -> NDArray[np.int16]:
    """Return minutes east of UTC, shape (n, 672), for each member at each quarter-hour of the UTC week."""
    found = np.zeros((len(zones), QUARTERS), dtype=np.int16)
    for zone, rows in _by_zone(zones):
        found[rows] = _seconds_east(zone, _checked(monday))[:QUARTERS] // 60
    return found


def instants(monday: date, quarters: ArrayLike) -> list[datetime]:
    """Return the UTC moments at which the given quarter-hours of the week from ``monday`` begin."""
    start = datetime.combine(_checked(monday), datetime.min.time(), UTC)
    asked = np.atleast_1d(np.asarray(quarters, dtype=np.int64))
    wrong = (asked < 0) | (asked >= QUARTERS)
    if wrong.any():
        raise InvalidInput("quarters", f"out of range 0 to {QUARTERS - 1}", np.flatnonzero(wrong))
    return [start + int(quarter) * QUARTER for quarter in asked]


def zone_info(zone: str) -> ZoneInfo:
    """Return the zone, or name the one that does not exist."""
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as wrong:
        raise InvalidInput("zone", f"there is no time zone {zone!r}") from wrong


def _by_zone(zones: Iterable[str]) -> list[tuple[str, list[int]]]:
    rows: dict[str, list[int]] = {}
    for row, zone in enumerate(zones):
        rows.setdefault(zone, []).append(row)
    return sorted(rows.items())


def _checked(monday: date) -> date:
    if monday.weekday() != 0:
        raise InvalidInput("monday", f"{monday:%Y-%m-%d} is not a Monday")
    if not 2 <= monday.year <= 9998:
        raise InvalidInput("monday", "out of range of the years 2 to 9998")
    return date(monday.year, monday.month, monday.day)


@lru_cache(maxsize=4096)
def _seconds_east(zone: str, monday: date) -> NDArray[np.int64]:
    """Return the zone's offset at the start of each UTC quarter-hour, and just before the week's end."""
    info = zone_info(zone)
    start = datetime.combine(monday, datetime.min.time(), UTC)
    moments = [start + quarter * QUARTER for quarter in range(QUARTERS + 1)]
    found = np.array([_east(moment.astimezone(info)) for moment in moments], dtype=np.int64)
    found.flags.writeable = False
    return found


def _east(moment: datetime) -> int:
    offset = moment.utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0


@lru_cache(maxsize=4096)
def _local_quarters(zone: str, monday: date) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the local quarter-hours in which each UTC quarter-hour begins and ends, each of shape (672,)."""
    east = _seconds_east(zone, monday)[:QUARTERS]
    seconds = np.arange(QUARTERS) * 900 + east
    first = seconds // 900 % QUARTERS
    first.flags.writeable = False
    if not (east % 900).any():
        return first, first
    last = (seconds + 899) // 900 % QUARTERS
    last.flags.writeable = False
    return first, last

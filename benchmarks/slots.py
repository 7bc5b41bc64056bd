"""Common hours and series: beside a plain loop over the same members in the same run."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from benchmarks.figure import Figure, timed
from peerloop.engines.slots import Series, common, expand, is_valid, offsets, pack, unpack, weeks_bits

if TYPE_CHECKING:
    from collections.abc import Iterator

MONDAY = date(2026, 3, 23)
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe"]


def figures() -> Iterator[Figure]:
    """Yield weeks, common hours and series, each with the plain loop's time."""
    random = np.random.default_rng(20260101)
    for count in (100, 10_000):
        zones = random.choice(ZONES, count).tolist()
        local = np.repeat(random.random((count, 168)) < 0.4, 4, axis=1)
        bits = pack(local)
        with timed() as ours:
            free = weeks_bits(bits, zones, MONDAY)
        sample = min(count, 200)
        with timed() as plain:
            walked = [_walk(local[row], zones[row]) for row in range(sample)]
        alike = bool((unpack(free[:sample]) == np.array(walked)).all())
        per_member = plain.seconds / sample * count
        yield Figure(f"{count} members' weeks to UTC: times faster", per_member / ours.seconds, "x", "alike", alike,
                     f"plain loop, seconds (from {sample})", per_member, ours.seconds, ours.peak_mb)  # fmt: skip
    east = offsets(zones, MONDAY)
    # Loaded before the clock starts: the first call of a process would pay for it.
    common(free, members=[0, 1], least=2, length=4, offset=east)
    for size in (2, 8, 30):
        asked = {"members": random.choice(count, size, replace=False), "least": max(2, size // 3), "length": 4}
        with timed() as ours:
            slots = common(free, **asked, offset=east)
        with timed() as plain:
            right = is_valid(slots, free, **asked, offset=east)
        yield Figure(f"common hours of {size}: times faster", plain.seconds / ours.seconds, "x", "alike", right,
                     "plain loop, seconds", plain.seconds, ours.seconds)  # fmt: skip
    series = [Series(datetime(2026, 1, 5, 9), zone) for zone in ZONES * 20]  # noqa: DTZ001 - a wall time
    with timed() as ours:
        moments = [expand(one, datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)) for one in series]
    walls = {m.astimezone(ZoneInfo(s.zone)).hour for s, year in zip(series, moments, strict=True) for m in year}
    yield Figure("100 weekly series over a year", ours.seconds, "s", "09:00 stays 09:00", walls == {9})


def _walk(week: np.ndarray, zone: str) -> list[bool]:
    info, start = ZoneInfo(zone), datetime.combine(MONDAY, datetime.min.time(), UTC)
    walls = [(start + timedelta(minutes=15 * quarter)).astimezone(info) for quarter in range(672)]
    return [bool(week[wall.weekday() * 96 + wall.hour * 4 + wall.minute // 15]) for wall in walls]

"""Every zone and every clock change to 2037: no wrong moment."""

# ruff: noqa: DTZ001 - wall times carry no zone

from __future__ import annotations

import bisect
import zoneinfo
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
import tzdata
from dateutil import tz

from peerloop.engines import InvalidInput
from peerloop.engines.slots import instants, offsets, pack, resolve, unpack, week_bits, weeks_bits

ZONES = sorted(zoneinfo.available_timezones())
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NEVER = -(2**61)
GRID = [datetime(1880, 1, 1, tzinfo=UTC) + timedelta(days=15 * step) for step in range(3847)]


def changes(info: zoneinfo.ZoneInfo) -> tuple[list[int], list[int]]:
    """When the offset changes, in seconds since 1970, and what it is from then on: found from UTC alone."""
    times, east = [NEVER], [_east(info, GRID[0])]
    offset = [_east(info, moment) for moment in GRID]
    for begin in range(len(GRID) - 1):
        first, last = GRID[begin], GRID[begin + 1]
        while east[-1] != offset[begin + 1]:
            first = _first_change(info, first, last)
            times.append(_second(first))
            east.append(_east(info, first))
    return times, east


def _first_change(info: zoneinfo.ZoneInfo, low: datetime, high: datetime) -> datetime:
    """Bisect for a change of offset after ``low`` and not after ``high``."""
    was = _east(info, low)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        low, high = (middle, high) if _east(info, middle) == was else (low, middle)
    return high


def _second(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(seconds=1)


def _east(info: zoneinfo.ZoneInfo, moment: datetime) -> int:
    return moment.astimezone(info).utcoffset() // timedelta(seconds=1)


def one_of_each_kind() -> dict[bytes, str]:
    """One name for each content of a time zone file: the rest are the same file under another name."""
    kinds = {}
    for zone in ZONES:
        places = [Path(folder) / zone for folder in zoneinfo.TZPATH]
        packaged = Path(tzdata.__file__).parent / "zoneinfo" / zone
        file = next(path for path in [*places, packaged] if path.is_file())
        kinds.setdefault(file.read_bytes(), zone)
    return kinds


def expected(local: int, times: list[int], east: list[int]) -> int:
    """The earliest moment that shows this wall time; where there is none, by the offset before the jump."""
    near = range(max(0, bisect.bisect(times, local - 2 * 86400) - 1), bisect.bisect(times, local + 2 * 86400))
    shown = [
        local - east[i] for i in near if times[i] <= local - east[i] < (times[i + 1] if i + 1 < len(times) else -NEVER)
    ]
    if shown:
        return min(shown)
    before = next(i for i in near if times[i + 1] + east[i] <= local < times[i + 1] + east[i + 1])
    return local - east[before]


def test_every_wall_time_around_every_change_is_the_right_moment():
    wrong, seen = [], 0
    for zone in one_of_each_kind().values():
        times, east = changes(zoneinfo.ZoneInfo(zone))
        for i in range(1, len(times)):
            walls = {times[i] + offset + nudge for offset in east[i - 1 : i + 1] for nudge in (-1, 0, 1, 900)}
            walls.add(times[i] + (east[i] + east[i - 1]) // 2)
            for wall in walls:
                seen += 1
                local = (EPOCH + timedelta(seconds=wall)).replace(tzinfo=None)
                if _second(resolve(local, zone)) != expected(wall, times, east):
                    wrong.append((zone, local))
    assert wrong == []
    assert seen > 100_000


@pytest.mark.parametrize(
    ("local", "zone", "moment"),
    [
        (datetime(2026, 10, 25, 2, 30), "Europe/Berlin", datetime(2026, 10, 25, 0, 30)),
        (datetime(2026, 3, 29, 2, 30), "Europe/Berlin", datetime(2026, 3, 29, 1, 30)),
        (datetime(2026, 3, 29, 2, 30, fold=1), "Europe/Berlin", datetime(2026, 3, 29, 1, 30)),
        (datetime(2011, 12, 30, 10), "Pacific/Apia", datetime(2011, 12, 30, 20)),
        (datetime(2026, 4, 5, 1, 45), "Australia/Lord_Howe", datetime(2026, 4, 4, 14, 45)),
        (datetime(2026, 1, 1, 9), "Asia/Kathmandu", datetime(2026, 1, 1, 3, 15)),
        (datetime(2060, 7, 1, 9), "Europe/London", datetime(2060, 7, 1, 8)),
    ],
)
def test_times_that_happen_twice_or_never(local, zone, moment):
    assert resolve(local, zone) == moment.replace(tzinfo=UTC)


def test_dateutil_reads_the_wall_clock_alike():
    """A second opinion with its own reader of the time zone files."""
    for zone in ("America/New_York", "Asia/Kolkata", "Europe/Dublin", "Africa/Casablanca", "Asia/Tehran"):
        info = tz.gettz(zone)
        for day in range(0, 3650, 13):
            local = datetime(2026, 1, 1, 9, 30) + timedelta(days=day)
            assert resolve(local, zone) == local.replace(tzinfo=info).astimezone(UTC)


MONDAYS = [date(2026, 3, 23), date(2026, 10, 19), date(2026, 6, 1), date(1987, 10, 19), date(2037, 10, 19)]


@pytest.mark.parametrize("monday", MONDAYS)
def test_a_local_week_stands_at_the_right_utc_quarter_hours_in_every_zone(monday):
    random = np.random.default_rng(7)
    zones = ZONES[monday.day % 5 :: 5]
    local = random.random((len(zones), 672)) < 0.5
    found = unpack(weeks_bits(pack(local), zones, monday))
    start = datetime.combine(monday, datetime.min.time(), UTC)
    for row, zone in enumerate(zones):
        info = zoneinfo.ZoneInfo(zone)
        walls = [(start + quarter * timedelta(minutes=15)).astimezone(info) for quarter in range(672)]
        if any(wall.minute % 15 or wall.second for wall in walls):
            continue
        right = [local[row, (w.weekday() * 96 + w.hour * 4 + w.minute // 15)] for w in walls]
        assert found[row].tolist() == right, zone


def test_nine_to_five_in_kathmandu_begins_at_a_quarter_past_three():
    nine = np.zeros(672, dtype=bool)
    nine[36:68] = True
    assert np.flatnonzero(unpack(week_bits(pack(nine), "Asia/Kathmandu", date(2026, 6, 1)))).tolist() == list(
        range(13, 45)
    )


def test_monday_morning_in_auckland_is_at_the_end_of_the_utc_week():
    morning = np.zeros(672, dtype=bool)
    morning[36] = True
    quarter = np.flatnonzero(unpack(week_bits(pack(morning), "Pacific/Auckland", date(2026, 6, 1))))
    assert instants(date(2026, 6, 1), quarter) == [datetime(2026, 6, 7, 21, tzinfo=UTC)]


def test_a_quarter_hour_of_an_odd_old_offset_counts_only_when_wholly_free():
    local = np.zeros(672, dtype=bool)
    local[40:44] = True
    found = np.flatnonzero(unpack(week_bits(pack(local), "Africa/Monrovia", date(1960, 6, 6))))
    assert found.size == 3


def test_many_members_get_what_each_gets_alone():
    random = np.random.default_rng(3)
    zones = random.choice(["Asia/Kolkata", "Europe/Berlin", "America/St_Johns"], 50).tolist()
    local = pack(np.repeat(random.random((50, 168)) < 0.4, 4, axis=1))
    monday = date(2026, 3, 23)
    alone = np.array([week_bits(row, zone, monday) for row, zone in zip(local, zones, strict=True)])
    assert np.array_equal(weeks_bits(local, zones, monday), alone)
    assert np.array_equal(week_bits(local, "Asia/Kolkata", monday)[0], week_bits(local[0], "Asia/Kolkata", monday))
    assert weeks_bits(np.zeros((0, 11), np.uint64), [], monday).shape == (0, 11)


def test_offsets_are_minutes_east_and_change_with_the_clock():
    found = offsets(["Europe/Berlin", "Asia/Kathmandu"], date(2026, 3, 23))
    assert (found.shape, found[0, 0], found[0, 671], set(found[1].tolist())) == ((2, 672), 60, 120, {345})


def test_bad_input_names_its_field():
    bits = np.zeros(11, np.uint64)
    for wrong, field in [
        (lambda: week_bits(bits, "Mars/Olympus", date(2026, 6, 1)), "zone"),
        (lambda: week_bits(bits, "../etc/passwd", date(2026, 6, 1)), "zone"),
        (lambda: week_bits(bits, "", date(2026, 6, 1)), "zone"),
        (lambda: week_bits(bits, "Europe/Berlin", date(2026, 6, 2)), "monday"),
        (lambda: week_bits(bits, "Europe/Berlin", date(1, 1, 1)), "monday"),
        (lambda: week_bits(bits[:10], "Europe/Berlin", date(2026, 6, 1)), "local_week_bits"),
        (lambda: weeks_bits(bits[None], [], date(2026, 6, 1)), "zones"),
        (lambda: instants(date(2026, 6, 1), [0, 672]), "quarters"),
        (lambda: pack(np.zeros(5)), "quarters"),
        (lambda: resolve(datetime(2026, 1, 1, tzinfo=UTC), "UTC"), "local"),
        (lambda: resolve(datetime(1, 1, 1), "Asia/Tokyo"), "local"),
    ]:
        with pytest.raises(InvalidInput) as raised:
            wrong()
        assert raised.value.field == field

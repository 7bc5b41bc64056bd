"""Every zone of the world at each change of its clock within a year: what the wall says and the instant agree."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from dateutil import tz

from peerloop.schedule.rules import instants, is_on_the_wall

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
HOUR, QUARTER = timedelta(hours=1), timedelta(minutes=15)
ZONES = sorted(available_timezones() - {"localtime", "Factory"})


def changes(zone: ZoneInfo) -> list[datetime]:
    """The instants, to the quarter-hour, at which the offset changes in the coming year."""
    found, at, end = [], NOW, NOW + timedelta(days=360)
    while at < end:
        later = at + timedelta(days=1)
        if at.astimezone(zone).utcoffset() != later.astimezone(zone).utcoffset():
            moment = at
            while moment.astimezone(zone).utcoffset() == (moment + QUARTER).astimezone(zone).utcoffset():
                moment += QUARTER
            found.append(moment + QUARTER)
        at = later
    return found


def test_every_zone_at_each_of_its_changes() -> None:
    """Around each change, each quarter of the wall: said once it is that instant; twice, the first; never, later."""
    looked, faults = 0, []
    for name in ZONES:
        zone = ZoneInfo(name)
        for change in changes(zone):
            wall = (change - 2 * HOUR).astimezone(zone).replace(tzinfo=None)
            for step in range(24):
                said = wall + step * QUARTER
                start, end = instants(said.date(), said.time(), name, 45, now=NOW)
                there = tz.datetime_exists(said, zone)
                shown = start.astimezone(zone).replace(tzinfo=None)
                as_it_should = shown == said if there else shown > said
                first = (start - 3 * HOUR).astimezone(zone).replace(tzinfo=None) != said
                if not (as_it_should and first and end - start == timedelta(minutes=45)):
                    faults.append((name, said))
                if is_on_the_wall(said.date(), said.time(), name) != there:
                    faults.append((name, said))
                looked += 1
    assert faults == []
    assert looked > 5000

"""A time zone told in full: one observance for each change of the clock, so that every reader reads the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Observance:
    """From ``starts`` on, on the wall clock that held until then, the offset is ``after``."""

    starts: datetime
    before: timedelta
    after: timedelta
    name: str
    daylight: bool


def vtimezone(zone: str, first: datetime, last: datetime) -> Timezone:
    """Return the zone's VTIMEZONE, good for every moment from ``first`` to ``last`` and the year around them."""
    component = Timezone()
    component.add("TZID", zone)
    for observance in observances(zone, first.year - 1, last.year + 1):
        part = TimezoneDaylight() if observance.daylight else TimezoneStandard()
        part.add("DTSTART", observance.starts)
        part.add("TZOFFSETFROM", observance.before)
        part.add("TZOFFSETTO", observance.after)
        part.add("TZNAME", observance.name)
        component.add_component(part)
    return component


@lru_cache(maxsize=512)
def observances(zone: str, first_year: int, last_year: int) -> tuple[Observance, ...]:
    """Return what the clock showed when the first year began, and each change until the last one has ended."""
    info = ZoneInfo(zone)
    moment, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    state = _state(moment, info)
    found = [Observance((moment + state[0]).replace(tzinfo=None), state[0], *state)]
    while moment < end:
        later = moment + 24 * HOUR
        if _state(later, info) != state:
            change = _change(moment, later, info)
            before, state = state, _state(change, info)
            found.append(Observance((change + before[0]).replace(tzinfo=None), before[0], *state))
        moment = later
    return tuple(found)


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the first second, between the two, at which the clock shows what it shows at ``after``."""
    state = _state(after, zone)
    while after - before > SECOND:
        middle = before + ((after - before) / 2 // SECOND) * SECOND
        if _state(middle, zone) == state:
            after = middle
        else:
            before = middle
    return after


def _state(moment: datetime, zone: ZoneInfo) -> tuple[timedelta, str, bool]:
    """Return offset, name and whether it is summer time at a moment."""
    there = moment.astimezone(zone)
    return there.utcoffset() or timedelta(0), there.tzname() or "", bool(there.dst())


def said_once(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether the wall clock of ``zone`` shows this moment's time only once."""
    there = moment.astimezone(zone)
    return there.replace(fold=0).utcoffset() == there.replace(fold=1).utcoffset()

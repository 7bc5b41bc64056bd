"""Sessions that repeat by the wall clock: 09:00 stays 09:00 through every clock change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, get_args

from dateutil import rrule  # type: ignore[import-untyped]

from peerloop.engines import InvalidInput
from peerloop.engines.slots.zones import zone_info

Repeats = Literal["once", "weekly", "fortnightly", "monthly_weekday", "monthly_last_weekday", "monthly_day", "yearly"]
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Series:
    """A first local time and how it repeats.

    ``start``: naive wall time of the first session in ``zone``. ``repeats``: ``monthly_weekday`` is "every
    second Tuesday of the month", counted as ``start`` stands in its month; ``monthly_last_weekday`` the
    last such weekday; ``monthly_day`` the same day of the month. As in RFC 5545 a date that does not exist
    is left out: the 31st happens in seven months, a fifth Monday where there is one, 29 February
    (``yearly``, or ``monthly_day`` on the 29th) in leap years. ``until``: last local date, inclusive;
    ``times``: how many dates, those in ``without`` counted too. ``without``: local dates that do not
    happen.
    """

    start: datetime
    zone: str
    repeats: Repeats = "weekly"
    until: date | None = None
    times: int | None = None
    without: frozenset[date] = frozenset()


def resolve(local: datetime, zone: str) -> datetime:
    """Return the UTC moment of a naive local time.

    RFC 5545 §3.3.5: a time that happens twice is the first of the two; one that the clock jumps over is
    read with the offset from before the jump (02:30 becomes 03:30). This is what PEP 495 defines for
    ``fold=0``.
    """
    if local.tzinfo is not None:
        raise InvalidInput("local", "has a zone of its own already")
    try:
        return local.replace(tzinfo=zone_info(zone), fold=0).astimezone(UTC)
    except OverflowError as wrong:
        raise InvalidInput("local", "lies outside the years that a calendar holds") from wrong


def expand(series: Series, start: datetime, end: datetime) -> list[datetime]:
    """Return the UTC moments of ``series`` from ``start`` (inclusive) to ``end`` (exclusive), in order.

    ``start`` and ``end`` carry a zone. Raises ``InvalidInput`` for a naive one, a first time that carries a
    zone, a zone or repetition that does not exist, or ``times`` below 0.
    """
    _check(series, start, end)
    # No zone is further than a day from UTC, and no clock jumps by more.
    first = _moved(start, -2 * DAY)
    last = _moved(end, 2 * DAY)
    moments = (
        resolve(local, series.zone)
        for local in _rule(series).between(first, last, inc=True)
        if _happens(series, local.date())
    )
    return sorted(moment for moment in moments if start <= moment < end)


def _happens(series: Series, day: date) -> bool:
    return day not in series.without and (series.until is None or day <= series.until)


def _rule(series: Series) -> rrule.rrule:
    first = series.start.replace(fold=0)
    weekday = rrule.weekdays[first.weekday()]
    how: dict[Repeats, dict[str, Any]] = {
        "once": {"freq": rrule.DAILY, "count": 1},
        "weekly": {"freq": rrule.WEEKLY},
        "fortnightly": {"freq": rrule.WEEKLY, "interval": 2},
        "monthly_weekday": {"freq": rrule.MONTHLY, "byweekday": weekday((first.day - 1) // 7 + 1)},
        "monthly_last_weekday": {"freq": rrule.MONTHLY, "byweekday": weekday(-1)},
        "monthly_day": {"freq": rrule.MONTHLY, "bymonthday": first.day},
        "yearly": {"freq": rrule.YEARLY, "bymonth": first.month, "bymonthday": first.day},
    }
    asked = how[series.repeats]
    if series.times is not None:
        asked["count"] = min(series.times, asked.get("count", series.times))
    return rrule.rrule(dtstart=first, **asked)


def _check(series: Series, start: datetime, end: datetime) -> None:
    if series.start.tzinfo is not None:
        raise InvalidInput("series", "its start has a zone of its own already")
    if series.repeats not in get_args(Repeats):
        raise InvalidInput("series", f"there is no repetition {series.repeats!r}")
    if series.times is not None and series.times < 0:
        raise InvalidInput("series", "its number of times is negative")
    zone_info(series.zone)
    for field, moment in (("start", start), ("end", end)):
        if moment.tzinfo is None:
            raise InvalidInput(field, "has no zone")


def _moved(moment: datetime, by: timedelta) -> datetime:
    try:
        return (moment.astimezone(UTC) + by).replace(tzinfo=None)
    except OverflowError:
        return datetime.min if by < timedelta(0) else datetime.max  # noqa: DTZ901

"""Hours of the week in words: "Mo-Th 09:00-12:30; Fr 13:00-15:00", or "never"."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.people.week import QUARTERS_A_DAY, day_text, pack

DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NEVER = "never"
_PART = re.compile(r"([a-z]+)(?:\s*[-–]\s*([a-z]+))?\s+(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})", re.ASCII)


def week_of(text: str) -> bytes:
    """Return the week (see ``people.week``) that ``text`` tells; parts stand between semicolons.

    Days are English names or their beginnings of two letters or more, "Sa-Mo" goes over the week's end; times
    are full quarter-hours, 24:00 ends a day. Raises ``ValidationError`` with the part that cannot be read.
    """
    if text.strip().casefold() == NEVER:
        return pack(set())
    quarters: set[int] = set()
    for part in text.casefold().split(";"):
        if part.strip():
            quarters |= _quarters(part.strip())
    return pack(quarters)


def _quarters(part: str) -> set[int]:
    read = _PART.fullmatch(part)
    if read is None:
        raise _wrong(part)
    first, last, *numbers = read.groups()
    start_day, end_day = _day(first, part), _day(last or first, part)
    start, end = (_quarter(hour, minute, part) for hour, minute in (numbers[:2], numbers[2:]))
    if end <= start:
        raise _wrong(part)
    days = [(start_day + step) % 7 for step in range((end_day - start_day) % 7 + 1)]
    return {day * QUARTERS_A_DAY + quarter for day in days for quarter in range(start, end)}


def _day(name: str, part: str) -> int:
    if name[:2] in DAYS and NAMES[DAYS.index(name[:2])].startswith(name):
        return DAYS.index(name[:2])
    raise _wrong(part)


def _quarter(hour: str, minute: str, part: str) -> int:
    minutes = int(hour) * 60 + int(minute)
    if int(minute) > 59 or minutes > 24 * 60 or minutes % 15:
        raise _wrong(part)
    return minutes // 15


def _wrong(part: str) -> ValidationError:
    return ValidationError(
        _("“%(part)s” are no hours of a week. Write days and full quarter-hours: “Mo-Th 09:00-12:30; Fr 13:00-15:00”.")
        % {"part": part}
    )


def week_text(week: bytes) -> str:
    """Return a week as ``week_of`` reads it, days that are alike and follow one another together."""
    days = [day_text(week, day).replace("–", "-") for day in range(7)]
    parts: list[str] = []
    for day, spans in enumerate(days):
        if day and spans == days[day - 1]:
            continue
        last = day
        while last < 6 and days[last + 1] == spans:
            last += 1
        named = DAYS[day].title() if last == day else f"{DAYS[day].title()}-{DAYS[last].title()}"
        parts += [f"{named} {span}" for span in spans.split(", ") if span]
    return "; ".join(parts) or NEVER

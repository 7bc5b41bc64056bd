"""A member's weekly availability: 672 quarter-hours of the local week, Monday 00:00 first, as 84 bytes.

Quarter-hour ``q`` is bit ``q % 8`` (lowest first) of byte ``q // 8``; as little-endian words that is bit
``q % 64`` of word ``q // 64`` of the engines' eleven.
"""

from __future__ import annotations

import re

QUARTERS = 672
QUARTERS_A_DAY = 96
OCTETS = QUARTERS // 8

_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:[-\u2010-\u2015]|to)\s*(\d{1,2})(?:[:.](\d{2}))?")


class NoSpan(ValueError):
    """The text is no span of hours."""


class OffQuarter(ValueError):
    """The time does not fall on a quarter of an hour."""


def pack(quarters: set[int]) -> bytes:
    """Return the 84 bytes in which just these quarter-hours (0 to 671) are free."""
    return sum(1 << quarter for quarter in quarters).to_bytes(OCTETS, "little")


def unpack(week: bytes) -> set[int]:
    """Return the free quarter-hours of 84 bytes."""
    bits = int.from_bytes(week, "little")
    return {quarter for quarter in range(QUARTERS) if bits >> quarter & 1}


def day_text(week: bytes, day: int) -> str:
    """Return a day (0 is Monday) as people write it: "09:00–12:00, 13:00–17:30", empty where nothing is free."""
    bits = int.from_bytes(week, "little") >> day * QUARTERS_A_DAY & (1 << QUARTERS_A_DAY) - 1
    changes = bits ^ bits << 1
    edges = [quarter for quarter in range(QUARTERS_A_DAY + 1) if changes >> quarter & 1]
    spans = zip(edges[::2], edges[1::2], strict=True)
    return ", ".join(f"{_clock(start)}–{_clock(end)}" for start, end in spans)


def day_quarters(text: str, day: int) -> set[int]:
    """Return the quarter-hours of the week that a day's text names; the opposite of ``day_text``.

    Reads "9-17", "09:00–12:30, 13.00 to 17.00". Raises ``NoSpan`` or ``OffQuarter`` with the part at fault.
    """
    found: set[int] = set()
    for part in filter(None, (part.strip() for part in re.split(r"[,;]", text))):
        read = _SPAN.fullmatch(part)
        if read is None:
            raise NoSpan(part)
        start, end = _quarter(read[1], read[2], part), _quarter(read[3], read[4], part)
        if not start < end <= QUARTERS_A_DAY:
            raise NoSpan(part)
        found |= {day * QUARTERS_A_DAY + quarter for quarter in range(start, end)}
    return found


def _clock(quarter: int) -> str:
    return f"{quarter // 4:02}:{quarter % 4 * 15:02}"


def _quarter(hour: str, minute: str | None, part: str) -> int:
    if int(minute or 0) > 59:
        raise NoSpan(part)
    quarter, rest = divmod(int(minute or 0), 15)
    if rest:
        raise OffQuarter(part)
    return int(hour) * 4 + quarter


WORKING_WEEK = pack({day * QUARTERS_A_DAY + quarter for day in range(5) for quarter in range(36, 68)})

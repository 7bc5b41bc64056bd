"""A member's weekly availability: 672 quarter-hours of the local week, Monday 00:00 first, as 84 bytes.

Quarter-hour ``q`` is bit ``q % 8`` (lowest first) of byte ``q // 8``; as little-endian words that is bit
``q % 64`` of word ``q // 64`` of the engines' eleven.
"""

from __future__ import annotations

QUARTERS = 672
QUARTERS_A_DAY = 96
OCTETS = QUARTERS // 8


def pack(quarters: set[int]) -> bytes:
    """Return the 84 bytes in which just these quarter-hours (0 to 671) are free."""
    return sum(1 << quarter for quarter in quarters).to_bytes(OCTETS, "little")


def unpack(week: bytes) -> set[int]:
    """Return the free quarter-hours of 84 bytes."""
    bits = int.from_bytes(week, "little")
    return {quarter for quarter in range(QUARTERS) if bits >> quarter & 1}


WORKING_WEEK = pack({day * QUARTERS_A_DAY + quarter for day in range(5) for quarter in range(36, 68)})

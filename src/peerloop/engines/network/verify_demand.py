"""The bus factor by trying everything: single needs, single seats, every set of holders; for small cases."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

Holdings = list[tuple[int, int]]


def fewest_by_trying(holdings: Holdings, need: Sequence[int], *, seats: Sequence[int], one: int) -> int:
    """Return the fewest holders of skill ``one`` without whose teaching of it needs go unserved; 0 for none."""
    teach = sorted({member for skill, member in holdings if skill == one})
    for size in range(1, len(teach) + 1):
        for gone in combinations(teach, size):
            if lost_by_trying(holdings, need, seats=seats, one=one, gone=gone) > 0:
                return size
    return 0


def lost_by_trying(
    holdings: Holdings, need: Sequence[int], *, seats: Sequence[int], one: int, gone: Collection[int]
) -> int:
    """Return the needs unserved for want of what those ``gone`` teach of skill ``one``."""
    stay = [(skill, member) for skill, member in holdings if member not in gone]
    taught = [(skill, member) for skill, member in holdings if member in gone and skill == one]
    return served_by_trying(stay + taught, need, seats=seats) - served_by_trying(stay, need, seats=seats)


def served_by_trying(holdings: Holdings, need: Sequence[int], *, seats: Sequence[int]) -> int:
    """Return the most needs served, each placed in turn and others moved for it (Kuhn 1955)."""
    teach: dict[int, list[tuple[int, int]]] = {}
    for skill, member in holdings:
        teach.setdefault(skill, []).extend((member, seat) for seat in range(seats[member]))
    taken: dict[tuple[int, int], int] = {}

    def place(k: int, tried: set[tuple[int, int]]) -> bool:
        for seat in teach.get(need[k], []):
            if seat not in tried:
                tried.add(seat)
                if seat not in taken or place(taken[seat], tried):
                    taken[seat] = k
                    return True
        return False

    return sum(place(k, set()) for k in range(len(need)))

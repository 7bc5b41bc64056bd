"""Checks of an answer that share nothing with how it was found: plain loops over plain whole numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from peerloop.engines.slots.meeting import Slots

WEEK = 672


def is_valid(
    slots: Slots,
    free: ArrayLike,
    *,
    members: int | ArrayLike,
    least: int,
    length: int,
    offset: ArrayLike | None = None,
) -> bool:
    """Tell whether ``slots`` holds every slot that there is, once, with the right people and bad hours."""
    who = _rows(members)
    weeks = {member: _whole(np.asarray(free)[member]) for member in who}
    if slots.length != length or slots.member.tolist() != who or len(set(slots.start.tolist())) != len(slots.start):
        return False
    found = {}
    for row, start in enumerate(slots.start.tolist()):
        found[start] = (slots.present[row].tolist(), slots.bad[row].tolist())
    for start in range(WEEK - length + 1):
        hours = range(start, start + length)
        present = [all(weeks[member] >> q & 1 for q in hours) for member in who]
        bad = [_bad(offset, m, hours) if here else 0 for m, here in zip(who, present, strict=True)]
        if sum(present) >= least and found.pop(start, None) != (present, bad):
            return False
    return not found


def upper_bound(free: ArrayLike, *, members: int | ArrayLike) -> int:
    """Return a number of members that no slot can exceed: the most who are free at one moment."""
    weeks = [_whole(np.asarray(free)[row]) for row in _rows(members)]
    return max((sum(week >> q & 1 for week in weeks) for q in range(WEEK)), default=0)


def _rows(members: int | ArrayLike) -> list[int]:
    given = np.asarray(members)
    return list(range(int(given))) if given.ndim == 0 else [int(member) for member in given]


def _whole(row: ArrayLike) -> int:
    return sum(int(word) << 64 * place for place, word in enumerate(np.asarray(row).tolist()))


def _bad(offset: ArrayLike | None, member: int, hours: range) -> int:
    east = np.zeros(member + 1) if offset is None else np.asarray(offset)
    clock = [q * 15 + int(east[member] if east.ndim == 1 else east[member][q]) for q in hours]
    return sum(not 480 <= minute % 1440 <= 1065 for minute in clock)

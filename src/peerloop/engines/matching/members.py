"""The people of a matching as arrays."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.input import InvalidInput

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

WEEK = 672  # quarter-hours in a week
WORDS = 11  # 64-bit words that hold them
TOP_LEVEL = 5

OTHER_TEAM, SAME_PLACE, NEAR = 1, 2, 4
"""What a learner may wish for beside the skill; NEAR: somebody no more than a level above the wanted one."""
WISHES = (OTHER_TEAM, SAME_PLACE, NEAR)

NO_PAIRS = np.empty((0, 2), dtype=np.int64)
NO_REFUSALS = np.empty((0, 3), dtype=np.int64)


@dataclass(frozen=True)
class Skills:
    """Rows of skills by member (CSR): member i has the rows ``indptr[i]`` to ``indptr[i + 1]``, each skill once.

    ``skill``: any whole number from 0. ``level``: 1 to 5, in needs also 0 for "not said". ``pace``: 0 either,
    1 at once, 2 over weeks; none given means either. ``vouched`` (offers only): how often peers vouched.
    ``wish`` (needs only): bits of ``OTHER_TEAM``, ``SAME_PLACE`` and ``NEAR``.
    """

    indptr: ArrayLike
    skill: ArrayLike
    level: ArrayLike
    pace: ArrayLike | None = None
    vouched: ArrayLike | None = None
    wish: ArrayLike | None = None


@dataclass(frozen=True)
class Members:
    """``n`` members, numbered from 0.

    ``team[n]``, ``place[n]``: whole numbers, -1 for none. ``manager[n]``: a member, -1 for none.
    ``languages[n]``: bits, one a language. ``free[n, 11]``: bit ``q % 64`` of word ``q // 64`` says that quarter
    hour ``q`` of the week (UTC, 0 to 671) is free. ``seniority[n]``: years. ``capacity[n]``: free seats as a
    teacher; 0 for who is away, full or opted out. ``offers``, ``needs``: ``Skills``; a request is a row of
    ``needs``. ``held``: skills that members have without offering them (only named in why-nots).
    ``avoid[k, 2]``: the first would rather not meet the second; it holds both ways. ``met[k, 2]``: have met.
    ``refused[k, 3]``: the first will not learn the skill (second) from the third; other skills they may.
    """

    team: ArrayLike
    manager: ArrayLike
    languages: ArrayLike
    free: ArrayLike
    seniority: ArrayLike
    place: ArrayLike
    capacity: ArrayLike
    offers: Skills
    needs: Skills
    held: Skills | None = None
    avoid: ArrayLike = field(default_factory=NO_PAIRS.copy)
    met: ArrayLike = field(default_factory=NO_PAIRS.copy)
    refused: ArrayLike = field(default_factory=NO_REFUSALS.copy)


def week_bits(free: ArrayLike) -> NDArray[np.uint64]:
    """Return [n, 672] truths (one a quarter-hour) as the bits [n, 11] that ``Members.free`` holds."""
    quarters = np.asarray(free, dtype=bool)
    if quarters.ndim != 2 or quarters.shape[1] != WEEK:
        raise InvalidInput("free", f"has the shape {quarters.shape}, not (n, {WEEK})")
    padded = np.zeros((len(quarters), WORDS * 64), dtype=bool)
    padded[:, :WEEK] = quarters
    return np.packbits(padded, axis=1, bitorder="little").view("<u8").astype(np.uint64, copy=False)


def starts(free: NDArray[np.uint64], length: int) -> NDArray[np.uint64]:
    """Return the quarter-hours at which ``length`` free ones begin, as bits; no meeting crosses the week's end.

    Two members can meet at q exactly where both have a start at q.
    """
    found, done = free, 1
    while done < length:
        step = min(done, length - done)
        found = found & _earlier(found, step)
        done += step
    return found


def _earlier(words: NDArray[np.uint64], quarters: int) -> NDArray[np.uint64]:
    whole, part = divmod(quarters, 64)
    padded = np.zeros((len(words), WORDS + whole + 1), dtype=np.uint64)
    padded[:, :WORDS] = words
    moved: NDArray[np.uint64] = padded[:, whole : whole + WORDS] >> np.uint64(part)
    if part:
        moved = moved | padded[:, whole + 1 : whole + 1 + WORDS] << np.uint64(64 - part)
    return moved


def first_hour(common: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the first quarter-hour set in each row of bits [k, 11], -1 where there is none."""
    word = (common != 0).argmax(axis=1)
    bits = common[np.arange(len(common)), word]
    lowest = bits & (~bits + np.uint64(1))
    return np.where(bits == 0, -1, word * 64 + np.bitwise_count(lowest - np.uint64(1)).astype(np.int64))

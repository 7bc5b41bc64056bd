"""The hours that suit: who is free together, who would meet at a bad local hour, and whose turn that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines import InvalidInput
from peerloop.engines.input import ids, same_length
from peerloop.engines.slots.week import QUARTERS, WORDS, runs, unpack, words

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

DAY_BEGINS = 8 * 60
DAY_ENDS = 18 * 60


@dataclass(frozen=True)
class Slots:
    """The slots of one week, best first.

    ``start[k]``: the quarter-hour of the UTC week at which slot k begins; ``length`` in quarter-hours;
    ``member[m]``: the rows of ``free`` that were asked about; ``present[k, m]``: is free throughout;
    ``bad[k, m]``: quarter-hours of the slot outside 08:00 to 18:00 of that member's wall clock, 0 for who
    is not present. Whoever holds the session adds ``bad`` of the chosen slot to the ledger.
    """

    start: NDArray[np.int64]
    length: int
    member: NDArray[np.int64]
    present: NDArray[np.bool_]
    bad: NDArray[np.int64]


def common(
    free: ArrayLike,
    *,
    members: int | ArrayLike,
    least: int,
    length: int,
    offset: ArrayLike | None = None,
    borne: ArrayLike | None = None,
) -> Slots:
    """Return every slot of ``length`` quarter-hours in which at least ``least`` members are free throughout.

    ``free``: uint64 words of shape (n, 11), the free quarter-hours of a named week in UTC: quarter-hour q,
    counted from Monday 00:00 UTC, is bit q % 64 of word q // 64. ``members``: the rows that are to meet, or
    n for all. ``offset``: minutes east of UTC per row, of shape (n,), or (n, 672) where a clock changes
    within the week (see ``offsets``); 0 where not given. ``borne``: the ledger, bad quarter-hours that each
    row has borne so far, (n,).

    Best first: most members present; then the fewest bad quarter-hours, each weighing 1 plus what its
    bearer has borne beyond the least burdened of ``members``, so that the hours rotate until all have borne
    alike; then the least that any one member ends up with; then the fewest bad ones plainly; then the
    earliest.

    A named week has an end: no slot runs over Sunday 24:00 UTC. Empty without members, or where ``least``
    is more than there are. Raises ``InvalidInput`` for bits beyond the week, unknown or repeated members,
    ``least`` or ``length`` below 1.
    """
    rows, who = asked(free, members)
    if least < 1:
        raise InvalidInput("least", "is below one member")
    free_at = unpack(runs(rows[who], length))
    starts = np.flatnonzero(free_at.sum(axis=0) >= least)
    present = np.ascontiguousarray(free_at[:, starts].T)
    bad = np.where(present, bad_quarters(offset, who, len(rows), length)[:, starts].T, 0)
    ledger = burden(borne, who, len(rows))
    weighed = bad @ (1 + ledger - ledger.min(initial=2**40))
    worst = (ledger + bad).max(axis=1, initial=0)
    best = np.lexsort((starts, bad.sum(axis=1), worst, weighed, -present.sum(axis=1)))
    return Slots(starts[best], length, who, present[best], bad[best])


def asked(free: ArrayLike, members: int | ArrayLike) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the rows of ``free`` and which of them are to meet."""
    rows = words("free", np.zeros((0, WORDS), np.uint64) if np.size(free) == 0 else free)
    if rows.ndim != 2:
        raise InvalidInput("free", f"has {rows.ndim} dimensions, not two")
    given = np.asarray(members)
    if given.ndim == 0:
        if int(given) != len(rows):
            raise InvalidInput("members", f"is {int(given)}, free has {len(rows)} rows")
        return rows, np.arange(len(rows))
    who = ids("members", given, below=len(rows))
    again = np.setdiff1d(np.arange(who.size), np.unique(who, return_index=True)[1])
    if again.size:
        raise InvalidInput("members", "names a member twice", again)
    return rows, who


def bad_quarters(offset: ArrayLike | None, who: NDArray[np.int64], n: int, length: int) -> NDArray[np.int64]:
    """Return how many of the ``length`` quarter-hours from each one on are bad per member, (m, 672)."""
    east = np.zeros(n, dtype=np.int64) if offset is None else np.asarray(offset)
    if east.shape not in {(n,), (n, QUARTERS)} or east.dtype.kind not in "ui":
        raise InvalidInput("offset", f"is not whole minutes of shape ({n},) or ({n}, {QUARTERS})")
    if east.ndim == 1:
        east = east[:, None]
    minute = (np.arange(QUARTERS) * 15 + east[who].astype(np.int64)) % (24 * 60)
    outside = (minute < DAY_BEGINS) | (minute > DAY_ENDS - 15)
    upto = np.zeros((who.size, QUARTERS + 1), dtype=np.int64)
    np.cumsum(outside, axis=1, out=upto[:, 1:])
    ends = np.minimum(np.arange(QUARTERS) + length, QUARTERS)
    return upto[:, ends] - upto[:, :QUARTERS]


def burden(borne: ArrayLike | None, who: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """Return what each of the members has borne so far, in quarter-hours."""
    ledger = np.zeros(n, dtype=np.int64) if borne is None else np.asarray(borne)
    if ledger.size == 0:
        ledger = ledger.astype(np.int64)
    same_length(free=np.empty(n), borne=ledger)
    if ledger.ndim != 1 or ledger.dtype.kind not in "ui":
        raise InvalidInput("borne", "is not a flat list of whole quarter-hours")
    if (ledger < 0).any():
        raise InvalidInput("borne", "negative", np.flatnonzero(ledger < 0))
    return ledger[who].astype(np.int64)

"""Burt's constraint: how far a member's contacts all know one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from peerloop.engines.network.ties import Ties

AT_ONCE = 2_000_000


def constraint(ties: Ties) -> NDArray[np.float64]:
    """Return the constraint of each member (Burt 1992); NaN without a tie.

    The sum over contacts v of (p_uv + sum over w of p_uw p_wv) squared, where p_uv is the part of u's
    ties, both ways together, that v has. The inner sum runs over triangles only, each listed once.
    """
    both = ties.mutual
    degree = np.diff(both.indptr)
    own = np.repeat(np.arange(ties.members), degree)
    strength = np.bincount(own, weights=both.data, minlength=ties.members)
    part = both.data / strength[own]
    key = own * ties.members + both.indices
    paths = part.copy()
    for triangle in _triangles(own, both.indices.astype(np.int64), degree):
        slot = {
            (x, y): np.searchsorted(key, triangle[x] * ties.members + triangle[y])
            for x in range(3) for y in range(3) if x != y
        }  # fmt: skip
        for (x, y), through in slot.items():
            w = 3 - x - y
            np.add.at(paths, through, part[slot[x, w]] * part[slot[w, y]])
    total = np.bincount(own, weights=paths**2, minlength=ties.members)
    return np.where(degree == 0, np.nan, total)


def _triangles(
    tail: NDArray[np.int64], head: NDArray[np.int64], degree: NDArray[np.int64]
) -> Iterator[tuple[NDArray[np.int64], ...]]:
    """Yield blocks of triangles (a, b, c), each once.

    Ties point from the member of lower degree to the higher, so that nobody has more than some sqrt(2 ties)
    of them and the work is bounded by ties^1.5 also where a few know everybody (Chiba and Nishizeki 1985).
    """
    n = degree.size
    place = np.empty(n, dtype=np.int64)
    place[np.lexsort((np.arange(n), degree))] = np.arange(n)
    up = place[tail] < place[head]
    tail, head = tail[up], head[up]
    key, start = tail * n + head, np.searchsorted(tail, np.arange(n + 1))
    count = start[head + 1] - start[head]
    upto = np.cumsum(count)
    begin = 0
    while begin < tail.size:
        done = upto[begin - 1] if begin else 0
        end = max(begin + 1, int(np.searchsorted(upto, done + AT_ONCE, side="right")))
        some = count[begin:end]
        a, b = np.repeat(tail[begin:end], some), np.repeat(head[begin:end], some)
        c = head[np.repeat(start[head[begin:end]] - (upto[begin:end] - some), some) + done + np.arange(a.size)]
        at = np.minimum(np.searchsorted(key, a * n + c), key.size - 1)
        closed = key[at] == a * n + c
        yield a[closed], b[closed], c[closed]
        begin = end

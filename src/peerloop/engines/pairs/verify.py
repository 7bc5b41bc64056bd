"""Checks that share nothing with the solver: sets and sums, and SciPy's Hungarian method and HiGHS for the bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from peerloop.engines.pairs.pair import Odd, Pairs
    from peerloop.engines.pairs.rings import Rings

DENSE = 2000


def is_valid_pairs(
    pairs: Pairs, a: ArrayLike, b: ArrayLike, score: ArrayLike, *, members: int, odd: Odd = "trio"
) -> bool:
    """Tell whether everybody is in one pair, one trio or unpaired, whoever meets may, and the score is the sum."""
    one, other, value = np.asarray(a).tolist(), np.asarray(b).tolist(), np.asarray(score).tolist()
    may = {frozenset(two) for two in zip(one, other, strict=True)}
    chosen = [(int(one[edge]), int(other[edge])) for edge in pairs.edge]
    partner = dict([*chosen, *(two[::-1] for two in chosen)])
    third = [int(row[2]) for row in pairs.trio]
    placed = [member for two in chosen for member in two] + third + pairs.unpaired.tolist()
    return (
        sorted(placed) == list(range(members))
        and [partner.get(member, -1) for member in range(members)] == pairs.partner.tolist()
        and (odd == "trio" or not third)
        and len({row[0] for row in pairs.trio.tolist()}) == len(third)
        and all(partner[x] == y and {frozenset((x, z)), frozenset((y, z))} <= may for x, y, z in pairs.trio.tolist())
        and bool(np.isclose(sum(value[edge] for edge in pairs.edge), pairs.score))
        and pairs.bound >= pairs.score
    )


def is_valid_rings(rings: Rings, giver: ArrayLike, taker: ArrayLike, score: ArrayLike, *, longest: int = 4) -> bool:
    """Tell whether the rings close, are of two to ``longest``, share nobody, and the score is the sum."""
    gives, takes, value = np.asarray(giver).tolist(), np.asarray(taker).tolist(), np.asarray(score).tolist()
    by_ring: dict[int, list[int]] = {}
    for edge, ring in zip(rings.edge.tolist(), rings.ring.tolist(), strict=True):
        by_ring.setdefault(ring, []).append(edge)
    everybody = [gives[edge] for edge in rings.edge]
    return (
        all(2 <= len(ring) <= longest for ring in by_ring.values())
        and all(
            takes[edge] == gives[onward]
            for ring in by_ring.values()
            for edge, onward in zip(ring, ring[1:] + ring[:1], strict=True)
        )
        and len(set(everybody)) == len(everybody)
        and bool(np.isclose(sum(value[edge] for edge in rings.edge), rings.score))
        and rings.bound >= rings.score
    )


def pairs_bound(a: ArrayLike, b: ArrayLike, score: ArrayLike, *, members: int) -> float:
    """Return a number that no pairing's score exceeds: half the best assignment with every edge both ways."""
    both = np.concatenate([np.asarray(a), np.asarray(b)]), np.concatenate([np.asarray(b), np.asarray(a)])
    return rings_bound(*both, np.concatenate([np.asarray(score), np.asarray(score)]), members=members) / 2


def rings_bound(giver: ArrayLike, taker: ArrayLike, score: ArrayLike, *, members: int) -> float:
    """Return a number that no rings' score exceeds: the best assignment, who is left standing for 0."""
    gives, takes = np.asarray(giver, dtype=np.int64), np.asarray(taker, dtype=np.int64)
    value: NDArray[np.float64] = np.asarray(score, dtype=np.float64)
    if members <= DENSE:
        from scipy.optimize import linear_sum_assignment

        worth = np.full((members, members), -1e9 * (1 + value.max(initial=0)))
        np.fill_diagonal(worth, 0)
        worth[gives, takes] = value
        return float(worth[linear_sum_assignment(worth, maximize=True)].sum())
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    edge = np.arange(value.size)
    both = np.concatenate([gives, members + takes]), np.concatenate([edge, edge])
    ties = coo_array((np.ones(2 * edge.size), both), shape=(2 * members, edge.size)).tocsr()
    found = linprog(-value, A_ub=ties, b_ub=np.ones(2 * members))  # type: ignore[call-overload]
    return -float(found.fun)

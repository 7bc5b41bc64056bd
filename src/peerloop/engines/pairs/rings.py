"""Rings of swaps: A teaches B, B teaches C, C teaches A; everyone in a ring teaches once and learns once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines import InvalidInput
from peerloop.engines.input import ids, same_length, scores
from peerloop.engines.pairs.cycles import Offers, listed, total
from peerloop.engines.pairs.fractional import arcs, assigned, cycles_of, prices
from peerloop.engines.pairs.graph import room, whole
from peerloop.engines.pairs.packing import greedy, packed
from peerloop.engines.pairs.pair import refuse_repeats

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Edges = NDArray[np.int64]

MOST_RINGS = 50_000
BITS = 20


@dataclass(frozen=True)
class Rings:
    """Disjoint rings.

    ``edge``: indices of the chosen edges, ring by ring; ``ring[i]``: which ring (0-based) edge i belongs
    to; ``score``: their sum; ``bound``: no rings of the same lengths score more; ``proven``: these are the
    best there are, save for rounding of scores that are no whole numbers.
    """

    edge: NDArray[np.int64]
    ring: NDArray[np.int64]
    score: float
    bound: float
    proven: bool


def rings(
    giver: ArrayLike,
    taker: ArrayLike,
    score: ArrayLike,
    *,
    members: int,
    longest: int = 4,
    seed: int = 0,
    seconds: float = 20.0,
) -> Rings:
    """Return disjoint rings of two to ``longest`` members with the highest total score.

    ``giver[e]`` could teach ``taker[e]``, worth ``score[e]`` (>= 0), each ordered two at most once.

    Method: the best cover by rings of any length is an assignment, whose value and prices bound the short
    ones. A ring whose edges miss their prices by more than the distance from that bound to a greedy packing
    is in no better answer; the others are listed (at most 50,000, the nearest to their prices) and packed
    by integer programming (the cycle formulation of kidney exchange, Abraham, Blum & Sandholm 2007; HiGHS).
    Exact where all were listed and HiGHS ended within ``seconds``; else the best found, with a proven
    bound. At that limit, and only there, two runs may differ. Raises ``InvalidInput`` for ids out of range,
    a member with itself, an edge twice, scores negative or not finite, ``longest`` below 2.
    """
    if members < 0:
        raise InvalidInput("members", "is negative")
    if longest < 2:
        raise InvalidInput("longest", "is below 2: nobody swaps with oneself")
    gives, takes = ids("giver", giver, below=members), ids("taker", taker, below=members)
    value = scores("score", score)
    same_length(giver=gives, taker=takes, score=value)
    itself = np.flatnonzero(gives == takes)
    if itself.size:
        raise InvalidInput("taker", "is the same member", itself)
    refuse_repeats("taker", gives * members + takes)
    # Shuffled by the seed, so that equals are chosen among by chance and the order of the input does not matter.
    order = np.random.default_rng(seed).permutation(gives.size)
    integer, unit = whole(value, min(room(members), BITS))
    slack = 0.0 if bool((integer == value * unit).all()) else members * 0.5 / unit
    offers = Offers(gives[order], takes[order], np.zeros_like(gives), members)
    found, bound = _best(offers, integer[order], longest, seconds)
    edge = order[np.concatenate([np.zeros(0, dtype=np.int64), *found])]
    ring = np.repeat(np.arange(len(found)), [cycle.size for cycle in found]).astype(np.int64)
    reached = float(value[edge].sum())
    proven = bound == int(integer[edge].sum())
    return Rings(edge, ring, reached, max(reached, bound / unit + slack), proven)


def _best(offers: Offers, weight: NDArray[np.int64], longest: int, seconds: float) -> tuple[list[Edges], int]:
    """Return the chosen rings, each as its edges in order, and a proven bound of the total weight."""
    found, bound, offers = _cover(offers, weight, longest)
    missing = bound - _worth(found, weight)
    if missing == 0:
        return found, bound
    rows, within = _nearest(offers, longest, missing)
    worth = total(rows, weight)
    chosen = greedy(rows, offers.giver, worth)
    missing = min(missing, bound - int(worth[chosen].sum()))
    near = np.flatnonzero(total(rows, offers.miss) <= missing)
    chosen, ceiling = packed(rows[near], offers.giver, worth[near], offers.members, seconds)
    # A ring that was not listed misses the bound by more than ``within``, and with it every answer that holds it.
    if within < missing:
        ceiling = max(ceiling, bound - within - 1)
    packing = [ring[ring >= 0] for ring in rows[near[chosen]]]
    found = max(found, packing, key=lambda rings: _worth(rings, weight))
    return found, min(bound, max(ceiling, _worth(found, weight)))


def _cover(offers: Offers, weight: NDArray[np.int64], longest: int) -> tuple[list[Edges], int, Offers]:
    """Return the short rings of the best cover by rings of any length, its worth, and what each edge misses."""
    arc = arcs(offers.giver, offers.taker, weight, offers.members)
    opposite = assigned(arc)
    left, right = prices(arc, opposite)
    miss = left[offers.giver] + right[offers.taker] - weight
    key = offers.giver * offers.members + offers.taker
    order = np.argsort(key)
    cycles = cycles_of(opposite, opposite == np.arange(offers.members))
    short = [cycle * offers.members + np.roll(cycle, -1) for cycle in cycles if cycle.size <= longest]
    found = [order[np.searchsorted(key[order], wanted)] for wanted in short]
    return found, int(left.sum() + right.sum()), offers._replace(miss=miss)


def _nearest(offers: Offers, longest: int, missing: int) -> tuple[Edges, int]:
    """Return the rings that miss their prices by at most ``missing``, or by as much as still can be listed."""
    rows, within = listed(offers, longest, missing, MOST_RINGS), missing
    if rows is not None:
        return rows, within
    low, high = -1, missing
    rows = np.zeros((0, longest), dtype=np.int64)
    while high - low > 1 + low // 20:
        middle = high // 8 if low <= 0 and high > 15 else (low + high) // 2
        some = listed(offers, longest, middle, MOST_RINGS)
        low, high, rows = (low, middle, rows) if some is None else (middle, high, some)
    return rows, low


def _worth(rings: list[Edges], weight: NDArray[np.int64]) -> int:
    return sum(int(weight[ring].sum()) for ring in rings)

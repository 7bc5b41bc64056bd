"""Pairs of the highest total score; who is left over joins a pair or sits out, in fair rotation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from peerloop.engines import InvalidInput
from peerloop.engines.input import counts, ids, same_length, scores
from peerloop.engines.pairs.exact import settle
from peerloop.engines.pairs.fractional import assigned, both_ways, prices
from peerloop.engines.pairs.graph import Graph, room, whole
from peerloop.engines.pairs.leftover import trios
from peerloop.engines.pairs.rounding import rounded

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

Odd = Literal["trio", "rotate"]
RESTS = 15
RESTS_WEIGH = 4


@dataclass(frozen=True)
class Pairs:
    """Who meets whom.

    ``edge``: indices of the chosen edges; ``partner[n]``: the other one of the pair, -1 for who is in none;
    ``trio[t, 3]``: a pair of ``edge`` and the member who joins it; ``unpaired``: who meets nobody this
    time. ``score``: the sum over ``edge``; ``bound``: no pairing (of those that honour ``rested`` as well)
    scores more; ``proven``: nothing better exists, save for rounding of scores that are no whole numbers.
    """

    edge: NDArray[np.int64]
    partner: NDArray[np.int64]
    trio: NDArray[np.int64]
    unpaired: NDArray[np.int64]
    score: float
    bound: float
    proven: bool


def pair(
    a: ArrayLike,
    b: ArrayLike,
    score: ArrayLike,
    *,
    members: int,
    odd: Odd = "trio",
    seed: int = 0,
    rested: ArrayLike | None = None,
) -> Pairs:
    """Return disjoint pairs of the highest total score.

    ``a``, ``b``, ``score`` (>= 0): who may meet, each two people at most once, in any order; who has
    snoozed has no edges. Among equal totals the one with more pairs. ``odd``: who is left over joins a pair
    if edges to both of its members say that they may meet (``trio``), or sits out (``rotate``).
    ``rested[n]``: how often each has sat out so far; each time beyond the least of all (up to 15) weighs
    four times the highest score, so those who sat out meet first. Where it matters more that everybody
    meets than with whom, add a constant to every score.

    Exact up to 2,000 members, and nearly always beyond; ``bound`` is proven at every size (see
    ``fractional`` and ``exact``). ``seed`` chooses among equals. Raises ``InvalidInput`` for ids out of
    range, a member with itself, two people twice, scores negative or not finite.
    """
    if odd not in get_args(Odd):
        raise InvalidInput("odd", f"is {odd!r}, not one of {', '.join(get_args(Odd))}")
    one, other, value = edges("a", a, "b", b, score, members)
    rests = _rests(rested, members)
    graph, unit, extra, slack = _graph(one, other, value, rests, members, seed)
    arc = both_ways(graph)
    opposite = assigned(arc)
    price = np.add(*prices(arc, opposite))
    chosen, bound = settle(graph, price, rounded(graph, opposite), seed)
    # The bound is on score and extras together; every pairing that honours the extras as well has at least ours.
    ceiling = (bound - int(extra[chosen].sum())) / unit
    proven = bound == int(graph.weight[chosen].sum())
    total = float(value[chosen].sum())
    chosen = np.sort(chosen)
    partner = np.full(members, -1, dtype=np.int64)
    partner[one[chosen]], partner[other[chosen]] = other[chosen], one[chosen]
    joined = trios(one, other, value, partner, seed) if odd == "trio" else np.zeros((0, 3), dtype=np.int64)
    alone = np.setdiff1d(np.flatnonzero(partner < 0), joined[:, 2])
    return Pairs(chosen, partner, joined, alone, total, max(total, ceiling + slack), proven)


def edges(
    first: str, a: ArrayLike, second: str, b: ArrayLike, score: ArrayLike, members: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return undirected edges checked: ids, lengths, scores, nobody with oneself, no two people twice."""
    if members < 0:
        raise InvalidInput("members", "is negative")
    one, other, value = ids(first, a, below=members), ids(second, b, below=members), scores("score", score)
    same_length(**{first: one, second: other, "score": value})
    itself = np.flatnonzero(one == other)
    if itself.size:
        raise InvalidInput(second, "is the same member", itself)
    key = np.minimum(one, other) * members + np.maximum(one, other)
    refuse_repeats(second, key)
    return one, other, value


def refuse_repeats(field: str, key: NDArray[np.int64]) -> None:
    """Raise ``InvalidInput`` where a key stands a second time."""
    ordered = np.sort(key)
    if (ordered[1:] == ordered[:-1]).any():
        again = np.setdiff1d(np.arange(key.size), np.unique(key, return_index=True)[1])
        raise InvalidInput(field, "repeats two people", again)


def _rests(rested: ArrayLike | None, members: int) -> NDArray[np.int64]:
    if rested is None or members == 0:
        return np.zeros(members, dtype=np.int64)
    times = counts("rested", rested)
    if len(times) != members:
        raise InvalidInput("rested", f"has {len(times)} entries, members is {members}")
    return np.asarray((times - times.min()).clip(0, RESTS), dtype=np.int64)


def _graph(
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    value: NDArray[np.float64],
    rests: NDArray[np.int64],
    members: int,
    seed: int,
) -> tuple[Graph, float, NDArray[np.int64], float]:
    """Return the graph under shuffled names, units per score, the part of each weight beyond its score, and slack."""
    urgent = rests[one] + rests[other]
    spare = room(members) - (int(urgent.max(initial=0)) * RESTS_WEIGH + 1).bit_length()
    bits = max(spare - (members // 2 + 1).bit_length(), spare * 2 // 3)
    integer, unit = whole(value, bits)
    highest = int(integer.max(initial=0))
    count = max(1, min(members // 2 + 1, 2**spare // (highest + 1)))
    extra = urgent * (RESTS_WEIGH * (highest + 1) * count) + 1
    exact = bool((integer == value * unit).all())
    slack = 0.0 if exact else members // 2 * 0.5 / unit
    name = np.random.default_rng(seed).permutation(members)
    return Graph(members, name[one], name[other], integer * count + extra), unit * count, extra, slack

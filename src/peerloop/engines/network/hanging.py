"""Skills of which most hangs on one or two people: the bus factor, asked only as far as two."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines import InvalidInput
from peerloop.engines.input import counts, ids, same_length
from peerloop.engines.network.demand import Demand

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

FEW = 10
"""Of skills in more hands than these only the plain case is asked: the others alone would not do."""


def hanging(
    skill: ArrayLike, holder: ArrayLike, need: ArrayLike, *, seats: ArrayLike, share: float = 0.5, most: int = 2
) -> NDArray[np.int64]:
    """Return for each skill on how few people it hangs, 1 to ``most``; 0 where on more, or where nothing is served.

    ``skill[e]``, ``holder[e]``: who can teach what. ``need[s]``: how many want each skill. ``seats[m]``: how many
    each member can teach, over all skills. A skill hangs on some of its holders when ``share`` or more of the needs
    that could be served of it go unserved for want of what they teach of it, while all others take over what they
    can (maximum flow, as in ``bus_factor``). What goes unserved even if the others taught nothing else is a lower
    bound, which needs no flow and is all that is asked of skills in more than ``FEW`` hands.
    Raises ``InvalidInput`` for unknown ids, repeated rows, counts not whole or negative.
    """
    wanted, room = counts("need", need), counts("seats", seats)
    kind, who = ids("skill", skill, below=wanted.size), ids("holder", holder, below=room.size)
    same_length(skill=kind, holder=who)
    if np.unique(np.stack([kind, who]), axis=1).shape[1] < kind.size:
        raise InvalidInput("holder", "is named twice for a skill")
    demand = Demand(wanted, room, kind, who)
    found = np.zeros(wanted.size, dtype=np.int64)
    by_skill = who[np.argsort(kind, kind="stable")]
    starts = np.append(0, np.cumsum(np.bincount(kind, minlength=wanted.size)))
    for one in np.flatnonzero(wanted).tolist():
        holders = by_skill[starts[one] : starts[one + 1]]
        teach = np.sort(holders[room[holders] > 0])
        if teach.size:
            found[one] = _fewest(demand, one, teach, share, most)
    return found


def _fewest(demand: Demand, one: int, teach: NDArray[np.int64], share: float, most: int) -> int:
    """Return how few of those who ``teach`` cost the skill enough; 0 where more than ``most``."""
    need, seats = int(demand.need[one]), demand.seats[teach]
    served = min(need, int(seats.sum()))
    strongest = np.sort(seats)[::-1]
    for size in range(1, most + 1):
        if served - min(need, int(strongest[size:].sum())) >= share * served:
            return size
        sets = combinations(teach.tolist(), size) if teach.size <= FEW else ()
        if any(_could(demand, one, gone) >= share * served <= demand.lost(one, gone) for gone in sets):
            return size
    return 0


def _could(demand: Demand, one: int, gone: tuple[int, ...]) -> int:
    """Return the most that those ``gone`` can cost: their seats, as far as they are wanted."""
    return int(np.minimum(demand.seats[list(gone)], demand.need[one]).sum())

"""Ties between teams, teams that keep to themselves, and what a suggested tie would add."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines import InvalidInput
from peerloop.engines.input import ids, refuse, same_length
from peerloop.engines.network.reach import circle, known, within_two

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from peerloop.engines.network.survey import Network
    from peerloop.engines.network.ties import Ties

SILO = 0.1


@dataclass(frozen=True)
class Bridging:
    """How teams are tied, and what each suggested tie would add.

    ``asking[k]``, ``asked[k]``: two teams, or one twice, with ``ties[k]`` ties from the first to the second
    that weigh ``weight[k]``, ascending. ``inside``: the share of all ties that stay in their team, NaN
    without ties. Per team: ``outside``, the share of its ties, to or from, that leave it, NaN without ties;
    ``silo``: has ties, and fewer than ``below`` of them leave.

    Per suggested tie: ``new``: the two are not tied yet. ``first``: no tie yet between their teams, which
    differ. ``joins``: pairs of members who could not reach one another before and could then.
    ``reach``: members who come within two steps of either who were not within two of that one before.
    """

    asking: NDArray[np.int64]
    asked: NDArray[np.int64]
    ties: NDArray[np.int64]
    weight: NDArray[np.float64]
    inside: float
    outside: NDArray[np.float64]
    silo: NDArray[np.bool_]
    new: NDArray[np.bool_]
    first: NDArray[np.bool_]
    joins: NDArray[np.int64]
    reach: NDArray[np.int64]


def bridging(
    network: Network, team: ArrayLike, one: ArrayLike = (), other: ArrayLike = (), *, below: float = SILO
) -> Bridging:
    """Count the ties between teams ``team[m]``, and say what each tie ``one[k]`` - ``other[k]`` would add.

    Suggested ties are looked at one by one, each beside the ties that there are. A team without ties is no
    silo: nothing is known of it. Raises ``InvalidInput`` for unknown ids, a tie of somebody with themselves,
    ``below`` outside 0 to 1.
    """
    ties = network.ties
    teams = int(np.max(team, initial=-1)) + 1
    of = ids("team", team, below=teams)
    if of.size != ties.members:
        raise InvalidInput("team", f"has {of.size} entries, the network {ties.members} members")
    if not 0 <= below <= 1:
        raise InvalidInput("below", "is not between 0 and 1")
    a, b = ids("one", one, below=ties.members), ids("other", other, below=ties.members)
    same_length(one=a, other=b)
    refuse("other", "is the same member", a == b)
    tail, head = of[ties.source], of[ties.target]
    key, cell, count = np.unique(tail * teams + head, return_inverse=True, return_counts=True)
    leaves = tail != head
    total = np.bincount(tail, minlength=teams) + np.bincount(head[leaves], minlength=teams)
    out = np.bincount(tail[leaves], minlength=teams) + np.bincount(head[leaves], minlength=teams)
    outside = np.where(total > 0, out / np.maximum(total, 1), np.nan)
    tied = np.isin(of[a] * teams + of[b], key) | np.isin(of[b] * teams + of[a], key)
    size = np.bincount(network.component, minlength=1)
    parted = network.component[a] != network.component[b]
    pairs = list(zip(a.tolist(), b.tolist(), strict=True))
    return Bridging(
        asking=key // max(teams, 1),
        asked=key % max(teams, 1),
        ties=count.astype(np.int64),
        weight=np.bincount(cell, weights=ties.weight, minlength=key.size).astype(np.float64),
        inside=float(np.mean(~leaves)) if leaves.size else float("nan"),
        outside=outside,
        silo=(total > 0) & (out < below * total),
        new=np.array([y not in known(ties, x) for x, y in pairs], dtype=bool),
        first=(of[a] != of[b]) & ~tied,
        joins=np.where(parted, size[network.component[a]] * size[network.component[b]], 0),
        reach=np.array([_reach(ties, x, y) + _reach(ties, y, x) for x, y in pairs], dtype=np.int64),
    )


def _reach(ties: Ties, member: int, friend: int) -> int:
    """Return how many come within two steps of ``member`` through a tie with ``friend``."""
    fresh = np.setdiff1d(circle(ties, [friend]), within_two(ties, member))
    return int((fresh != member).sum())

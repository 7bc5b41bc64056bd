"""Swaps and rings: everybody in one teaches once and learns once. Only public needs, for each sees the others'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.matching import eligible, plan_of
from peerloop.engines.pairs import rings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.matching import Members, Plan, Policy

LONGEST = 4


@dataclass(frozen=True)
class Swapped:
    """The plan of all rings, and of each of its pairs how many people are in its ring; ``bound`` of the points."""

    plan: Plan
    people: NDArray[np.int64]
    bound: float


def swapped(members: Members, policy: Policy) -> Swapped:
    """Return the rings of two to four people with the most points; nobody is in two."""
    found = eligible(members, policy)
    n = len(np.asarray(members.capacity))
    best = _best_of_two(found.teacher * max(n, 1) + found.learner, found.points)
    giver, taker = found.teacher[best], found.learner[best]
    chosen = rings(giver, taker, found.points[best], members=n, longest=LONGEST)
    edge = best[chosen.edge]
    plan = plan_of(members, policy, found.request[edge], found.offer[edge])
    size = np.bincount(chosen.ring, minlength=1)[chosen.ring] if len(chosen.ring) else np.zeros(0, dtype=np.int64)
    return Swapped(plan, size[np.argsort(found.request[edge])], chosen.bound)


def _best_of_two(both: NDArray[np.int64], points: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each teacher and learner the position of the pair that is worth most."""
    order = np.lexsort((-points, both))
    first = np.ones(len(order), dtype=bool)
    first[1:] = both[order][1:] != both[order][:-1]
    return order[first]

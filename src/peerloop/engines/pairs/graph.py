"""The question as a graph of whole-number weights, so that sums are exact."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The assignment solver scales costs by the number of members, and prices may reach that many times the highest.
BITS = 61
MOST_UNITS = 1000


@dataclass(frozen=True)
class Graph:
    """Undirected edges ``a[e] - b[e]`` of a positive int64 ``weight[e]`` among ``members``."""

    members: int
    a: NDArray[np.int64]
    b: NDArray[np.int64]
    weight: NDArray[np.int64]

    def between(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the edge between ``one[i]`` and ``other[i]``, each of which there must be."""
        keys, order = self._sorted
        return order[np.searchsorted(keys, self._keys(one, other))]

    def only(self, edges: NDArray[np.int64]) -> Graph:
        """Return the graph of the same members with these edges alone."""
        return Graph(self.members, self.a[edges], self.b[edges], self.weight[edges])

    @cached_property
    def _sorted(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        keys = self._keys(self.a, self.b)
        order = np.argsort(keys, kind="stable")
        return keys[order], order

    def _keys(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.minimum(one, other) * self.members + np.maximum(one, other)


def whole(score: NDArray[np.float64], bits: int) -> tuple[NDArray[np.int64], float]:
    """Return whole numbers of at most ``bits`` bits and the power of two that they are times the scores.

    Whole scores that fit come back as they are; others to the nearest unit.
    """
    highest = float(score.max(initial=0.0))
    if highest == 0:
        return np.zeros(score.size, dtype=np.int64), 1.0
    _, exponent = np.frexp(highest)
    if exponent <= bits and (score == np.rint(score)).all():
        return score.astype(np.int64), 1.0
    unit = 2.0 ** min(bits - int(exponent), MOST_UNITS)
    return np.rint(score * unit).astype(np.int64), unit


def room(members: int) -> int:
    """Return how many bits a weight may have in an exact assignment of so many members."""
    return BITS - 2 * max(members, 1).bit_length()

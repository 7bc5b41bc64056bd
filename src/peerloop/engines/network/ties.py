"""The ties between members as sparse matrices, in one order however they came."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines import InvalidInput
from peerloop.engines.input import ids, refuse, same_length, scores

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray
    from scipy.sparse import csr_array


@dataclass(frozen=True)
class Ties:
    """Ties ``source[e] -> target[e]`` of ``weight[e]`` among ``members``, ordered by source, then target."""

    members: int
    source: NDArray[np.int64]
    target: NDArray[np.int64]
    weight: NDArray[np.float64]

    @cached_property
    def directed(self) -> csr_array[np.float64]:
        """The weights from source to target, (members, members)."""
        from scipy.sparse import csr_array

        start = np.searchsorted(self.source, np.arange(self.members + 1))
        return csr_array((self.weight, self.target, start), shape=(self.members, self.members))

    @cached_property
    def mutual(self) -> csr_array[np.float64]:
        """The weights of both directions together, symmetric, (members, members)."""
        both = (self.directed + self.directed.T).tocsr()
        both.sort_indices()
        return both

    @cached_property
    def component(self) -> NDArray[np.int64]:
        """The component of each member, whichever way the ties point; 0 the largest, then by lowest member."""
        from scipy.sparse.csgraph import connected_components

        return ranked(connected_components(self.directed, directed=False)[1].astype(np.int64))


def ties(source: ArrayLike, target: ArrayLike, weight: ArrayLike, members: int) -> Ties:
    """Return the checked ties; raises ``InvalidInput`` for self-edges, duplicates and weights not above 0."""
    if members < 0:
        raise InvalidInput("members", "negative")
    tail, head = ids("source", source, below=members), ids("target", target, below=members)
    value = scores("weight", weight)
    same_length(source=tail, target=head, weight=value)
    refuse("weight", "not above 0", value == 0)
    refuse("target", "is the source itself", tail == head)
    order = np.lexsort((head, tail))
    again = (np.diff(tail[order]) == 0) & (np.diff(head[order]) == 0)
    if again.any():
        raise InvalidInput("target", "names the same tie twice", np.sort(order[1:][again]))
    return Ties(members, tail[order], head[order], value[order])


def ranked(label: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the same parts numbered by size, the largest 0, ties by their lowest member."""
    _, first, part, size = np.unique(label, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(first.size, dtype=np.int64)
    rank[np.lexsort((first, -size))] = np.arange(first.size)
    return rank[part]

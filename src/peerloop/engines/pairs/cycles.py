"""All short rings whose edges lie near their prices."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_PATHS = 6_000_000


class Offers(NamedTuple):
    """Directed edges: who could teach whom, and by how much each edge misses its prices."""

    giver: NDArray[np.int64]
    taker: NDArray[np.int64]
    miss: NDArray[np.int64]
    members: int


def listed(offers: Offers, longest: int, within: int, most: int) -> NDArray[np.int64] | None:
    """Return every ring of two to ``longest`` members that misses its prices by at most ``within`` in all.

    One row a ring: its edges in order, from its lowest id on, then -1. None where there are more than
    ``most``, or too many paths to look at.
    """
    near = np.flatnonzero(offers.miss <= within)
    near = near[np.argsort(offers.giver[near] * offers.members + offers.taker[near])]
    graph = offers._replace(giver=offers.giver[near], taker=offers.taker[near], miss=offers.miss[near])
    path = np.flatnonzero(graph.giver < graph.taker)[:, None]
    missed = graph.miss[path[:, 0]]
    rows, found = [np.zeros((0, longest), dtype=np.int64)], 0
    for length in range(2, longest + 1):
        if length > 2:
            longer = _longer(graph, path, missed, within)
            if longer is None:
                return None
            path, missed = longer
        closed = _closed(graph, path, missed, within)
        found += len(closed)
        if found > most:
            return None
        rows.append(np.pad(near[closed], ((0, 0), (0, longest - length)), constant_values=-1))
    return np.concatenate(rows)


def _longer(
    graph: Offers, path: NDArray[np.int64], missed: NDArray[np.int64], within: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]] | None:
    """Return the paths one edge longer, on to somebody new with a higher id than their start."""
    begins = np.searchsorted(graph.giver, np.arange(graph.members + 1))
    tail = graph.taker[path[:, -1]]
    ways = begins[tail + 1] - begins[tail]
    if ways.sum() > MOST_PATHS:
        return None
    row = np.repeat(np.arange(tail.size), ways)
    step = np.repeat(begins[tail] - np.cumsum(ways) + ways, ways) + np.arange(row.size)
    goes = missed[row] + graph.miss[step] <= within
    goes &= graph.taker[step] > graph.giver[path[row, 0]]
    for column in range(1, path.shape[1]):
        goes &= graph.taker[step] != graph.giver[path[row, column]]
    row, step = row[goes], step[goes]
    return np.column_stack([path[row], step]), missed[row] + graph.miss[step]


def _closed(graph: Offers, path: NDArray[np.int64], missed: NDArray[np.int64], within: int) -> NDArray[np.int64]:
    """Return the paths that an edge back to their start makes a ring, with that edge."""
    key = graph.giver * graph.members + graph.taker
    wanted = graph.taker[path[:, -1]] * graph.members + graph.giver[path[:, 0]]
    back = np.searchsorted(key, wanted).clip(max=max(key.size - 1, 0))
    there = np.flatnonzero(key[back] == wanted) if key.size else np.zeros(0, dtype=np.int64)
    there = there[missed[there] + graph.miss[back[there]] <= within]
    return np.column_stack([path[there], back[there]])


def total(rings: NDArray[np.int64], of_edge: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the sum of a number per edge over each ring."""
    padded: NDArray[np.int64] = np.append(of_edge, 0)
    return np.asarray(padded[rings].sum(axis=1), dtype=np.int64)

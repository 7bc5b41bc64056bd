"""Betweenness: who lies on the shortest ways from one member to another, along the ties, each way counted in steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.network.ties import Ties

EXACT_UP_TO = 5000
PIVOTS = 256


def betweenness(
    ties: Ties, seed: int, *, exact_up_to: int = EXACT_UP_TO
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return each member's share of all shortest ways between two others, and its standard error.

    Up to ``exact_up_to`` members exact (Brandes 2001, by rustworkx), with error 0. Above, the ways from 256 members
    drawn by the seed stand for all (Brandes and Pich 2007): an unbiased estimate.
    """
    if ties.members <= exact_up_to:
        return _exact(ties), np.zeros(ties.members)
    n = ties.members
    pairs = (n - 1) * (n - 2)
    total, squares = np.zeros(n), np.zeros(n)
    for pivot in np.random.default_rng(seed).choice(n, PIVOTS, replace=False).tolist():
        through = dependency(ties, pivot)
        total += through
        squares += through**2
    mean = total / PIVOTS
    variance = np.maximum(squares / PIVOTS - mean**2, 0) / (PIVOTS - 1) * (1 - PIVOTS / n)
    return mean * n / pairs, np.sqrt(variance) * n / pairs


def dependency(ties: Ties, origin: int) -> NDArray[np.float64]:
    """Return, for each member, the sum over all others of its share of the shortest ways from ``origin``."""
    start, heads_of = ties.directed.indptr.astype(np.int64), ties.directed.indices
    ways, unseen = np.zeros(ties.members), np.ones(ties.members, dtype=bool)
    mark = np.empty(ties.members, dtype=np.int64)
    ways[origin], unseen[origin] = 1, False
    front, steps = np.array([origin]), []
    while front.size:
        count = start[front + 1] - start[front]
        tail = np.repeat(front, count)
        offset = np.repeat(start[front] - np.cumsum(count) + count, count)
        head = heads_of[offset + np.arange(tail.size)]
        new = unseen[head]
        tail, head = tail[new], head[new]
        np.add.at(ways, head, ways[tail])
        unseen[head] = False
        mark[head] = np.arange(head.size)
        front = head[mark[head] == np.arange(head.size)]
        steps.append((tail, head))
    through = np.zeros(ties.members)
    for tail, head in reversed(steps):
        np.add.at(through, tail, ways[tail] / ways[head] * (1 + through[head]))
    through[origin] = 0
    return through


def _exact(ties: Ties) -> NDArray[np.float64]:
    import rustworkx as rx

    graph = rx.PyDiGraph()
    graph.add_nodes_from(range(ties.members))
    graph.add_edges_from_no_data(list(zip(ties.source.tolist(), ties.target.tolist(), strict=True)))
    found = rx.digraph_betweenness_centrality(graph, normalized=ties.members > 2)
    return np.array([found[member] for member in range(ties.members)], dtype=np.float64)

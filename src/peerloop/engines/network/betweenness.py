"""Betweenness: who lies on the shortest ways from one member to another, along the ties, each way counted in steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from peerloop.engines.network.ties import Ties

EXACT_UP_TO = 5000
PIVOTS = 128


def betweenness(
    ties: Ties, seed: int, *, exact_up_to: int = EXACT_UP_TO
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return each member's share of all shortest ways between two others, and its standard error.

    Up to ``exact_up_to`` members exact (Brandes 2001, by rustworkx), with error 0. Above, the ways from and
    to 128 members drawn by the seed stand for all: an unbiased estimate (see ``dependency``).
    """
    if ties.members <= exact_up_to:
        return _exact(ties), np.zeros(ties.members)
    n = ties.members
    pairs = (n - 1) * (n - 2)
    total, squares = np.zeros(n), np.zeros(n)
    onward, back = ties.directed, ties.directed.T.tocsr()
    for pivot in np.random.default_rng(seed).choice(n, PIVOTS, replace=False).tolist():
        through = dependency(onward, pivot) + dependency(back, pivot)
        total += through
        squares += through**2
    mean = total / PIVOTS
    variance = np.maximum(squares / PIVOTS - mean**2, 0) / (PIVOTS - 1) * (1 - PIVOTS / n)
    return mean * n / pairs, np.sqrt(variance) * n / pairs


def dependency(graph: csr_array[np.float64], origin: int) -> NDArray[np.float64]:
    """Return each member's share of the shortest ways from ``origin``, each weighed by how far along it lies.

    Who lies halfway counts half, and the other half when the ways are looked at from their other end, so that
    a neighbour of a drawn member is not mistaken for one whom all need (linear scaling: Geisberger, Sanders
    and Schultes 2008). One sweep outwards counts the ways, one back shares them out (Brandes 2001).
    """
    n = graph.shape[0]
    start, heads_of = graph.indptr.astype(np.int64), graph.indices.astype(np.int64)
    ways, steps, mark = np.zeros(n), np.full(n, -1), np.empty(n, dtype=np.int64)
    ways[origin], steps[origin] = 1, 0
    front = np.array([origin])
    sweep: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
    while front.size:
        count = start[front + 1] - start[front]
        tail = np.repeat(front, count)
        offset = np.repeat(start[front] - np.cumsum(count) + count, count)
        head = heads_of[offset + np.arange(tail.size)]
        new = steps[head] < 0
        tail, head = tail[new], head[new]
        np.add.at(ways, head, ways[tail])
        steps[head] = len(sweep) + 1
        mark[head] = np.arange(head.size)
        front = head[mark[head] == np.arange(head.size)]
        sweep.append((tail, head))
    through: NDArray[np.float64] = np.zeros(n)
    for away, (tail, head) in reversed(list(enumerate(sweep, start=1))):
        np.add.at(through, tail, ways[tail] / ways[head] * (1 / away + through[head]))
    return np.asarray(through * np.maximum(steps, 0))


def _exact(ties: Ties) -> NDArray[np.float64]:
    import rustworkx as rx

    graph = rx.PyDiGraph()
    graph.add_nodes_from(range(ties.members))
    graph.add_edges_from_no_data(list(zip(ties.source.tolist(), ties.target.tolist(), strict=True)))
    found = rx.digraph_betweenness_centrality(graph, normalized=ties.members > 2)
    return np.array([found[member] for member in range(ties.members)], dtype=np.float64)

"""The prices behind a cheapest flow.

OR-Tools keeps its potentials to itself; any shortest-path potentials of the residual network are optimal duals
(Ahuja, Magnanti and Orlin 1993, chapter 9), and Bellman and Ford find them, here with whole rounds at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.matching.flow import Network


def potentials(net: Network, flow: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return node potentials under which every arc with room left has a reduced cost of 0 or more."""
    onward, back = flow < net.room, flow > 0
    tail = np.concatenate([net.tail[onward], net.head[back]])
    head = np.concatenate([net.head[onward], net.tail[back]])
    cost = np.concatenate([net.cost[onward], -net.cost[back]])
    order = np.argsort(head, kind="stable")
    tail, head, cost = tail[order], head[order], cost[order]
    first = np.flatnonzero(np.diff(head, prepend=-1))
    ends = head[first]
    depth = np.zeros(net.nodes, dtype=np.int64)
    for _ in range(net.nodes + 1):
        nearer = np.minimum(np.minimum.reduceat(depth[tail] + cost, first), depth[ends])
        if (nearer == depth[ends]).all():
            return depth
        depth[ends] = nearer
    raise ArithmeticError("the flow is not the cheapest: its residual network has a negative cycle")

"""From the cycles of the fractional matching to pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.pairs.fractional import cycles_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.pairs.graph import Graph


def rounded(graph: Graph, opposite: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the edges of a matching: cycles of two as they are, even cycles halved, odd cycles less one member."""
    own = np.arange(graph.members)
    two = (opposite[opposite] == own) & (own < opposite)
    first, second = [own[two]], [opposite[two]]
    for cycle in cycles_of(opposite, opposite[opposite] == own):
        weight = graph.weight[graph.between(cycle, np.roll(cycle, -1))]
        begin = _cut(weight)
        kept = np.roll(cycle, -begin)[: cycle.size // 2 * 2]
        first.append(kept[0::2])
        second.append(kept[1::2])
    return graph.between(np.concatenate(first), np.concatenate(second))


def _cut(weight: NDArray[np.int64]) -> int:
    """Return where on the cycle to begin taking every second edge, so that their sum is highest."""
    size = weight.size
    if size % 2 == 0:
        return int(weight[1::2].sum() > weight[0::2].sum())
    # Once around by steps of two visits every edge of an odd cycle; a start takes half of them in a row.
    steps = np.arange(size) * 2 % size
    around = np.concatenate([[0], np.cumsum(weight[np.concatenate([steps, steps])])])
    taken = around[np.arange(size) + size // 2] - around[np.arange(size)]
    return int(steps[int(taken.argmax())])

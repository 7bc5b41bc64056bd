"""PageRank: whom those turn to who are themselves turned to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.network.ties import Ties

DAMPING = 0.85
CLOSE = 1e-12
MOST_STEPS = 400


def pagerank(ties: Ties) -> NDArray[np.float64]:
    """Return the share of attention that ends at each member; sums to 1.

    Page, Brin, Motwani, Winograd (1999) by power iteration: a walker follows a tie by its weight, and with
    probability 0.15, or where somebody has no tie out, starts again anywhere. Each step shrinks the error by
    0.85, so the last is below 1e-11.
    """
    if ties.members == 0:
        return np.zeros(0)
    out = np.bincount(ties.source, weights=ties.weight, minlength=ties.members)
    nowhere = out == 0
    share = 1 / np.where(nowhere, 1, out)
    back = ties.directed.T.tocsr()
    rank: NDArray[np.float64] = np.full(ties.members, 1 / ties.members)
    for _ in range(MOST_STEPS):
        before = rank
        arriving: NDArray[np.float64] = back @ (before * share) + before[nowhere].sum() / ties.members
        rank = DAMPING * arriving + (1 - DAMPING) / ties.members
        if np.abs(rank - before).sum() < CLOSE:
            break
    return np.asarray(rank / rank.sum())

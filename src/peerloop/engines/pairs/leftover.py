"""Whoever is in no pair joins one, where all three may meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.pairs.exact import blossom
from peerloop.engines.pairs.graph import Graph

if TYPE_CHECKING:
    from numpy.typing import NDArray

EXACT_CHOICES = 200_000


def trios(
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    score: NDArray[np.float64],
    partner: NDArray[np.int64],
    seed: int,
) -> NDArray[np.int64]:
    """Return rows of three: a pair (the smaller id first) and who joins it, at most one to a pair.

    As many as can join do; among those, the highest sum of their scores with both. A maximum matching of
    the left over and the pairs; above 200,000 choices the best first, one by one.
    """
    n = partner.size
    alone = partner < 0
    comes = np.concatenate([a[alone[a] & ~alone[b]], b[alone[b] & ~alone[a]]])
    meets = np.concatenate([b[alone[a] & ~alone[b]], a[alone[b] & ~alone[a]]])
    worth = np.concatenate([score[alone[a] & ~alone[b]], score[alone[b] & ~alone[a]]])
    host = np.minimum(meets, partner[meets])
    choice, which, times = np.unique(comes * n + host, return_inverse=True, return_counts=True)
    both = np.bincount(which, weights=worth, minlength=choice.size)[times == 2]
    comes, host = choice[times == 2] // max(n, 1), choice[times == 2] % max(n, 1)
    joins = _most(n, comes, host, both) if comes.size <= EXACT_CHOICES else _first(comes, host, both, seed)
    return np.stack([host[joins], partner[host[joins]], comes[joins]], axis=1)


def _most(n: int, comes: NDArray[np.int64], host: NDArray[np.int64], worth: NDArray[np.float64]) -> NDArray[np.int64]:
    highest = float(worth.max(initial=0.0)) or 1.0
    # One more who joins outweighs every sum of scores.
    weight = np.rint(worth / highest * 2**20).astype(np.int64) + 2**20 * (np.unique(comes).size + 1)
    return np.sort(blossom(Graph(n, comes, host, weight)))


def _first(
    comes: NDArray[np.int64], host: NDArray[np.int64], worth: NDArray[np.float64], seed: int
) -> NDArray[np.int64]:
    order = np.random.default_rng(seed).permutation(comes.size)
    order = order[np.argsort(-worth[order], kind="stable")]
    taken: set[tuple[str, int]] = set()
    joins = []
    for row in order.tolist():
        mine, theirs = ("comes", int(comes[row])), ("host", int(host[row]))
        if mine not in taken and theirs not in taken:
            taken |= {mine, theirs}
            joins.append(row)
    return np.sort(np.array(joins, dtype=np.int64))

"""Communities: who is more tied to one another than chance would have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.network.ties import ranked

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from peerloop.engines.network.ties import Ties

PASSES = 30
PATIENCE = 3
GAIN = 1e-5


def communities(ties: Ties, seed: int) -> tuple[NDArray[np.int64], float]:
    """Return the community of each member, 0 the largest, and the modularity of them all.

    Louvain (Blondel et al. 2008) on the ties of both directions together: members move to where modularity
    gains most, communities become the members of a smaller graph, until nothing gains; then members may
    move once more. In a pass all look at once and a half drawn by the seed may move, which sparse products
    do quickly. What is not connected is parted, which never costs modularity. Without ties each is alone.
    """
    whole = ties.mutual
    if whole.nnz == 0:
        return np.arange(ties.members), 0.0
    random = np.random.default_rng(seed)
    label, graph = np.arange(ties.members), whole
    while True:
        moved = _move(graph, np.arange(graph.shape[0]), random)
        _, moved = np.unique(moved, return_inverse=True)
        label = moved[label]
        if int(moved.max()) + 1 == graph.shape[0]:
            break
        graph = _together(graph, moved)
    label = ranked(_parted(whole, _move(whole, label, random)))
    return label, modularity(whole, label)


def modularity(both: csr_array[np.float64], label: NDArray[np.int64]) -> float:
    """Return the weight inside communities beyond chance, as a share (Newman and Girvan 2004)."""
    strength: NDArray[np.float64] = np.asarray(both.sum(axis=1)).ravel()
    own = np.repeat(label, np.diff(both.indptr))
    inside = both.data[own == label[both.indices]].sum() / strength.sum()
    return float(inside - ((np.bincount(label, weights=strength) / strength.sum()) ** 2).sum())


def _move(graph: csr_array[np.float64], label: NDArray[np.int64], random: np.random.Generator) -> NDArray[np.int64]:
    strength: NDArray[np.float64] = np.asarray(graph.sum(axis=1)).ravel()
    best, most, waited = label, modularity(graph, label), 0
    others = graph.copy()
    others.setdiag(0)
    others.eliminate_zeros()
    for _ in range(PASSES):
        label = _pass(others, strength, label, random)
        reached = modularity(graph, label)
        waited = 0 if reached > most + GAIN else waited + 1
        if reached > most:
            best, most = label, reached
        if waited == PATIENCE:
            break
    return best


def _pass(
    others: csr_array[np.float64],
    strength: NDArray[np.float64],
    label: NDArray[np.int64],
    random: np.random.Generator,
) -> NDArray[np.int64]:
    n = label.size
    to = others @ _membership(label, n)
    row = np.repeat(np.arange(n), np.diff(to.indptr))
    at_home = to.indices == label[row]
    heavy = np.bincount(label, weights=strength, minlength=n)
    pull = strength / strength.sum()
    gain = to.data - pull[row] * (heavy[to.indices] - at_home * strength[row])
    stay = -pull * (heavy[label] - strength)
    stay[row[at_home]] = gain[at_home]
    some = np.flatnonzero(np.diff(to.indptr))
    top = np.full(n, -np.inf)
    top[some] = np.maximum.reduceat(gain, to.indptr[some]) if some.size else 0
    first = np.flatnonzero(gain == top[row])[::-1]
    goal = label.copy()
    goal[row[first]] = to.indices[first]
    goes = (top > stay + 1e-12) & (random.random(n) < 0.5)
    return np.where(goes, goal, label)


def _membership(label: NDArray[np.int64], parts: int) -> csr_array[np.float64]:
    from scipy.sparse import csr_array

    return csr_array((np.ones(label.size), label, np.arange(label.size + 1)), shape=(label.size, parts))


def _together(graph: csr_array[np.float64], label: NDArray[np.int64]) -> csr_array[np.float64]:
    belongs = _membership(label, int(label.max()) + 1)
    return (belongs.T @ graph @ belongs).tocsr()


def _parted(both: csr_array[np.float64], label: NDArray[np.int64]) -> NDArray[np.int64]:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    own = np.repeat(np.arange(label.size), np.diff(both.indptr))
    inside = label[own] == label[both.indices]
    ones = np.ones(int(inside.sum()))
    graph = csr_array((ones, (own[inside], both.indices[inside])), shape=both.shape)
    return connected_components(graph, directed=False)[1].astype(np.int64)

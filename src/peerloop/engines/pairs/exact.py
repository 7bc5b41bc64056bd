"""From a good matching and prices to a proven one.

Method: an edge whose price gap (both prices minus its weight) exceeds the distance between bound and
matching is in no better matching, so it falls away (reduced-cost fixing). What remains falls apart into
small parts, each solved exactly (Edmonds' blossoms, rustworkx); a part too large for that is improved
around its unmatched members first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.pairs.graph import Graph

EXACT_MEMBERS = 2000
REGION = 2500
NEAR = 8
TRIES = 3


def settle(
    graph: Graph, price: NDArray[np.int64], edges: NDArray[np.int64], seed: int
) -> tuple[NDArray[np.int64], int]:
    """Return the edges of a matching at least as good, and a proven upper bound of every matching's weight.

    ``price``: twice a price per member, the sum of ``fractional.prices``.
    """
    gap = price[graph.a] + price[graph.b] - 2 * graph.weight
    random = np.random.default_rng(seed)
    if graph.members <= EXACT_MEMBERS:
        edges = _first_guess(graph, gap, edges)
    for _try in range(TRIES):
        missing = int(price.sum()) - 2 * int(graph.weight[edges].sum())
        if missing < 2:
            break
        kept = np.flatnonzero(gap <= missing)
        edges, bound, whole = _by_part(graph, price, edges, kept)
        if whole:
            return edges, bound
        edges = _around_the_unmatched(graph, gap, edges, kept, random)
    return edges, max(int(price.sum()) // 2, int(graph.weight[edges].sum()))


def _first_guess(graph: Graph, gap: NDArray[np.int64], edges: NDArray[np.int64]) -> NDArray[np.int64]:
    """Solve the few edges nearest to their prices: nearly always the optimum, so that the rest falls away."""
    near = np.argsort(gap, kind="stable")[: NEAR * graph.members]
    found = near[blossom(graph.only(near))]
    return found if graph.weight[found].sum() > graph.weight[edges].sum() else edges


def _by_part(
    graph: Graph,
    price: NDArray[np.int64],
    edges: NDArray[np.int64],
    kept: NDArray[np.int64],
) -> tuple[NDArray[np.int64], int, bool]:
    """Solve every part that is small enough; also return the bound and whether no part is left open."""
    part = _parts(graph.members, graph.only(kept))
    twice = np.bincount(part, weights=price, minlength=1).astype(np.int64)
    held = np.bincount(part[graph.a[edges]], weights=graph.weight[edges], minlength=twice.size).astype(np.int64)
    wanting = twice - 2 * held >= 2
    small = np.bincount(part, minlength=1) <= EXACT_MEMBERS
    edges = _solved(graph, edges, kept, part, wanting & small)
    still_open = wanting & ~small
    beyond = int((twice[still_open] // 2 - held[still_open]).sum())
    return edges, int(graph.weight[edges].sum()) + beyond, not still_open.any()


def _solved(
    graph: Graph,
    edges: NDArray[np.int64],
    kept: NDArray[np.int64],
    part: NDArray[np.int64],
    solve: NDArray[np.bool_],
) -> NDArray[np.int64]:
    """Return the edges with those parts solved exactly, each on its own, that ``solve`` names."""
    inside = kept[solve[part[graph.a[kept]]] & (part[graph.a[kept]] == part[graph.b[kept]])]
    inside = inside[np.argsort(part[graph.a[inside]], kind="stable")]
    begins = np.flatnonzero(np.diff(part[graph.a[inside]], prepend=-1))
    found = [group[blossom(graph.only(group))] for group in np.split(inside, begins[1:])]
    return np.concatenate([edges[~solve[part[graph.a[edges]]]], *found])


def _around_the_unmatched(
    graph: Graph,
    gap: NDArray[np.int64],
    edges: NDArray[np.int64],
    kept: NDArray[np.int64],
    random: np.random.Generator,
) -> NDArray[np.int64]:
    """Solve the regions around members left unmatched, grown along the edges of the smallest price gap.

    A region holds with each member the one it is paired with, so its new pairs fit the others' old ones.
    """
    alone = np.ones(graph.members, dtype=bool)
    alone[graph.a[edges]] = alone[graph.b[edges]] = False
    few = alone.sum() <= REGION // 10
    order = kept[np.argsort(gap[kept] + random.random(kept.size), kind="stable")]
    # With so many edges as members one part holds nearly everybody; no need to look beyond.
    low, high = 0, min(order.size, graph.members)
    while high - low > max(8, graph.members // 1000):
        middle = (low + high) // 2
        size = np.bincount(_regions(graph, np.concatenate([edges, order[:middle]]), alone, as_one=few))[1:]
        low, high = (middle, high) if size.max(initial=0) <= REGION else (low, middle)
    part = _regions(graph, np.concatenate([edges, order[:low]]), alone, as_one=few)
    solve = np.arange(part.max(initial=0) + 1) > 0
    better = _solved(graph, edges, kept, part, solve)
    return better if graph.weight[better].sum() >= graph.weight[edges].sum() else edges


def _regions(graph: Graph, edges: NDArray[np.int64], alone: NDArray[np.bool_], *, as_one: bool) -> NDArray[np.int64]:
    """Return the region of each member, from 1; 0 for who stands in no part with somebody left alone."""
    part = _parts(graph.members, graph.only(edges))
    label = np.zeros(part.max(initial=0) + 1, dtype=np.int64)
    reached = np.unique(part[alone])
    label[reached] = 1 if as_one else np.arange(1, reached.size + 1)
    return label[part]


def _parts(members: int, graph: Graph) -> NDArray[np.int64]:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    if members == 0:
        return np.zeros(0, dtype=np.int64)
    ties = coo_array((np.ones(graph.a.size, dtype=np.int8), (graph.a, graph.b)), shape=(members, members))
    return np.asarray(connected_components(ties, directed=False)[1], dtype=np.int64)


def blossom(graph: Graph) -> NDArray[np.int64]:
    """Return the edges of a matching of the highest weight (exact)."""
    import rustworkx

    if not graph.a.size:
        return np.zeros(0, dtype=np.int64)
    name, place = np.unique(np.concatenate([graph.a, graph.b]), return_inverse=True)
    first, second = place[: graph.a.size], place[graph.a.size :]
    ties: rustworkx.PyGraph[None, int] = rustworkx.PyGraph(multigraph=False)
    ties.add_nodes_from([None] * name.size)
    ties.add_edges_from(list(zip(first.tolist(), second.tolist(), graph.weight.tolist(), strict=True)))
    pairs = sorted(rustworkx.max_weight_matching(ties, weight_fn=int))
    found = name[np.array(pairs, dtype=np.int64).reshape(-1, 2)]
    return graph.between(found[:, 0], found[:, 1])

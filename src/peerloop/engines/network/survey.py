"""The survey of a network: who is connected, who is turned to, who bridges, who alone holds it together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.network.betweenness import betweenness
from peerloop.engines.network.communities import communities
from peerloop.engines.network.constraint import constraint
from peerloop.engines.network.pagerank import pagerank
from peerloop.engines.network.ties import Ties, ties

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Network:
    """What a survey says of each member, (members,).

    ``ties``: what was asked about. ``component``: parts without a tie between them, 0 the largest.
    ``pagerank``: sums to 1. ``betweenness``: the share of shortest ways between two others that lead over
    the member, with ``betweenness_error``, its standard error, 0 where exact. ``community``: 0 the largest;
    ``modularity`` of them all. ``cut``: without this member, others would no longer reach one another.
    ``constraint``: Burt's; low for who links those who do not know one another; NaN without a tie.
    """

    ties: Ties
    component: NDArray[np.int64]
    pagerank: NDArray[np.float64]
    betweenness: NDArray[np.float64]
    betweenness_error: NDArray[np.float64]
    community: NDArray[np.int64]
    modularity: float
    cut: NDArray[np.bool_]
    constraint: NDArray[np.float64]


def survey(source: ArrayLike, target: ArrayLike, weight: ArrayLike, *, members: int, seed: int = 0) -> Network:
    """Survey the ties ``source[e] -> target[e]``: the source turned to the target, ``weight[e]`` times or so.

    PageRank and betweenness follow the ties; components, communities, cut members and constraint ask only
    whether two are tied. Weights count for PageRank, communities and constraint. The seed counts for
    communities and, above 5,000 members, for betweenness. The order of the ties changes nothing.
    Raises ``InvalidInput`` for unknown ids, self-edges, duplicate ties, weights not finite or not above 0.
    """
    checked = ties(source, target, weight, members)
    between, error = betweenness(checked, seed)
    community, modular = communities(checked, seed)
    return Network(
        ties=checked,
        component=checked.component,
        pagerank=pagerank(checked),
        betweenness=between,
        betweenness_error=error,
        community=community,
        modularity=modular,
        cut=_cut(checked),
        constraint=constraint(checked),
    )


def _cut(checked: Ties) -> NDArray[np.bool_]:
    import rustworkx as rx

    once = checked.mutual.tocoo()
    up = once.row < once.col
    graph = rx.PyGraph()
    graph.add_nodes_from(range(checked.members))
    graph.add_edges_from_no_data(list(zip(once.row[up].tolist(), once.col[up].tolist(), strict=True)))
    cut = np.zeros(checked.members, dtype=bool)
    cut[list(rx.articulation_points(graph))] = True
    return cut

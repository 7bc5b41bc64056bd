"""Where to draw each member, so that the picture is the same tomorrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines import InvalidInput

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from peerloop.engines.network.survey import Network

ONE_BY_ONE = 1000
STEPS = 200
TURN = np.pi * (3 - np.sqrt(5))


def positions(network: Network, *, before: ArrayLike | None = None, seed: int = 0) -> NDArray[np.float64]:
    """Return x and y for each member, (members, 2), within -1 to 1.

    Up to 1,000 members each is drawn to its ties and pushed from all others (Fruchterman and Reingold 1991,
    by rustworkx). Above, communities are, and their members lie around the middle as the seeds of a
    sunflower do, those most turned to inmost (Vogel 1979). The same network and seed give the same picture.

    ``before``: the last picture, (members, 2), NaN for who is new. Who was in it stays where they were, and
    the new find their places among them; above 1,000 the middles of communities stay. Raises
    ``InvalidInput`` for another shape, or infinite numbers.
    """
    n = network.ties.members
    last = np.full((n, 2), np.nan) if before is None else np.asarray(before, dtype=np.float64)
    if last.shape != (n, 2):
        raise InvalidInput("before", f"is not of shape ({n}, 2)")
    if np.isinf(last).any():
        raise InvalidInput("before", "not a finite number", np.flatnonzero(np.isinf(last).any(axis=1)))
    tail, head = (end.astype(np.int64) for end in network.ties.mutual.nonzero())
    if n <= ONE_BY_ONE:
        return _spring(n, tail, head, last, seed)
    part, parts = network.community, int(network.community.max()) + 1
    if parts > ONE_BY_ONE:
        centre = _sunflower(np.arange(parts), np.full(parts, parts))
    else:
        middle = np.array([_middle(last[part == one]) for one in range(parts)])
        centre = _spring(parts, part[tail], part[head], middle, seed)
    inmost = np.lexsort((-network.pagerank, part))
    size = np.bincount(part)
    place = np.empty(n, dtype=np.int64)
    place[inmost] = np.arange(n) - np.repeat(np.cumsum(size) - size, size)
    around = _sunflower(place, size[part]) * np.sqrt(size[part] / n)[:, None] / 2
    return np.clip(centre[part] * 0.8 + around, -1, 1)


def _spring(
    n: int, tail: NDArray[np.int64], head: NDArray[np.int64], last: NDArray[np.float64], seed: int
) -> NDArray[np.float64]:
    import rustworkx as rx

    if n == 0:
        return np.zeros((0, 2))
    up = np.unique(tail[tail < head] * n + head[tail < head])
    edges = list(zip((up // n).tolist(), (up % n).tolist(), strict=True))
    graph = rx.PyGraph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from_no_data(edges)
    settled: NDArray[np.bool_] = ~np.isnan(last[:, 0] + last[:, 1])
    start = np.where(settled[:, None], last, np.random.default_rng(seed).uniform(-1, 1, (n, 2)))
    if settled.all():
        return np.clip(start, -1, 1)
    found = rx.spring_layout(
        graph,
        pos=dict(enumerate(start.tolist())),
        fixed=set(np.flatnonzero(settled).tolist()) or None,
        num_iter=STEPS,
        seed=seed,
    )
    return np.clip(np.array([found[member] for member in range(n)], dtype=np.float64), -1, 1)


def _middle(places: NDArray[np.float64]) -> NDArray[np.float64]:
    drawn = places[~np.isnan(places).any(axis=1)]
    return drawn.mean(axis=0) / 0.8 if drawn.size else np.full(2, np.nan)


def _sunflower(place: NDArray[np.int64], size: NDArray[np.int64]) -> NDArray[np.float64]:
    far = np.sqrt((place + 0.5) / size)
    return np.stack([far * np.cos(place * TURN), far * np.sin(place * TURN)], axis=1)

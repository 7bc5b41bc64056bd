"""Coffee and rings: beside networkx and greedy up to 2,000 members, beside the proven bound above."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.figure import Figure, timed
from peerloop.engines.pairs import is_valid_rings, pair, rings

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20260101


def graph(members: int, degree: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Some ``degree`` candidates for each member, at random, scores 1 to 1,000."""
    random = np.random.default_rng(SEED)
    a = np.repeat(np.arange(members), degree // 2)
    b = random.integers(0, members, a.size)
    key = np.unique((np.minimum(a, b) * members + np.maximum(a, b))[a != b])
    return key // members, key % members, random.integers(1, 1001, key.size)


def figures() -> Iterator[Figure]:
    """Yield score and time beside the peer or the bound of the same run."""
    # Loaded before the clock starts: the first call of a process would pay for the imports.
    pair([0], [1], [1], members=2)
    yield from _beside_networkx(100)
    yield from _beside_networkx(500)
    yield from _beside_networkx(2000)
    yield from _large(10_000)
    yield from _large(100_000)
    yield _twelve_months()
    yield from _swaps(200, 4)
    yield from _swaps(2000, 5)
    yield from _swaps(500, 10)


def _beside_networkx(members: int) -> Iterator[Figure]:
    import networkx as nx

    a, b, score = graph(members, 20)
    with timed() as ours:
        pairs = pair(a, b, score, members=members)
    ties = nx.Graph()
    ties.add_weighted_edges_from(zip(a.tolist(), b.tolist(), score.tolist(), strict=True))
    with timed() as theirs:
        best = sum(ties[x][y]["weight"] for x, y in nx.max_weight_matching(ties))
    yield Figure(f"{members} members: score", pairs.score, "", "exact", pairs.score == best, "networkx", best,
                 ours.seconds, ours.peak_mb)  # fmt: skip
    yield Figure(f"{members} members: times faster", theirs.seconds / ours.seconds, "x", peer="networkx, seconds",
                 peer_value=theirs.seconds, seconds=ours.seconds)  # fmt: skip
    greedy = _greedy(a, b, score)
    yield Figure(f"{members} members: greedy / exact", greedy / best, "")


def _greedy(a: np.ndarray, b: np.ndarray, score: np.ndarray) -> int:
    taken, total = set(), 0
    for edge in np.argsort(-score, kind="stable").tolist():
        if int(a[edge]) not in taken and int(b[edge]) not in taken:
            taken |= {int(a[edge]), int(b[edge])}
            total += int(score[edge])
    return total


def _large(members: int) -> Iterator[Figure]:
    a, b, score = graph(members, 20)
    with timed() as watch:
        pairs = pair(a, b, score, members=members)
    share, alone = pairs.score / pairs.bound, pairs.unpaired.size / members
    greedy = _greedy(a, b, score) / pairs.bound
    yield Figure(f"{members} members: score / bound", share, "", ">= 0.999", share >= 0.999, "greedy", greedy,
                 watch.seconds, watch.peak_mb)  # fmt: skip
    yield Figure(f"{members} members: unpaired", alone * 100, "%", "<= 0.1", alone <= 0.001)
    if members == 100_000:
        yield Figure(f"{members} members: seconds", watch.seconds, "s", "<= 30", watch.seconds <= 30)


def _twelve_months() -> Figure:
    members = 1000
    a, b, liking = graph(members, 40)
    met, new, chosen = np.zeros(a.size, dtype=bool), 0, 0
    with timed() as watch:
        for month in range(12):
            pairs = pair(a, b, np.where(met, 0, 1000 + liking), members=members, seed=month)
            new, chosen = new + int((~met[pairs.edge]).sum()), chosen + pairs.edge.size
            met[pairs.edge] = True
    return Figure(f"{members} members: new partners over 12 months", 100 * new / chosen, "%", ">= 95",
                  new >= 0.95 * chosen, seconds=watch.seconds)  # fmt: skip


def _swaps(members: int, degree: int) -> Iterator[Figure]:
    random = np.random.default_rng(SEED)
    giver = np.repeat(np.arange(members), degree)
    taker = random.integers(0, members, giver.size)
    key = np.unique((giver * members + taker)[giver != taker])
    giver, taker, score = key // members, key % members, random.integers(1, 1001, key.size)
    with timed() as watch:
        found = rings(giver, taker, score, members=members)
    pairs_only = rings(giver, taker, score, members=members, longest=2)
    valid = is_valid_rings(found, giver, taker, score)
    yield Figure(f"{members} members x {degree} offers: rings / bound", found.score / max(found.bound, 1), "",
                 "valid", valid, "swaps of two only", pairs_only.score / max(found.bound, 1), watch.seconds,
                 watch.peak_mb)  # fmt: skip

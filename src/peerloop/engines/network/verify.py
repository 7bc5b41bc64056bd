"""Checks of a survey that share nothing with how it was made: plain loops over sets, for small networks."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from peerloop.engines.network.survey import Network

CLOSE = 1e-6


def is_valid(network: Network) -> bool:
    """Tell whether a survey of a few hundred members says what its ties say; betweenness must be exact."""
    n, ties = network.ties.members, _ties(network)
    asked: list[dict[int, float]] = [{} for _ in range(n)]
    both: list[dict[int, float]] = [{} for _ in range(n)]
    for a, b, weight in ties:
        asked[a][b] = weight
        both[a][b] = both[a].get(b, 0.0) + weight
        both[b][a] = both[b].get(a, 0.0) + weight
    parts = _parts(range(n), both)
    return (
        _same_parts(network.component.tolist(), parts)
        and all(_is_connected(who, both) for who in _grouped(network.community.tolist()))
        and _close(network.pagerank.tolist(), _one_step(network.pagerank.tolist(), asked))
        and _close(network.betweenness.tolist(), _between(asked))
        and _close(network.constraint.tolist(), [_constraint(v, both) for v in range(n)])
        and network.cut.tolist() == [_cuts(v, both, len(parts)) for v in range(n)]
        and math.isclose(network.modularity, _modularity(network.community.tolist(), both), abs_tol=CLOSE)
    )


def _ties(network: Network) -> list[tuple[int, int, float]]:
    ties = network.ties
    return list(zip(ties.source.tolist(), ties.target.tolist(), ties.weight.tolist(), strict=True))


def _close(one: list[float], other: list[float]) -> bool:
    return all(math.isclose(a, b, abs_tol=CLOSE) or (a != a and b != b) for a, b in zip(one, other, strict=True))


def _parts(who: Iterable[int], both: list[dict[int, float]]) -> list[set[int]]:
    left, parts = set(who), []
    while left:
        part, front = set(), [min(left)]
        while front:
            v = front.pop()
            if v in left:
                left.remove(v)
                part.add(v)
                front.extend(both[v])
        parts.append(part)
    return parts


def _grouped(label: list[int]) -> list[set[int]]:
    return [{v for v, part in enumerate(label) if part == one} for one in sorted(set(label))]


def _same_parts(label: list[int], parts: list[set[int]]) -> bool:
    return _grouped(label) == sorted(parts, key=lambda part: (-len(part), min(part)))


def _is_connected(who: set[int], both: list[dict[int, float]]) -> bool:
    return len(_parts(who, both)) == 1


def _cuts(v: int, both: list[dict[int, float]], parts: int) -> bool:
    rest = set(range(len(both))) - {v}
    return len(_parts(rest, both)) > parts


def _one_step(rank: list[float], asked: list[dict[int, float]]) -> list[float]:
    n = len(rank)
    after = [0.15 / n] * n
    for v, to in enumerate(asked):
        goals: Mapping[int, float] = to or dict.fromkeys(range(n), 1.0)
        for u, weight in goals.items():
            after[u] += 0.85 * rank[v] * weight / sum(goals.values())
    return after


def _between(asked: list[dict[int, float]]) -> list[float]:
    n = len(asked)
    steps, ways = zip(*(_ways(v, asked) for v in range(n)), strict=True) if n else ((), ())
    return [
        sum(
            ways[s][v] * ways[v][t] / ways[s][t]
            for s in range(n)
            for t in range(n)
            if len({s, v, t}) == 3 and ways[s][t] and steps[s][v] + steps[v][t] == steps[s][t]
        )
        / max(1, (n - 1) * (n - 2))
        for v in range(n)
    ]


def _ways(origin: int, asked: list[dict[int, float]]) -> tuple[list[float], list[int]]:
    steps, ways, front = [math.inf] * len(asked), [0] * len(asked), [origin]
    steps[origin], ways[origin] = 0, 1
    while front:
        behind = []
        for v in front:
            for u in asked[v]:
                if steps[u] == math.inf:
                    steps[u] = steps[v] + 1
                    behind.append(u)
                if steps[u] == steps[v] + 1:
                    ways[u] += ways[v]
        front = behind
    return steps, ways


def _constraint(v: int, both: list[dict[int, float]]) -> float:
    def part(a: int, b: int) -> float:
        return both[a].get(b, 0.0) / sum(both[a].values())

    if not both[v]:
        return math.nan
    return sum((part(v, u) + sum(part(v, w) * part(w, u) for w in both[v])) ** 2 for u in both[v])


def _modularity(label: list[int], both: list[dict[int, float]]) -> float:
    strength = [sum(to.values()) for to in both]
    total = sum(strength)
    if total == 0:
        return 0.0
    inside = sum(w for v, to in enumerate(both) for u, w in to.items() if label[u] == label[v])
    heavy = [sum(strength[v] for v in who) for who in _grouped(label)]
    return inside / total - sum((one / total) ** 2 for one in heavy)

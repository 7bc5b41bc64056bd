"""The given edges, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.input import counts, ids, refuse, same_length, scores

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

MOST_LEARNERS = 2**31


@dataclass(frozen=True)
class Edges:
    """Request ``request[e]`` could be served by ``teacher[e]`` at ``score[e]``; ``learner[r]`` asks."""

    request: NDArray[np.int64]
    teacher: NDArray[np.int64]
    score: NDArray[np.float64]
    learner: NDArray[np.int64]
    capacity: NDArray[np.int64]


def checked(request: ArrayLike, teacher: ArrayLike, score: ArrayLike, learner: ArrayLike, capacity: ArrayLike) -> Edges:
    """Return the input as typed arrays.

    Raises ``InvalidInput`` for lengths that differ, ids out of range, scores not finite or below 0, negative
    capacity, and an edge given twice.
    """
    seats = counts("capacity", capacity)
    asks = ids("learner", learner, below=MOST_LEARNERS)
    edges = Edges(
        ids("request", request, below=len(asks)),
        ids("teacher", teacher, below=len(seats)),
        scores("score", score),
        asks,
        seats,
    )
    same_length(request=edges.request, teacher=edges.teacher, score=edges.score)
    key = edges.request * max(len(seats), 1) + edges.teacher
    order = np.argsort(key, kind="stable")
    twice = np.zeros(len(key), dtype=bool)
    twice[order[1:]] = key[order[1:]] == key[order[:-1]]
    refuse("request", "names the same teacher twice", twice)
    return edges


def pairs_of(
    request: NDArray[np.int64], teacher: NDArray[np.int64], learner: NDArray[np.int64], teachers: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return each edge's pair of learner and teacher (numbered from 0), and each pair's number of edges."""
    key = learner[request] * max(teachers, 1) + teacher
    _, pair, size = np.unique(key, return_inverse=True, return_counts=True)
    return pair.astype(np.int64, copy=False), size.astype(np.int64, copy=False)

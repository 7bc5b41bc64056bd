"""Rings of favours: members who review one another, and rings of three."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from peerloop.engines.allocation.problem import Problem


def ties(task: Problem, edges: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return (edge, reviewer, author) for each author of each edge's submission."""
    start = np.searchsorted(task.own[:, 0], np.arange(len(task.wanted) + 1))
    of = task.submission[edges]
    many = start[of + 1] - start[of]
    edge = np.repeat(edges, many)
    nth = np.arange(len(edge)) - np.repeat(np.cumsum(many) - many, many)
    author = task.own[np.repeat(start[of], many) + nth, 1]
    return edge, task.reviewer[edge], author


def pairs(task: Problem, chosen: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return rows of two chosen edges by which two members review one another; each such two edges once."""
    return mirrored(task, chosen, chosen)


def mirrored(task: Problem, edges: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return rows (lower, higher) of an edge of ``edges`` and one of ``others`` that answer one another."""
    if not len(task.own):
        return np.empty((0, 2), dtype=np.int64)
    edge, reviewer, author = ties(task, edges)
    other, by, of = ties(task, others)
    members = max(len(task.most), 1)
    key, back = reviewer * members + author, of * members + by
    order = np.argsort(back, kind="stable")
    low = np.searchsorted(back[order], key, side="left")
    many = np.searchsorted(back[order], key, side="right") - low
    first = np.repeat(edge, many)
    nth = np.arange(len(first)) - np.repeat(np.cumsum(many) - many, many)
    second = other[order[np.repeat(low, many) + nth]]
    rows = np.column_stack([np.minimum(first, second), np.maximum(first, second)])
    return np.unique(rows, axis=0).astype(np.int64)


def count(task: Problem, chosen: NDArray[np.int64]) -> tuple[int, int]:
    """Return how many pairs of members review one another, and how many rings of three there are."""
    if not len(task.own) or not len(chosen):
        return 0, 0
    reviews = matrix(task, chosen)
    both = reviews.multiply(reviews.T).sum() // 2
    three = (reviews @ reviews).multiply(reviews.T).sum() // 3
    return int(both), int(three)


def matrix(task: Problem, chosen: NDArray[np.int64]) -> csr_array[np.int64]:
    """Return the members' matrix: 1 where the row reviews something that the column wrote."""
    from scipy.sparse import coo_array

    _, reviewer, author = ties(task, chosen)
    members = max(len(task.most), 1)
    reviewer, author = np.divmod(np.unique(reviewer * members + author), members)
    ones = np.ones(len(reviewer), dtype=np.int64)
    return coo_array((ones, (reviewer, author)), shape=(members, members)).tocsr()

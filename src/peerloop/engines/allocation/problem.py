"""The question, checked and put into an order of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.input import InvalidInput, counts, ids, refuse, same_length, scores

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Problem:
    """Reviewer ``reviewer[e]`` could review ``submission[e]``; ``at[e]`` is that edge's position in the input.

    ``wanted[s]`` reviews for submission s, ``least[r]`` to ``most[r]`` by reviewer r. ``own``: (submission, member)
    rows of who wrote what, sorted. Edges to one's own submission are gone.
    """

    submission: NDArray[np.int64]
    reviewer: NDArray[np.int64]
    similarity: NDArray[np.float64]
    at: NDArray[np.int64]
    wanted: NDArray[np.int64]
    most: NDArray[np.int64]
    least: NDArray[np.int64]
    own: NDArray[np.int64]

    def only(self, keep: NDArray[np.bool_] | NDArray[np.int64]) -> Problem:
        """Return the problem with some of its edges."""
        return replace(
            self,
            submission=self.submission[keep],
            reviewer=self.reviewer[keep],
            similarity=self.similarity[keep],
            at=self.at[keep],
        )

    def around(self, fixed: NDArray[np.int64], free: NDArray[np.int64], keep: NDArray[np.bool_]) -> Problem:
        """Return, numbered anew, what is left to decide over ``free[keep]`` when the edges ``fixed`` are chosen.

        ``free`` holds all edges of the submissions in question, so that nobody's least is lost with an edge.
        """
        load = np.bincount(self.reviewer[fixed], minlength=len(self.most))
        has = np.bincount(self.submission[fixed], minlength=len(self.wanted))
        of, by = np.unique(self.submission[free]), np.unique(self.reviewer[free])
        own = self.own[np.isin(self.own[:, 0], of) & np.isin(self.own[:, 1], by)]
        left = free[keep]
        return Problem(
            submission=np.searchsorted(of, self.submission[left]),
            reviewer=np.searchsorted(by, self.reviewer[left]),
            similarity=self.similarity[left],
            at=left,
            wanted=(self.wanted - has)[of],
            most=(self.most - load)[by],
            least=np.maximum(self.least - load, 0)[by],
            own=np.column_stack([np.searchsorted(of, own[:, 0]), np.searchsorted(by, own[:, 1])]),
        )

    def sums(self, chosen: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return each submission's sum of similarity."""
        sums = np.bincount(self.submission[chosen], self.similarity[chosen], minlength=len(self.wanted))
        return sums.astype(np.float64, copy=False)

    def best(self) -> NDArray[np.float64]:
        """Return for each submission the sum of its best edges: more it cannot get."""
        order = np.argsort(-self.similarity)
        order = order[np.argsort(self.submission[order], kind="stable")]
        start = np.searchsorted(self.submission[order], np.arange(len(self.wanted)))
        nth = np.arange(len(order)) - start[self.submission[order]]
        return self.sums(order[nth < self.wanted[self.submission[order]]])


def problem(
    submission: ArrayLike,
    reviewer: ArrayLike,
    similarity: ArrayLike,
    *,
    submissions: int,
    reviewers: int,
    reviews_each: ArrayLike,
    most: ArrayLike,
    least: ArrayLike,
    author: ArrayLike | None,
    seed: int,
) -> Problem:
    """Return the problem with its edges in an order that depends on ``seed`` but not on the order of the input."""
    for field, value in (("submissions", submissions), ("reviewers", reviewers)):
        if value < 0:
            raise InvalidInput(field, "negative")
    of, by = ids("submission", submission, below=submissions), ids("reviewer", reviewer, below=reviewers)
    similar = scores("similarity", similarity, least=-np.inf)
    same_length(submission=of, reviewer=by, similarity=similar)
    key = of * max(reviewers, 1) + by
    order = np.argsort(key, kind="stable")
    twice = np.zeros(len(key), dtype=bool)
    twice[order[1:]] = key[order[1:]] == key[order[:-1]]
    refuse("submission", "names the same reviewer twice", twice)
    own = _own(author, submissions, reviewers)
    wrote = own[:, 0] * max(reviewers, 1) + own[:, 1]
    if len(wrote):
        nearest = np.minimum(np.searchsorted(wrote, key[order]), len(wrote) - 1)
        order = order[wrote[nearest] != key[order]]
    order = order[np.random.default_rng(seed).permutation(len(order))]
    upper = _each("most", most, reviewers)
    lower = _each("least", least, reviewers)
    refuse("least", "above most", lower > upper)
    return Problem(
        of[order], by[order], similar[order], order, _each("reviews_each", reviews_each, submissions), upper, lower, own
    )


def _each(field: str, value: ArrayLike, n: int) -> NDArray[np.int64]:
    array = np.asarray(value)
    if array.ndim == 0:
        return np.repeat(counts(field, array.reshape(1)), n)
    return counts(field, array) if len(array) == n else _wrong_length(field, len(array), n)


def _wrong_length(field: str, length: int, n: int) -> NDArray[np.int64]:
    raise InvalidInput(field, f"has {length} entries, not {n}")


def _own(author: ArrayLike | None, submissions: int, reviewers: int) -> NDArray[np.int64]:
    rows = np.asarray([] if author is None else author)
    if rows.size == 0:
        return np.empty((0, 2), dtype=np.int64)
    if rows.ndim != 2 or rows.shape[1] != 2:
        raise InvalidInput("author", f"has the shape {rows.shape}, not (k, 2)")
    of = ids("author", rows[:, 0], below=submissions)
    return np.unique(np.column_stack([of, ids("author", rows[:, 1], below=reviewers)]), axis=0)

"""The reviews, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.input import InvalidInput, ids, refuse, same_length, scores

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

MOST = 2**31


@dataclass(frozen=True)
class Reviews:
    """Reviewer ``reviewer[e]`` gave ``submission[e]`` the score ``score[e]``; ``known[s]``: an expert's, else NaN."""

    submission: NDArray[np.int64]
    reviewer: NDArray[np.int64]
    score: NDArray[np.float64]
    known: NDArray[np.float64]
    reviewers: int

    @property
    def submissions(self) -> int:
        """How many submissions there are, with or without a review."""
        return len(self.known)

    def only(self, keep: NDArray[np.bool_]) -> Reviews:
        """Return some of the reviews, of the same submissions and reviewers."""
        return Reviews(self.submission[keep], self.reviewer[keep], self.score[keep], self.known, self.reviewers)

    def by_submission(self, value: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return each submission's sum of a value of its reviews."""
        return np.bincount(self.submission, value, minlength=self.submissions).astype(np.float64)

    def by_reviewer(self, value: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return each reviewer's sum of a value of their reviews."""
        return np.bincount(self.reviewer, value, minlength=self.reviewers).astype(np.float64)


def checked(
    submission: ArrayLike,
    reviewer: ArrayLike,
    score: ArrayLike,
    low: float,
    high: float,
    known: Mapping[int, float] | None,
) -> Reviews:
    """Return the reviews as typed arrays, in an order that does not depend on that of the input."""
    if not (np.isfinite(low) and np.isfinite(high) and low < high):
        raise InvalidInput("low", "and high must be finite, low below high")
    of, by = ids("submission", submission, below=MOST), ids("reviewer", reviewer, below=MOST)
    given = scores("score", score, least=low)
    refuse("score", f"above {high:g}", given > high)
    same_length(submission=of, reviewer=by, score=given)
    order = np.lexsort((by, of))
    twice = np.zeros(len(of), dtype=bool)
    twice[order[1:]] = (np.diff(of[order]) == 0) & (np.diff(by[order]) == 0)
    refuse("submission", "reviewed twice by the same reviewer", twice)
    spots = ids("known", np.array(list(known or {}), dtype=np.int64), below=MOST)
    sure = scores("known", np.array(list((known or {}).values()), dtype=np.float64), least=low)
    refuse("known", f"above {high:g}", sure > high)
    experts = np.full(int(max(of.max(initial=-1), spots.max(initial=-1))) + 1, np.nan)
    experts[spots] = sure
    return Reviews(of[order], by[order], given[order], experts, int(by.max(initial=-1)) + 1)


def components(reviews: Reviews) -> NDArray[np.int64]:
    """Return for each submission the number of the group that its reviewers connect it to, -1 without a review."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    s, n = reviews.submissions, reviews.submissions + reviews.reviewers
    has = np.bincount(reviews.submission, minlength=s) > 0
    if not len(reviews.submission):
        return np.full(s, -1, dtype=np.int64)
    links = coo_array((np.ones(len(reviews.score)), (reviews.submission, s + reviews.reviewer)), shape=(n, n))
    _, label = connected_components(links.tocsr(), directed=False)
    number = np.full(s, -1, dtype=np.int64)
    number[has] = np.unique(label[:s][has], return_inverse=True)[1]
    return number

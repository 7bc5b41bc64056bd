"""What the reviews say together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.consensus.consensus import Consensus
from peerloop.engines.consensus.ladder import best_method
from peerloop.engines.consensus.model import Fit, fit
from peerloop.engines.consensus.reviews import Reviews, checked, components

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

NINETY = 1.6449
FEW = 5


def estimate(
    submission: ArrayLike,
    reviewer: ArrayLike,
    score: ArrayLike,
    *,
    low: float,
    high: float,
    known: Mapping[int, float] | None = None,
    seed: int = 0,
) -> Consensus:
    """Say what each submission is worth by its reviews, and how sure that is.

    ``submission[e]``, ``reviewer[e]``, ``score[e]``: one review each, scores from ``low`` to ``high``. ``known``: what
    an expert gave a submission (a spot check): its value is that, and the scale of the other reviews is set by it.
    ``seed`` decides which reviews are held out when the method is chosen.

    Raises ``InvalidInput`` that names field and positions.
    """
    reviews = checked(submission, reviewer, score, low, high, known)
    if not len(reviews.score):
        return _nothing(reviews)
    method = best_method(reviews, seed)
    plain = replace(reviews, known=np.full_like(reviews.known, np.nan))
    at = _scale(reviews, fit(plain, method if method != "mean" else "shrunken").value)
    on_scale = replace(reviews, score=at[0] + at[1] * reviews.score)
    model = fit(on_scale, method if method != "mean" else "shrunken")
    value, variance = _plain(on_scale, model) if method == "mean" else (model.value, model.value_var)
    return _told(on_scale, model, value, variance + at[2], method, (low, high))


def _scale(reviews: Reviews, value: NDArray[np.float64]) -> tuple[float, float, float]:
    """Return shift, slope and remaining variance of the line from the reviewers' scale to the experts'.

    No spot check: the scale as it is. Few: the mean difference, shrunk. From five: a line, its slope shrunk towards 1.
    """
    has = np.bincount(reviews.submission, minlength=reviews.submissions) > 0
    both = ~np.isnan(reviews.known) & has
    n = int(both.sum())
    if not n:
        return 0.0, 1.0, 0.0
    x, y = value[both], reviews.known[both]
    if n < FEW:
        return float((y - x).sum() / (n + 1)), 1.0, 0.0
    spread = float(((x - x.mean()) ** 2).sum())
    prior = 2 * float(np.var(value[has])) + 1e-9
    slope = max((float(((x - x.mean()) * (y - y.mean())).sum()) + prior) / (spread + prior), 0.0)
    shift = float(y.mean() - slope * x.mean())
    return shift, slope, float(((y - shift - slope * x) ** 2).sum() / max(n - 2, 1)) / n


def _plain(reviews: Reviews, model: Fit) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    many = np.bincount(reviews.submission, minlength=reviews.submissions)
    mean = reviews.by_submission(reviews.score) / np.maximum(many, 1)
    known = ~np.isnan(reviews.known)
    noise = float(model.noise.mean()) / np.maximum(many, 1)
    return np.where(known, reviews.known, mean), np.where(known, 0.0, noise)


def _told(
    reviews: Reviews,
    model: Fit,
    value: NDArray[np.float64],
    variance: NDArray[np.float64],
    method: str,
    scale: tuple[float, float],
) -> Consensus:
    known = ~np.isnan(reviews.known)
    many = np.bincount(reviews.submission, minlength=reviews.submissions)
    told = (many > 0) | known
    sd = np.where(told, np.where(known, 0.0, np.sqrt(variance)), np.nan)
    value = np.where(told, np.clip(value, *scale), np.nan)
    ends = np.clip(np.column_stack([value - NINETY * sd, value + NINETY * sd]), *scale)
    reviewed = np.bincount(reviews.reviewer, minlength=reviews.reviewers)
    weight = reviews.by_reviewer(model.real) / np.maximum(reviewed, 1) / model.noise
    there = reviewed > 0
    return Consensus(
        value=value,
        sd=sd,
        interval=ends,
        reviewer_bias=np.where(there, model.bias, np.nan),
        reviewer_weight=np.where(there, weight / np.average(weight, weights=reviewed), np.nan),
        method=method,
        component=components(reviews),
        check_next=_worth_checking(reviews, model, sd),
    )


def _worth_checking(reviews: Reviews, model: Fit, sd: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the submissions by how much variance a check takes away: their own, and by what it says of reviewers."""
    by = reviews.reviewer
    others = np.bincount(by, minlength=reviews.reviewers)[by] - 1
    learned = model.bias_var[by] ** 2 / (model.bias_var[by] + model.noise[by])
    share = reviews.by_submission(1 / model.noise[by])[reviews.submission] * model.noise[by]
    worth = np.nan_to_num(sd) ** 2 + reviews.by_submission(learned * others / share**2)
    has = np.bincount(reviews.submission, minlength=reviews.submissions) > 0
    open_ones = np.flatnonzero(has & np.isnan(reviews.known))
    return open_ones[np.argsort(-worth[open_ones], kind="stable")]


def _nothing(reviews: Reviews) -> Consensus:
    known = reviews.known
    return Consensus(
        value=known.copy(),
        sd=np.where(np.isnan(known), np.nan, 0.0),
        interval=np.column_stack([known, known]),
        reviewer_bias=np.empty(0),
        reviewer_weight=np.empty(0),
        method="mean",
        component=np.full(len(known), -1, dtype=np.int64),
        check_next=np.empty(0, dtype=np.int64),
    )

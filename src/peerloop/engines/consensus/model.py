"""One model with more or fewer parts: submissions and reviewers drawn from populations, fitted by variational EM.

A review is the submission's value plus the reviewer's bias plus noise. Sources: empirical Bayes shrinkage (Efron and
Morris 1975); bias and reliability of each reviewer, PG1 (Piech et al. 2013, "Tuned models of peer assessment in
MOOCs"); effort as a mixture, see ``idle``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.consensus.idle import Idle, idle, next_one

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.consensus.reviews import Reviews

LADDER = ("shrunken", "bias", "reliability", "effort")
ROUNDS = 60
NEAR = 1e-5
PRIOR_REVIEWS = 4.0
CARE, CARELESS = 9.0, 1.0


@dataclass
class Fit:
    """Means and variances of values and biases; ``noise[r]``, ``care[r]`` of reviewers; ``real[e]`` of reviews."""

    middle: float
    spread: float
    value: NDArray[np.float64]
    value_var: NDArray[np.float64]
    bias: NDArray[np.float64]
    bias_var: NDArray[np.float64]
    noise: NDArray[np.float64]
    care: NDArray[np.float64]
    real: NDArray[np.float64]
    idle: Idle
    least: float


def fit(reviews: Reviews, method: str) -> Fit:
    """Return the fitted model; known values stand as they are."""
    rung, known = LADDER.index(method), ~np.isnan(reviews.known)
    of, by, score = reviews.submission, reviews.reviewer, reviews.score
    variance = max(float(np.var(score)), 1e-6)
    now = Fit(
        middle=float(score.mean()), spread=variance / 2,
        value=np.full(reviews.submissions, score.mean()), value_var=np.zeros(reviews.submissions),
        bias=np.zeros(reviews.reviewers), bias_var=np.full(reviews.reviewers, variance / 8 if rung else 0.0),
        noise=np.full(reviews.reviewers, variance / 2), care=np.full(reviews.reviewers, CARE / (CARE + CARELESS)),
        real=np.ones(len(score)), idle=idle(reviews), least=1e-3 * variance,
    )  # fmt: skip
    if rung < LADDER.index("effort"):
        now.care[:] = 1.0
    lenience = variance / 8
    for _ in range(ROUNDS):
        before = now.value.copy()
        _values(now, reviews, known)
        if rung:
            lenience = max(_biases(now, reviews, lenience), now.least / 10)
        off = (score - now.value[of] - now.bias[by]) ** 2 + now.value_var[of] + now.bias_var[by]
        if rung == LADDER.index("effort"):
            _effort(now, reviews, off, lenience)
        shared = max(float((now.real * off).sum() / max(now.real.sum(), 1e-9)), now.least)
        now.noise[:] = shared
        if rung >= LADDER.index("reliability"):
            own = reviews.by_reviewer(now.real * off) + PRIOR_REVIEWS * shared
            now.noise = own / (reviews.by_reviewer(now.real) + PRIOR_REVIEWS)
        if np.abs(now.value - before).max(initial=0) < NEAR * np.sqrt(variance):
            break
    if rung >= LADDER.index("reliability"):
        # The mean of the noise's posterior, not its mode: few reviews say little about how noisy a reviewer is. Where
        # the idle are told apart the rest is more even, and half of that is enough (measured, see the docs).
        many = reviews.by_reviewer(now.real) + PRIOR_REVIEWS
        less = 2 if rung == LADDER.index("reliability") else 1
        loose = now.real / (now.noise * many / (many - less) + now.bias_var)[by]
        now.value_var = np.where(known, 0.0, 1 / (1 / now.spread + reviews.by_submission(loose)))
    return now


def _values(now: Fit, reviews: Reviews, known: NDArray[np.bool_]) -> None:
    has = np.bincount(reviews.submission, minlength=reviews.submissions) > 0
    weight = now.real / now.noise[reviews.reviewer]
    exact = 1 / now.spread + reviews.by_submission(weight)
    seen = reviews.by_submission(weight * (reviews.score - now.bias[reviews.reviewer]))
    now.value = np.where(known, reviews.known, (now.middle / now.spread + seen) / exact)
    loose = now.real / (now.noise + now.bias_var)[reviews.reviewer]
    now.value_var = np.where(known, 0.0, 1 / (1 / now.spread + reviews.by_submission(loose)))
    if has.any():
        now.middle = float(now.value[has].mean())
        around = (now.value[has] - now.middle) ** 2 + now.value_var[has]
        now.spread = max(float(around.mean()), now.least)


def _biases(now: Fit, reviews: Reviews, lenience: float) -> float:
    weight = now.real / now.noise[reviews.reviewer]
    exact = 1 / lenience + reviews.by_reviewer(weight)
    now.bias = reviews.by_reviewer(weight * (reviews.score - now.value[reviews.submission])) / exact
    loose = now.real / (now.noise[reviews.reviewer] + now.value_var[reviews.submission])
    now.bias_var = 1 / (1 / lenience + reviews.by_reviewer(loose))
    there = np.bincount(reviews.reviewer, minlength=reviews.reviewers) > 0
    return float((now.bias[there] ** 2 + now.bias_var[there]).mean())


def _effort(now: Fit, reviews: Reviews, off: NDArray[np.float64], lenience: float) -> None:
    noise = now.noise[reviews.reviewer]
    meant = reviews.by_reviewer(-0.5 * np.log(2 * np.pi * noise) - 0.5 * off / noise)
    meant += 0.5 + 0.5 * np.log(now.bias_var / lenience) - 0.5 * (now.bias**2 + now.bias_var) / lenience
    odds = np.log(CARE / CARELESS) + meant - now.idle.chance
    now.care = 1 / (1 + np.exp(-np.clip(odds, -50, 50)))
    now.real = now.care[reviews.reviewer]


def density(now: Fit, reviews: Reviews) -> NDArray[np.float64]:
    """Return the log predictive density of reviews that the model has not seen."""
    by = reviews.reviewer
    expected = now.value[reviews.submission] + now.bias[by]
    spread = now.value_var[reviews.submission] + now.bias_var[by] + now.noise[by]
    meant = now.care[by] * _normal(reviews.score - expected, spread)
    if now.care.min(initial=1) == 1:
        return np.log(meant + 1e-300)
    return np.log(meant + (1 - now.care[by]) * next_one(now.idle, reviews) + 1e-300)


def _normal(off: NDArray[np.float64], variance: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.exp(-0.5 * off**2 / variance) / np.sqrt(2 * np.pi * variance)

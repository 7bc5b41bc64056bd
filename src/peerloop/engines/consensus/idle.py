"""Reviewers whose scores say nothing about what they reviewed: always the same, or thrown like dice.

Method: a mixture over reviewers (after Dawid and Skene 1979). An idle reviewer's scores come from a normal distribution
of their own, whatever the submission; mean and variance are integrated out (normal-inverse-gamma prior).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.consensus.reviews import Reviews

PSEUDO, SHAPE, NARROW = 0.05, 1.0, 0.05


@dataclass(frozen=True)
class Idle:
    """What each reviewer's scores look like by themselves: ``chance`` of all of them (log), and of the next one."""

    chance: NDArray[np.float64]
    middle: NDArray[np.float64]
    freedom: NDArray[np.float64]
    spread: NDArray[np.float64]


def idle(reviews: Reviews) -> Idle:
    """Return each reviewer's scores under the assumption that they are idle."""
    from scipy.special import gammaln

    by, score = reviews.reviewer, reviews.score
    n = np.bincount(by, minlength=reviews.reviewers)
    overall, wide = float(score.mean()), max(float(score.var()), 1e-6)
    own = reviews.by_reviewer(score) / np.maximum(n, 1)
    apart = reviews.by_reviewer((score - own[by]) ** 2)
    times, shape, start = PSEUDO + n, SHAPE + n / 2, SHAPE * NARROW * wide
    scale = start + 0.5 * apart + PSEUDO * n * (own - overall) ** 2 / (2 * times)
    chance = (
        gammaln(shape) - gammaln(SHAPE) + SHAPE * np.log(start) - shape * np.log(scale)
        + 0.5 * np.log(PSEUDO / times) - 0.5 * n * np.log(2 * np.pi)
    )  # fmt: skip
    middle = (PSEUDO * overall + n * own) / times
    return Idle(chance, middle, 2 * shape, scale * (times + 1) / (shape * times))


def next_one(at: Idle, reviews: Reviews) -> NDArray[np.float64]:
    """Return the density of each of some further reviews, were its reviewer idle (Student's t)."""
    from scipy.special import gammaln

    by = reviews.reviewer
    free, spread = at.freedom[by], at.spread[by]
    log = gammaln((free + 1) / 2) - gammaln(free / 2) - 0.5 * np.log(np.pi * free * spread)
    return np.exp(log - (free + 1) / 2 * np.log1p((reviews.score - at.middle[by]) ** 2 / (free * spread)))

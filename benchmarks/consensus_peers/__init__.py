"""Other ways to put reviews together, each (submission, reviewer, score) -> value of each submission."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.consensus.model import fit
from peerloop.engines.consensus.reviews import checked

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 20


def mean(of: np.ndarray, by: np.ndarray, score: np.ndarray) -> np.ndarray:
    return _weighted(of, score, np.ones(len(of)))


def median(of: np.ndarray, by: np.ndarray, score: np.ndarray) -> np.ndarray:
    return np.array([np.median(score[of == s]) if (of == s).any() else np.nan for s in range(of.max() + 1)])


def moodle(of: np.ndarray, by: np.ndarray, score: np.ndarray) -> np.ndarray:
    """Moodle Workshop, "comparison with the best assessment": who is nearest to the mean is best; the others' weight
    falls with their squared distance from the best, in units of the submission's variance (fair comparison, 5)."""
    first = mean(of, by, score)
    off = np.abs(score - first[of])
    order = np.lexsort((off, of))
    best = np.full(of.max() + 1, np.nan)
    best[of[order[::-1]]] = score[order[::-1]]
    variance = _weighted(of, (score - first[of]) ** 2, np.ones(len(of)))
    distance = (score - best[of]) ** 2 / np.maximum(variance[of], 1e-9)
    grade = np.clip(1 - distance / 5, 0, 1)
    person = _weighted(by, grade, np.ones(len(by)))
    return _weighted(of, score, np.maximum(person[by], 0.01))


def vancouver(of: np.ndarray, by: np.ndarray, score: np.ndarray) -> np.ndarray:
    """De Alfaro and Shavlovsky 2014: consensus weighs by inverse variance, variance by distance from the consensus."""
    variance = np.ones(by.max() + 1)
    for _ in range(ROUNDS):
        value = _weighted(of, score, 1 / variance[by])
        variance = np.maximum(_weighted(by, (score - value[of]) ** 2, np.ones(len(by))), 0.05 * np.var(score))
    return value


def pg1(of: np.ndarray, by: np.ndarray, score: np.ndarray) -> np.ndarray:
    """Piech et al. 2013: bias and reliability always, whatever the reviews can carry."""
    return fit(checked(of, by, score, float(score.min()), float(score.max()) + 1, None), "reliability").value


def _weighted(key: np.ndarray, value: np.ndarray, weight: np.ndarray) -> np.ndarray:
    total = np.bincount(key, weight)
    return np.divide(np.bincount(key, value * weight), total, out=np.full(len(total), np.nan), where=total > 0)


PEERS: dict[str, Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]] = {
    "mean": mean,
    "median": median,
    "Moodle Workshop": moodle,
    "Vancouver": vancouver,
    "PG1": pg1,
}

"""Which rung of the ladder the reviews can carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.consensus.model import LADDER, density, fit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.consensus.reviews import Reviews

ENOUGH = 3.0
FOLDS = 5
MANY = 50_000
SURE = 1.0
WORSE = 1.01


def best_method(reviews: Reviews, seed: int) -> str:
    """Return the method by whose density held-out reviews are the least surprising.

    A higher rung must win by more than one standard error over the one chosen so far. Below three reviews for each
    reviewer only the two lower rungs are asked. "mean" where the lowest rung stands and foretells held-out reviews more
    than 1% worse than the plain mean of the others does: then shrinking takes away more than it gives.
    """
    each = len(reviews.score) / max(len(np.unique(reviews.reviewer)), 1)
    rungs = LADDER if each >= ENOUGH else LADDER[:2]
    fold = np.random.default_rng(seed).integers(0, FOLDS, len(reviews.score))
    folds = range(1 if len(reviews.score) > MANY else FOLDS)
    seen: dict[str, list[NDArray[np.float64]]] = {rung: [] for rung in rungs}
    miss = {LADDER[0]: 0.0, "mean": 0.0}
    for k in folds:
        rest, held = reviews.only(fold != k), reviews.only(fold == k)
        held = held.only(np.bincount(rest.submission, minlength=reviews.submissions)[held.submission] > 0)
        if not len(rest.score) or not len(held.score):
            continue
        many = np.maximum(np.bincount(rest.submission, minlength=reviews.submissions), 1)
        miss["mean"] += _missed(held, rest.by_submission(rest.score) / many)
        for rung in rungs:
            model = fit(rest, rung)
            seen[rung].append(density(model, held))
            if rung == LADDER[0]:
                miss[rung] += _missed(held, model.value)
    return _chosen({rung: np.concatenate([np.empty(0), *parts]) for rung, parts in seen.items()}, miss)


def _chosen(seen: dict[str, NDArray[np.float64]], miss: dict[str, float]) -> str:
    best, *higher = seen
    if not len(seen[best]):
        return "mean"
    for rung in higher:
        gain = seen[rung] - seen[best]
        if gain.mean() > SURE * gain.std() / np.sqrt(len(gain)):
            best = rung
    return "mean" if best == LADDER[0] and miss[best] > WORSE * miss["mean"] else best


def _missed(held: Reviews, value: NDArray[np.float64]) -> float:
    return float(((held.score - value[held.submission]) ** 2).sum())

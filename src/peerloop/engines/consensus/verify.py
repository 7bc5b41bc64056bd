"""Checks of a consensus that share nothing with its models."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from peerloop.engines.consensus.consensus import Consensus


def is_valid(
    consensus: Consensus,
    submission: ArrayLike,
    reviewer: ArrayLike,
    *,
    low: float,
    high: float,
    known: Mapping[int, float] | None = None,
) -> bool:
    """Say whether every promise holds that can be counted, one submission at a time.

    An estimate where there is a review or a spot check and nowhere else, on the scale, inside its interval; the spot
    checks as given; groups exactly as reviewers connect them; ``check_next`` each open submission once.
    """
    spots = dict(known or {})
    reviewers: dict[int, set[int]] = defaultdict(set)
    for s, r in zip(np.asarray(submission).tolist(), np.asarray(reviewer).tolist(), strict=True):
        reviewers[s].add(r)
    group = _groups(reviewers)
    for s, value in enumerate(consensus.value.tolist()):
        if math.isnan(value):
            if s in reviewers or s in spots:
                return False
            continue
        below, above = consensus.interval[s].tolist()
        if not (s in reviewers or s in spots) or not low <= below <= value <= above <= high:
            return False
        if s in spots and value != spots[s]:
            return False
    told = {s: int(consensus.component[s]) for s in reviewers}
    same = len(set(told.values())) == len(set(group.values())) == len({(told[s], group[s]) for s in told})
    return same and sorted(consensus.check_next.tolist()) == sorted(set(reviewers) - set(spots))


def plain_mean(submission: ArrayLike, score: ArrayLike, *, submissions: int) -> NDArray[np.float64]:
    """Return each submission's plain mean, NaN without a review."""
    of = np.asarray(submission, dtype=np.int64)
    many = np.bincount(of, minlength=submissions)
    total = np.bincount(of, np.asarray(score, dtype=np.float64), minlength=submissions)
    return np.where(many > 0, total / np.maximum(many, 1), np.nan)


def _groups(reviewers: dict[int, set[int]]) -> dict[int, int]:
    reviewed: dict[int, set[int]] = defaultdict(set)
    for s, who in reviewers.items():
        for r in who:
            reviewed[r].add(s)
    group: dict[int, int] = {}
    for first in reviewers:
        todo = [first] if first not in group else []
        while todo:
            s = todo.pop()
            if s not in group:
                group[s] = first
                todo.extend(other for r in reviewers[s] for other in reviewed[r])
    return group

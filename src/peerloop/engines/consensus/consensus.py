"""What the reviews say together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Consensus:
    """One row for each submission, 0 to the largest id; NaN where there is neither a review nor a spot check.

    ``value`` on the scale of the scores; ``sd`` and the 90% ``interval`` (low, high) say how sure it is.
    ``reviewer_bias``: how much above the others a reviewer scores; ``reviewer_weight``: what one of their reviews
    counts, 1 on average; NaN for who reviewed nothing. ``method``: "mean", "shrunken", "bias", "reliability" or
    "effort". ``component``: submissions with different numbers share no reviewers, not even by way of others, and are
    not comparable; -1 without a review. ``check_next``: submissions worth a spot check, best first.
    """

    value: NDArray[np.float64]
    sd: NDArray[np.float64]
    interval: NDArray[np.float64]
    reviewer_bias: NDArray[np.float64]
    reviewer_weight: NDArray[np.float64]
    method: str
    component: NDArray[np.int64]
    check_next: NDArray[np.int64]

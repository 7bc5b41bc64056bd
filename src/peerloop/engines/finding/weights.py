"""How much each signal counts, and what chance a score stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.finding.signals import FEATURES, LONG_AGO
from peerloop.engines.input import InvalidInput

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEEN = FEATURES.index("seen")
COLUMNS = (*(f"{name}: amount" for name in FEATURES[:SEEN]), *(f"{name}: share" for name in FEATURES[:SEEN]), "recency")


@dataclass(frozen=True)
class Weights:
    """``of``: one number for each of ``COLUMNS``; the score is their sum, plus nothing.

    ``score`` and ``chance``: ascending knots of the curve from score to the chance that this member is among those who
    answer; between them it is straight, beyond them flat.
    """

    of: tuple[float, ...]
    score: tuple[float, ...]
    chance: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.of) != len(COLUMNS):
            raise InvalidInput("of", f"has {len(self.of)} entries, not {len(COLUMNS)}")
        if not self.score or len(self.score) != len(self.chance):
            raise InvalidInput("chance", f"has {len(self.chance)} entries, score has {len(self.score)}")
        if (np.diff(self.score) < 0).any() or (np.diff(self.chance) < 0).any():
            raise InvalidInput("chance", "falls")


def columns(value: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the ``COLUMNS`` of candidates × ``FEATURES``: each signal's amount (logarithm) and its share of the best.

    When somebody was last seen has a logarithm of hours alone.
    """
    much = value[:, :SEEN]
    most = much.max(axis=0, initial=0)
    recency = np.log1p(24 * LONG_AGO) - np.log1p(24 * value[:, SEEN])
    parts: NDArray[np.float64] = np.column_stack([np.log1p(much), much / np.where(most > 0, most, 1), recency])
    return parts


def scored(value: NDArray[np.float64], weights: Weights) -> NDArray[np.float64]:
    """Return each candidate's score."""
    score: NDArray[np.float64] = columns(value) @ np.array(weights.of)
    return score


MAIN = ("similar", "similar_title", "answers", "topic", "topic_month", "days_14", "tie")
PLAIN = Weights(
    of=tuple(float(name.endswith(": share") and name[:-7] in MAIN) for name in COLUMNS), score=(0,), chance=(0,)
)
"""Nothing learned: the shares of the best, of the main signals, added up. What learned weights are measured against."""

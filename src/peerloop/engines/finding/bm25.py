"""BM25, wherever texts are ranked: how much a word tells, and how much more it tells when it stands there again.

Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009; the inverse document
frequency is the one that never falls below 0, log(1 + (N - n + 0.5) / (n + 0.5)). Who ranks says which texts count,
what the usual length is, and how much longer texts are to lose (``b``). Numbers or NumPy arrays of them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Number = TypeVar("Number", float, "NDArray[np.float64]")

K1, B = 1.2, 0.75


def idf(having: int, texts: int) -> float:
    """Return how much a word tells that ``having`` of ``texts`` have."""
    return math.log1p((texts - having + 0.5) / (having + 0.5))


def norm(length: Number, usual: float, *, b: float = B) -> Number:
    """Return how often a word must stand in a text of that length to tell half of what it can."""
    return K1 * (1 - b + b * length / usual)


def saturated(count: Number, norm: Number) -> Number:
    """Return what a word tells that stands there ``count`` times, as a share of what it tells on its own."""
    return count * (K1 + 1) / (count + norm)

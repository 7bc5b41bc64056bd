"""How near a reviewer's own writing is to a submission: TF-IDF, and chance enough that nobody can choose a reviewer.

Sources: Salton and Buckley 1988 (TF-IDF); the cap on a single pair's probability: Jecmen, Zhang, Liu, Shah, Conitzer
and Fang, "Mitigating manipulation in peer review via randomized reviewer assignments", 2020.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.input import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

WORD = re.compile(r"[^\W_]+(?:[+#]+)?")


def expertise(
    submissions: Sequence[str], reviewers: Sequence[str], *, most: int = 20, cap: float = 1.0, seed: int = 0
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return (submission, reviewer, similarity) edges for ``allocate``: each submission's ``most`` nearest reviewers.

    Similarity is the cosine of the texts' TF-IDF vectors, 0 to 1. Each pair is left out with probability ``1 - cap``
    before the nearest are taken, by ``seed``: whatever two people write, the chance that one gets the other's
    submission to review is at most ``cap``. Raises ``InvalidInput`` for a cap outside (0, 1] or ``most`` below 1.
    """
    if not 0 < cap <= 1:
        raise InvalidInput("cap", "is not above 0 and at most 1")
    if most < 1:
        raise InvalidInput("most", "below 1")
    vectors = _tfidf([*submissions, *reviewers])
    texts, profiles = vectors[: len(submissions)], vectors[len(submissions) :].T.tocsc()
    dice = np.random.default_rng(seed)
    parts: list[tuple[NDArray[np.int64], NDArray[np.float64]]] = []
    for s in range(len(submissions)):
        near = (texts[[s]] @ profiles).toarray().ravel()
        kept = np.flatnonzero(dice.random(len(reviewers)) < cap)
        best = np.sort(kept[np.argsort(-near[kept], kind="stable")[:most]])
        parts.append((best, np.clip(near[best], 0, 1)))
    of = np.repeat(np.arange(len(parts)), [len(best) for best, _ in parts])
    none = np.empty(0)
    by = np.concatenate([none, *(best for best, _ in parts)]).astype(np.int64)
    return of.astype(np.int64), by, np.concatenate([none, *(near for _, near in parts)])


def _tfidf(texts: Sequence[str]) -> csr_array[np.float64]:
    from scipy.sparse import csr_array

    counted = [Counter(WORD.findall(text.casefold())) for text in texts]
    number = {word: i for i, word in enumerate(sorted({word for words in counted for word in words}))}
    row = np.repeat(np.arange(len(texts)), [len(words) for words in counted])
    column = np.array([number[word] for words in counted for word in words], dtype=np.int64)
    times = np.array([n for words in counted for n in words.values()], dtype=np.float64)
    spread = np.bincount(column, minlength=len(number))
    value = (1 + np.log(times)) * np.log((1 + len(texts)) / (1 + spread))[column]
    length = np.sqrt(np.bincount(row, value**2, minlength=len(texts)))
    value = np.divide(value, length[row], out=np.zeros_like(value), where=length[row] > 0)
    return csr_array((value, (row, column)), shape=(len(texts), max(len(number), 1)))

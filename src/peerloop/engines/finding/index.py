"""A text index that grows: texts in, BM25 out, and a text counts in the very next query."""

from __future__ import annotations

from array import array
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.finding.bm25 import idf, norm, saturated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

# A word that more than this share of the texts has says nothing about what a text is about.
COMMON, FEW_TEXTS = 0.2, 2
RAREST = 40


class TextIndex:
    """Texts numbered from 0 in the order in which they came.

    A query sees a part of them (the first n, or those of a mask) in its word statistics too, so that nothing of the
    others can show in a score. One writer at a time, and no reader while it writes.
    """

    def __init__(self) -> None:
        self._texts: dict[str, array[int]] = {}
        self._times: dict[str, array[int]] = {}
        self._length = array("i")

    def __len__(self) -> int:
        return len(self._length)

    def add(self, words: Iterable[str]) -> int:
        """Take a text's words in; return its number."""
        number, counted = len(self), Counter(words)
        for word, times in counted.items():
            self._texts.setdefault(word, array("i")).append(number)
            self._times.setdefault(word, array("i")).append(times)
        self._length.append(counted.total())
        return number

    def scores(self, words: Sequence[str], *, first: int, seen: NDArray[np.bool_] | None = None) -> NDArray[np.float64]:
        """Return the BM25 score of each of the ``first`` texts for the rarest of ``words``.

        ``seen[first]``: where given, only those texts count; the others score 0. Words that more than a fifth of the
        texts have do not count.
        """
        score = np.zeros(first)
        length = np.frombuffer(self._length, dtype=np.int32)[:first].astype(np.float64)
        n = first if seen is None else int(seen.sum())
        if not n:
            return score
        mean = max(float(length.sum() if seen is None else length[seen].sum()) / n, 1e-9)
        norms = norm(length, mean)
        found = [(len(at), word, at, times) for word, at, times in self._postings(words, first, seen)]
        telling = sorted((one for one in found if 0 < one[0] <= max(COMMON * n, FEW_TEXTS)), key=lambda one: one[:2])
        for spread, _, at, times in telling[:RAREST]:
            score[at] += idf(spread, n) * saturated(times.astype(np.float64), norms[at])
        return score

    def _postings(
        self, words: Sequence[str], first: int, seen: NDArray[np.bool_] | None
    ) -> Iterable[tuple[str, NDArray[np.int32], NDArray[np.int32]]]:
        for word in dict.fromkeys(words):
            if word not in self._texts:
                continue
            at = np.frombuffer(self._texts[word], dtype=np.int32)
            end = int(np.searchsorted(at, first))
            times = np.frombuffer(self._times[word], dtype=np.int32)[:end]
            at = at[:end]
            yield (word, at, times) if seen is None else (word, at[seen[at]], times[seen[at]])


def best(score: NDArray[np.float64], most: int) -> NDArray[np.int64]:
    """Return the positions of the ``most`` highest scores above 0, the highest first, the earlier of equals first."""
    near = np.flatnonzero(score > 0)
    if len(near) > most:
        least = np.partition(score[near], len(near) - most)[len(near) - most]
        near = near[score[near] >= least]
    return near[np.argsort(-score[near], kind="stable")][:most].astype(np.int64)

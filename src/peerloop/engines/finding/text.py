"""BM25 over texts at hand, in plain Python: the same wherever the texts come from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerloop.engines.finding.bm25 import idf, norm, saturated
from peerloop.engines.finding.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Hit:
    """A text that has at least one of the words: its position, its BM25 score, and the words that it has."""

    document: int
    score: float
    words: tuple[str, ...]


def rank_text(terms: Sequence[str], documents: Sequence[str]) -> list[Hit]:
    """Return the documents that have one of ``terms`` (words as ``tokens`` writes them), the best first.

    Word statistics are those of the documents given; equal scores keep the order of the documents.
    """
    counted = [Counter(tokens(document)) for document in documents]
    asked = list(dict.fromkeys(terms))
    spread = {term: sum(term in words for words in counted) for term in asked}
    mean = sum(words.total() for words in counted) / max(len(counted), 1) or 1.0
    hits = []
    for number, words in enumerate(counted):
        usual = norm(float(words.total()), mean)
        has = tuple(term for term in asked if term in words)
        score = sum(idf(spread[term], len(counted)) * saturated(float(words[term]), usual) for term in has)
        if has:
            hits.append(Hit(number, score, has))
    return sorted(hits, key=lambda hit: -hit.score)

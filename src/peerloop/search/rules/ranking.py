"""The order of what was found, in Python, so that it is the same on both databases.

BM25 (Robertson and Zaragoza 2009) over our own words: a word in the title counts three times, a word that only begins
with what is sought counts half. Lengths are weighed against a fixed one, not against the mean of all documents, which
would change with what the reader does not see. A word that no seen document has is taken for misspelt, and counts
where a title has one spelled nearly so.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log1p
from typing import TYPE_CHECKING, NamedTuple

from peerloop.search.rules.near import joined, meets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

K1, B, USUAL_LENGTH = 1.2, 0.75, 60
TITLE, BEGUN, MISSPELT = 3.0, 0.5, 0.5
FEWEST = 5
"""Words of fewer documents count alike."""


class Row(NamedTuple):
    """A document as the database returns it."""

    id: int
    kind: str
    subject: int
    names: str
    tokens: str
    title_words: int


@dataclass(frozen=True)
class Terms:
    """What is sought: ``words``, those of them that may only be begun, and in how many documents each stands."""

    words: tuple[str, ...]
    begun: frozenset[str]
    documents: Mapping[str, int]
    all_documents: int

    def tells(self, word: str) -> float:
        """Return how much a word tells: the inverse document frequency that never falls below 0."""
        having = self.documents.get(word, FEWEST - 1)
        texts = max(self.all_documents, having)
        return log1p((texts - having + 0.5) / (having + 0.5)) if self.all_documents else 1.0


class Scored(NamedTuple):
    """A document and how well it answers; ``near`` where it does so by words spelled nearly alike alone."""

    row: Row
    score: float
    near: bool


def ranked(rows: Iterable[Row], terms: Terms) -> list[Scored]:
    """Return the documents that answer, the best first; equals by name, then by number."""
    read = [_read(row, terms) for row in rows]
    met = {word for one in read for word in one.counts}
    missed = [word for word in terms.words if word not in met]
    missed += sorted(joined(missed))
    scored = [_scored(one, missed, terms) for one in read]
    return sorted((one for one in scored if one.score > 0), key=_place)


class _Read(NamedTuple):
    """A document's words, its title's, and how often those sought stand in it, the title's and the begun weighed."""

    row: Row
    length: int
    title: list[str]
    counts: dict[str, float]


def _read(row: Row, terms: Terms) -> _Read:
    _mark, *words = row.tokens.split()
    title = words[: row.title_words]
    counts = {}
    for word in terms.words:
        count = words.count(word) + (TITLE - 1) * title.count(word)
        if word in terms.begun:
            count += BEGUN * (_begun(word, words) + (TITLE - 1) * _begun(word, title))
        if count:
            counts[word] = count
    return _Read(row, len(words), title, counts)


def _begun(word: str, words: Sequence[str]) -> int:
    return len([other for other in words if other.startswith(word)]) - words.count(word)


def _scored(one: _Read, missed: Sequence[str], terms: Terms) -> Scored:
    norm = K1 * (1 - B + B * one.length / USUAL_LENGTH)
    plain = sum(terms.tells(word) * _saturated(count, norm) for word, count in one.counts.items())
    near = 0.0
    if missed:
        title = [*one.title, *sorted(joined(one.title))]
        near = sum(terms.tells(word) * _saturated(TITLE * MISSPELT, norm) for word in missed if meets(word, title))
    return Scored(one.row, plain + near, near=not plain)


def _place(one: Scored) -> tuple[float, str, int]:
    return -round(one.score, 9), one.row.names, one.row.id


def _saturated(count: float, norm: float) -> float:
    return count * (K1 + 1) / (count + norm)

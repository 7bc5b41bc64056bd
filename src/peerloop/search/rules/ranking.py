"""The order of what was found, in Python, so that it is the same on both databases.

BM25 (see ``engines.finding.bm25``) over our own words: a word in the title counts three times, a word that only begins
with what is sought counts half. Lengths are weighed against a fixed one, not against the mean of all documents, which
would change with what the reader does not see. A word that no seen document has is taken for misspelt, and counts
where a title has one spelled nearly so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from peerloop.engines.finding.bm25 import idf, norm, saturated
from peerloop.search.rules.near import is_near, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

B, USUAL_LENGTH = 0.4, 60
"""Longer texts lose less than elsewhere: a long answer is not a worse one."""
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
        return idf(having, texts) if self.all_documents else 1.0


class Scored(NamedTuple):
    """A document and how well it answers; ``named`` where its title has one of the words sought; ``near`` where it
    answers by words spelled nearly alike alone.
    """

    row: Row
    score: float
    named: bool
    near: bool


def ranked(rows: Iterable[Row], terms: Terms) -> list[Scored]:
    """Return the documents that answer, the best first; equals by name, then by number."""
    read = [_read(row, terms) for row in rows]
    met = {word for one in read for word in one.counts}
    missed = [word for word in terms.words if word not in met]
    missed += sorted(joined(missed))
    near: dict[tuple[str, str], bool] = {}
    scored = [_scored(one, missed, terms, near) for one in read]
    return sorted((one for one in scored if one.score > 0), key=_place)


class _Read(NamedTuple):
    """A document's words, its title's, and how often those sought stand in it, the title's and the begun weighed."""

    row: Row
    length: int
    title: str
    named: bool
    counts: dict[str, float]


def _read(row: Row, terms: Terms) -> _Read:
    """Count in the text as it stands, which is many times quicker than word by word.

    Of a word that follows itself at once only every other one is counted.
    """
    _mark, *words = row.tokens.split(" ", row.title_words + 1)
    title, text = f" {' '.join(words[: row.title_words])} ", row.tokens + " "
    counts, named = {}, False
    for word in terms.words:
        alone, begun = f" {word} ", f" {word}"
        if begun not in text:
            continue
        count = text.count(alone) + (TITLE - 1) * title.count(alone)
        if word in terms.begun:
            count = count * (1 - BEGUN) + BEGUN * (text.count(begun) + (TITLE - 1) * title.count(begun))
        if count:
            counts[word] = count
            named = named or (begun if word in terms.begun else alone) in title
    return _Read(row, text.count(" ") - 1, title, named, counts)


def _scored(one: _Read, missed: Sequence[str], terms: Terms, near: dict[tuple[str, str], bool]) -> Scored:
    """Score a document; what is found to be near is kept, for titles have many words in common."""
    usual = norm(one.length, USUAL_LENGTH, b=B)
    plain = sum(terms.tells(word) * saturated(count, usual) for word, count in one.counts.items())
    if not missed:
        return Scored(one.row, plain, one.named, near=False)
    met, title = set(), one.title.split()
    titles = (*title, *joined(title))
    for word in missed:
        for other in titles:
            pair = word, other
            if pair not in near:
                near[pair] = is_near(word, other)
            if near[pair]:
                met.add(word)
    nearly = sum(terms.tells(word) * saturated(TITLE * MISSPELT, usual) for word in sorted(met))
    return Scored(one.row, plain + nearly, one.named or bool(met), near=not plain)


def _place(one: Scored) -> tuple[float, str, int]:
    return -round(one.score, 9), one.row.names, one.row.id

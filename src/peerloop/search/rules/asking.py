"""What to ask of the index for what somebody typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.engines.finding.tokens import tokens
from peerloop.search.rules.matching import Sought
from peerloop.search.rules.near import joined, keys
from peerloop.search.rules.ranking import FEWEST, Terms
from peerloop.search.rules.words import NEAR_MARK

if TYPE_CHECKING:
    from collections.abc import Mapping

RAREST, MOST_DOCUMENTS = 6, 1000
LONG_ENOUGH = 4
"""A rare word of so many letters may stand for longer ones that begin with it: "postgres" for "PostgreSQL"."""
MOST_NEAR = 8


def sought(text: str, words: list[str], documents: Mapping[str, int], all_documents: int) -> Terms:
    """Return the terms of ``text``: what is typed last may only be begun, and so may rare words."""
    last = tokens(text.split()[-1])
    rare = {word for word in words if len(word) >= LONG_ENOUGH and word not in documents}
    return Terms(tuple(words), frozenset(rare.union(last)), documents, all_documents)


def all_of(terms: Terms) -> list[list[Sought]]:
    """Ask for documents with every word."""
    return [[Sought(word, begins=word in terms.begun)] for word in terms.words]


def any_of(terms: Terms) -> list[list[Sought]]:
    """Ask for documents with any of the rarest words, or with a title spelled nearly like a word that is rare.

    The rarest first, as long as they stand in few documents together: what has only frequent words says little.
    """
    having = {word: terms.documents.get(word, FEWEST - 1) for word in terms.words}
    chosen: list[Sought] = []
    room = MOST_DOCUMENTS
    for word in sorted(terms.words, key=lambda word: having[word])[:RAREST]:
        room -= having[word]
        if chosen and room < 0:
            break
        chosen.append(Sought(word, begins=word in terms.begun and len(word) >= LONG_ENOUGH))
    rare = [word for word in terms.words if word not in terms.documents][:MOST_NEAR]
    near = set().union(joined(rare), *(keys(word) for word in rare))
    return [[*chosen, *(Sought(NEAR_MARK + key) for key in sorted(near))]]

"""The words of a document, as the index holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.engines.finding.tokens import tokens
from peerloop.kit.text import clean, key
from peerloop.search.models import Document
from peerloop.search.rules.near import keys_of

if TYPE_CHECKING:
    from peerloop.search.kinds import Text

FORM = 1
"""The form of what stands in a document; with another one all are made anew."""
MOST_TITLE_WORDS = 60
MOST_BYTES = 500_000  # PostgreSQL takes no more than a megabyte of different words, each with some bytes of its own
KIND_MARK, NEAR_MARK = "=", "~"  # no word has them


def document(kind: str, subject: int, text: Text) -> Document:
    """Return the document of a text, not stored; what is too long is cut at its end."""
    title = tokens(clean(text.title))[:MOST_TITLE_WORDS]
    body = tokens(clean(text.body))
    return Document(
        kind=kind,
        subject=subject,
        names="\n".join(dict.fromkeys(key(clean(name)) for name in (text.title, *text.names))),
        tokens=" ".join([KIND_MARK + kind, *title, *_fitting(body)]),
        title_words=len(title),
        near=" ".join(NEAR_MARK + found for found in sorted(keys_of(title))),
    )


def _fitting(words: list[str]) -> list[str]:
    """Return as many of the words as the databases take: all of them, but for a very long text."""
    room = MOST_BYTES
    for place, word in enumerate(words):
        room -= len(word.encode()) + 8
        if room < 0:
            return words[:place]
    return words

"""The index."""

from __future__ import annotations

from tests.access.readers.who import NOBODY

READERS = {
    "search.Document.names": NOBODY,
    "search.Document.tokens": NOBODY,
    "search.Document.near": NOBODY,
}
NO_WORDS = {
    "search.Document.meaning": "384 numbers",
}

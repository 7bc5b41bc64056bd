"""The journal."""

from __future__ import annotations

from tests.access.readers.who import NOBODY

READERS = {
    "journal.EntryDetail.data": NOBODY,
}

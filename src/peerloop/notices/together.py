"""Reading for many notices what is otherwise read for one: a page of thirty asks as often as a page of one.

A kind composes its words for one entry at a time. What it reads to do so, through the reader's guards, it reads in a
function that takes several entries and returns what was found by subject:

    @together
    def _loop(reader: Member, entries: list[Entry]) -> dict[int, Loop]:
        return loops_seen_by(reader).in_bulk([entry.subject for entry in entries])

    def _due(reader: Member, entry: Entry) -> Message | None:
        loop = _loop(reader, entry)        # one, or None

Called for one entry it reads for that one. Within ``reading`` it reads once for all entries about the same table.
Nothing is kept beyond the block.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import update_wrapper
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member

Found = TypeVar("Found")


@dataclass
class _Read:
    """The entries that are being read for, and what was found for them so far."""

    entries: list[Entry]
    found: dict[Hashable, Mapping[int, Any]] = field(default_factory=dict)


_reading: ContextVar[_Read | None] = ContextVar("reading", default=None)


@contextmanager
def reading(entries: list[Entry]) -> Iterator[None]:
    """Within the block, let what is ``together`` read for all of ``entries`` at once."""
    token = _reading.set(_Read(entries))
    try:
        yield
    finally:
        _reading.reset(token)


class Together(Generic[Found]):
    """A function that reads for several entries; called with one it returns what was found for its subject."""

    def __init__(self, read: Callable[..., Mapping[int, Found]]) -> None:
        self.read = read
        update_wrapper(self, read)

    def __call__(self, reader: Member, entry: Entry, **asked: Any) -> Found | None:
        """Return what the reader may see of the entry's subject, or None. ``asked`` goes to the function."""
        known = _reading.get()
        if known is None or entry not in known.entries:
            return self.read(reader, [entry], **asked).get(entry.subject)
        key = (self.read, reader.pk, entry.subject_type, *sorted(asked.items()))
        if key not in known.found:
            alike = [one for one in known.entries if one.subject_type == entry.subject_type]
            known.found[key] = self.read(reader, alike, **asked)
        return known.found[key].get(entry.subject)


def together(read: Callable[..., Mapping[int, Found]]) -> Together[Found]:
    """Let ``read(reader, entries, **asked)``, which returns what it found by subject, be called for one entry."""
    return Together(read)

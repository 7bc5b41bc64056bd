"""The words of notices as things stand now, through their reader's guards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerloop.journal.models import Entry
from peerloop.notices.kinds import KINDS
from peerloop.notices.together import reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerloop.notices.message import Kind, Message
    from peerloop.notices.models import Notice
    from peerloop.people.models import Member


@dataclass(frozen=True)
class Shown:
    """A notice with its kind and words."""

    notice: Notice
    kind: Kind
    message: Message


def composed(reader: Member, notices: Sequence[Notice]) -> dict[int, Message]:
    """Return the words of each notice by its id; what is over or not the reader's to see is not there.

    However many there are, what kinds read ``together`` is read once.
    """
    entries = Entry.objects.in_bulk([notice.entry for notice in notices])
    found = {}
    with reading(list(entries.values())):
        for notice in notices:
            kind, entry = KINDS.get(notice.kind), entries.get(notice.entry)
            message = kind.compose(reader, entry) if kind and entry else None
            if message is not None:
                found[notice.pk] = message
    return found


def shown(reader: Member, notices: Sequence[Notice]) -> list[Shown]:
    """Return those of the notices that can be shown, in their order."""
    words = composed(reader, notices)
    return [Shown(one, KINDS[one.kind], words[one.pk]) for one in notices if one.pk in words]

"""A journal entry calls for words: rows and jobs in its own transaction, sent after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.journal.outbox import enqueue
from peerloop.journal.reactions import reacts_to
from peerloop.notices.kinds import KINDS
from peerloop.notices.models import Notice

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to(*{kind.verb for kind in KINDS.values()})
def note(entry: Entry) -> None:
    """Write a notice for each reader of each kind that the entry calls for."""
    for kind in KINDS.values():
        if kind.verb == entry.verb:
            readers = dict.fromkeys(kind.to(entry))
            notices = Notice.objects.bulk_create(
                Notice(member_id=reader, entry=entry.pk, kind=kind.code) for reader in readers
            )
            for notice in notices:
                enqueue("notices.send", {"notice": notice.pk})

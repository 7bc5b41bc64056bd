"""A journal entry calls for words: rows and jobs in its own transaction, sent after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.journal.outbox import enqueue
from peerloop.journal.reactions import EVERY, reacts_to
from peerloop.kit.clock import now
from peerloop.notices.actions import tell_all
from peerloop.notices.kinds import KINDS
from peerloop.notices.models import Notice
from peerloop.series.quiet import told_as_one

if TYPE_CHECKING:
    from peerloop.journal.models import Entry

ABOUT = frozenset(kind.verb.partition(".")[0] for kind in KINDS.values())
"""What notices are about; whatever else happens changes nothing that stands on anybody's page."""
FEW = 50


@reacts_to(*{kind.verb for kind in KINDS.values()})
def note(entry: Entry) -> None:
    """Write a notice for each reader of each kind that the entry calls for, unless its series tells of many at once."""
    if told_as_one(entry.verb):
        return
    for kind in KINDS.values():
        if kind.verb == entry.verb:
            tell_all(entry, kind)


@reacts_to(EVERY)
def look_again(entry: Entry) -> None:
    """Whoever acts on something has read what they were told of it; for the others it may be over.

    Where it concerns very many, what is over falls out when each of them looks.
    """
    if entry.verb.partition(".")[0] not in ABOUT:
        return
    concerned = {*entry.about[:FEW], entry.actor or 0}
    told = Notice.objects.filter(
        member__in=concerned, subject=entry.subject, subject_type=entry.subject_type,
        read_at=None, dropped_at=None, entry__lt=entry.pk,
    ).exclude(arrived_at=None)  # fmt: skip
    readers = set(told.values_list("member", flat=True))
    if entry.actor in readers:
        told.filter(member=entry.actor).update(read_at=now())
    for reader in sorted(readers - {entry.actor}):
        enqueue("notices.look", {"member": reader, "of": entry.subject_type, "subject": entry.subject})

"""The one way into the journal."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any

from django.db import transaction

from peerloop.journal.models import Entry, EntryDetail
from peerloop.journal.outbox import enqueue
from peerloop.journal.reactions import react
from peerloop.journal.seals import BATCH, detail_digest
from peerloop.kit.clock import now

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model


def record(verb: str, *, actor: Model | None, subject: Model, about: Iterable[int] = (), **detail: Any) -> Entry:
    """Write one entry and run the reactions to it; must be called inside the action's transaction.

    ``about``: ids of the members concerned. ``detail``: the personal part, JSON values only, erasable later.
    Raises ``TransactionManagementError`` outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("record() belongs into the action's transaction")
    salt, data = secrets.token_hex(32), json.dumps(detail, sort_keys=True)
    entry = Entry.objects.create(
        verb=verb,
        at=now(),
        actor=actor.pk if actor else None,
        subject_type=subject._meta.label_lower,
        subject=subject.pk,
        about=sorted(set(about)),
        detail_digest=detail_digest(salt, data),
    )
    EntryDetail.objects.create(entry=entry, salt=salt, data=data)
    react(entry)
    if entry.pk % BATCH == 0:  # many at once do not wait for the minute
        enqueue("journal.seal")
    return entry

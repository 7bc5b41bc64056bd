"""Keep what a member has begun to write, and up to where they have read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.discussion.models import Draft, Post, Reading
from peerloop.discussion.queries import threads_seen_by
from peerloop.discussion.rules import LONGEST
from peerloop.kit.clock import now
from peerloop.kit.text import clean

if TYPE_CHECKING:
    from peerloop.discussion.models import Thread
    from peerloop.people.models import Member


@transaction.atomic
def save_draft(thread: Thread, *, by: Member, text: str) -> None:
    """Keep the draft, or forget it where it is empty. It is no action on others, so the journal does not hear of it."""
    if not threads_seen_by(by).filter(pk=thread.pk).exists():
        raise PermissionDenied
    kept = clean(text.replace("\r\n", "\n"))[:LONGEST]
    if kept:
        Draft.objects.update_or_create(thread=thread, member=by, defaults={"text": kept, "at": now()})
    else:
        Draft.objects.filter(thread=thread, member=by).delete()


@transaction.atomic
def mark_read(thread: Thread, *, by: Member, last: Post) -> None:
    """Remember that the member has read up to ``last``; nobody else learns it, the journal neither."""
    row, new = Reading.objects.get_or_create(thread=thread, member=by, defaults={"until": last.at})
    if not new and row.until < last.at:
        row.until = last.at
        row.save(update_fields=["until"])

"""Hide what should not stand there, with the reason said; and show it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.discussion.actions.sharing import readers
from peerloop.discussion.locks import hold_post, hold_thread
from peerloop.discussion.models import Hiding
from peerloop.discussion.queries import moderates, posts_seen_by
from peerloop.discussion.rules import a_reason
from peerloop.files.actions import grant, revoke
from peerloop.journal.actions import record

if TYPE_CHECKING:
    from peerloop.discussion.models import Post
    from peerloop.people.models import Member


@transaction.atomic
def hide(post: Post, *, by: Member, reason: str) -> None:
    """Hide the post and its files from all but the one who wrote it, who is told why; hiding twice is hiding once."""
    stands = _to_moderate(post, by)
    _row, new = Hiding.objects.get_or_create(post=stands, defaults={"by": by, "reason": a_reason(reason)})
    if new:
        for file in stands.files.all():
            revoke(file, list(file.grants.values_list("member", flat=True)), by=by)
        record("post.hidden", actor=by, subject=stands, about=[stands.by_id] if stands.by_id else [])


@transaction.atomic
def show_again(post: Post, *, by: Member) -> None:
    """Take the hiding back; who reads the thread may have its files again."""
    stands = _to_moderate(post, by)
    hidden, _rows = Hiding.objects.filter(post=stands).delete()
    if hidden:
        for file in stands.files.all():
            grant(file, readers(stands.thread), by=by)
        record("post.shown", actor=by, subject=stands)


def _to_moderate(post: Post, by: Member) -> Post:
    """Return the post, locked, for who moderates its thread and sees it; refuse anybody else, and one's own."""
    hold_thread(post.thread)  # before its post, as whoever speaks does; who is seated meanwhile gets no hidden file
    stands = hold_post(post)
    seen = posts_seen_by(by).filter(pk=stands.pk).exists()
    if not seen or stands.by_id == by.pk or not moderates(stands.thread, by):
        raise PermissionDenied
    return stands

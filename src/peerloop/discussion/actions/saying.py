"""Say something in a thread, change it, take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.discussion.actions.sharing import readers
from peerloop.discussion.locks import hold_post, hold_thread
from peerloop.discussion.models import Draft, Edit, Post, Reaction, TakenBack, Thread
from peerloop.discussion.queries import posts_seen_by, sitting, threads_seen_by
from peerloop.discussion.rules import (
    MOST,
    MOST_FILES,
    WITHIN,
    LooksSecret,
    TooOften,
    is_open,
    looks_secret,
    mentioned,
    own_words,
    what_is_said,
)
from peerloop.files.actions import delete_file, grant
from peerloop.journal.actions import record
from peerloop.kit.clock import now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerloop.files.models import File
    from peerloop.people.models import Member


@transaction.atomic
def say(
    thread: Thread,
    *,
    by: Member,
    text: str,
    quotes: Post | None = None,
    files: Sequence[File] = (),
    anyway: bool = False,
) -> Post:
    """Say ``text`` in the thread and return the post; whom it names after an @ is told.

    ``files``: brought by the same member; all who sit in the thread may have them. Saying the same again at once is
    saying it once. Raises ``PermissionDenied`` for who has no seat, ``LooksSecret`` once unless ``anyway``,
    ``TooOften``, ``ValidationError`` by field.
    """
    if not threads_seen_by(by).filter(pk=thread.pk).exists():
        raise PermissionDenied
    stands = hold_thread(thread)
    is_open(stands)
    said = what_is_said(text)
    if again := Post.objects.filter(thread=stands, by=by, text=said, at__gt=now() - WITHIN, taken_back=None).first():
        return again
    _not_too_often(by)
    if looks_secret(said) and not anyway:
        raise LooksSecret
    if len(files) > MOST_FILES:
        raise ValidationError({"file": _("Please add at most %(most)s files at once.") % {"most": MOST_FILES}})
    if any(file.by_id != by.pk for file in files):
        raise PermissionDenied
    if quotes is not None and not posts_seen_by(by).filter(pk=quotes.pk, thread=stands).exists():
        raise PermissionDenied
    whom = mentioned(said, sitting(stands, by)) if "@" in said else []
    post = Post.objects.create(thread=stands, by=by, text=said, quotes=quotes, at=now())
    post.files.set(files)
    post.mentions.set(whom)
    for file in files:
        grant(file, readers(stands), by=by)
    Draft.objects.filter(thread=stands, member=by).delete()
    record("post.said", actor=by, subject=post, about=[member.pk for member in whom])
    return post


@transaction.atomic
def change(post: Post, *, by: Member, text: str, anyway: bool = False) -> Post:
    """Say it in other words; how it read before stays to be seen. Who is named only now is told."""
    stands = hold_post(post)
    own_words(stands, by)
    is_open(stands.thread)
    said = what_is_said(text)
    if said == stands.text:
        return stands
    if looks_secret(said) and not anyway:
        raise LooksSecret
    whom = mentioned(said, sitting(stands.thread, by)) if "@" in said else []
    known = set(stands.mentions.values_list("pk", flat=True))
    Edit.objects.create(post=stands, before=stands.text, at=now())
    stands.text = said
    stands.save(update_fields=["text"])
    stands.mentions.set(whom)
    record("post.changed", actor=by, subject=stands, about=[member.pk for member in whom if member.pk not in known])
    return stands


@transaction.atomic
def take_back(post: Post, *, by: Member) -> None:
    """Take one's words back: they are gone, with their files and how they read before; their place stays."""
    stands = hold_post(post)
    own_words(stands, by)
    for file in stands.files.all():
        delete_file(file, by=by)
    stands.mentions.clear()
    stands.edits.all().delete()
    Reaction.objects.filter(post=stands).delete()
    stands.text = ""
    stands.save(update_fields=["text"])
    TakenBack.objects.create(post=stands)
    record("post.taken_back", actor=by, subject=stands)


def _not_too_often(by: Member) -> None:
    lately = Post.objects.filter(by=by, at__gt=now() - WITHIN).order_by("-at").values_list("at", flat=True)[:MOST]
    if len(lately) == MOST:
        raise TooOften(lately[MOST - 1] + WITHIN - now())

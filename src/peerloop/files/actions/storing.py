"""Keep a file that somebody has brought."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.files import store
from peerloop.files.archives import not_a_bomb
from peerloop.files.models import File
from peerloop.files.pictures import written_anew
from peerloop.files.previews import can_be_shown_small
from peerloop.files.rules import ARCHIVES, PICTURES, TooMany, a_name, what_it_is
from peerloop.journal.actions import record
from peerloop.journal.outbox import enqueue
from peerloop.kit.clock import now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from peerloop.people.models import Member

MOST_A_DAY, A_DAY = 100, timedelta(days=1)


def bring_file(content: BinaryIO, *, name: str, by: Member) -> File:
    """Look at the file, put its bytes on the disk and return what ``keep_file`` keeps.

    To be called before any transaction: a large one takes a while, and on SQLite nobody else could write meanwhile.
    ``content``: a seekable stream of bytes. Pictures are written anew. Raises ``ValidationError`` on "file"
    for what is empty, a program, a broken or huge picture, an archive that unpacks to too much, ``TooMany`` for the
    101st in a day, and where the disk is full. What follows belongs under ``or_take_away``; bytes that a crash leaves
    are swept away within a day.
    """
    rows = File.objects.filter(by=by, at__gt=now() - A_DAY).order_by("-at")
    lately = list(rows.values_list("at", flat=True)[:MOST_A_DAY])
    if len(lately) == MOST_A_DAY:
        raise TooMany(lately[-1] + A_DAY - now())
    called = a_name(name)
    if not content.read(1):
        raise ValidationError({"file": _("This file is empty.")})
    content.seek(0)
    kind = what_it_is(content, called)
    if kind in PICTURES:
        content = written_anew(content, kind)
    elif kind in ARCHIVES:
        not_a_bomb(content)
    file = File(name=called, kind=kind, by=by, size=0)
    file.size = store.put(content, file.uid)
    return file


@contextmanager
def or_take_away(*brought: File) -> Iterator[None]:
    """Take the bytes away again where what they were brought for is refused: only kept files count in a day."""
    try:
        yield
    except BaseException:
        for file in brought:
            store.take_away(file.uid)
        raise


@transaction.atomic
def keep_file(brought: File) -> File:
    """Keep what was brought; at first only its member may have it."""
    brought.save()
    ask_for_preview(brought)
    record("file.stored", actor=brought.by, subject=brought, about=[brought.by_id] if brought.by_id else [])
    return brought


def store_file(content: BinaryIO, *, name: str, by: Member) -> File:
    """Bring a file and keep it, where nothing else belongs to the same transaction; raises as ``bring_file`` does."""
    return keep_file(bring_file(content, name=name, by=by))


def ask_for_preview(file: File) -> None:
    """Let the worker make its small picture, where there can be one."""
    if can_be_shown_small(file.kind):
        enqueue("files.preview", {"file": file.pk})

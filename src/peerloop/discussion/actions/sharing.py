"""Who may have the files of a thread's posts: who reads it, and of what is hidden nobody but who brought it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.discussion.models import Post, Seat
from peerloop.files.models import File

if TYPE_CHECKING:
    from peerloop.discussion.models import Thread


def readers(thread: Thread) -> list[int | None]:
    """Return who reads the thread, by id; None stands for everybody here."""
    if thread.open_to_all:
        return [None]
    return list(Seat.objects.filter(thread=thread).order_by("pk").values_list("member", flat=True))


def files_of(thread: Thread) -> list[File]:
    """Return the files that were brought to the thread, less those of hidden posts."""
    brought = Post.files.through.objects.filter(post__thread=thread, post__hiding=None)
    return list(File.objects.filter(pk__in=brought.values("file")))

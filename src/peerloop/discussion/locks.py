"""The one place in which a thread is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.discussion.models import Thread

if TYPE_CHECKING:
    from peerloop.discussion.models import Post


def hold_thread(thread: Thread) -> Thread:
    """Lock the thread's row until the transaction ends and return it fresh."""
    return Thread.objects.select_for_update().get(pk=thread.pk)


def hold_post(post: Post) -> Post:
    """Lock the post's row until the transaction ends and return it fresh."""
    return type(post).objects.select_for_update().get(pk=post.pk)

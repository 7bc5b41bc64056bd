"""Threads and posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.access.samples.registry import sample

from peerloop.discussion.actions import open_thread, say, seat

if TYPE_CHECKING:
    from peerloop.discussion.models import Thread
    from peerloop.people.models import Member

ONE_ACTS = {"post.react", "post.hide"}
NOT_TO_ONESELF = {"post.react", "post.hide"}


def a_thread_of(owner: Member, other: Member) -> Thread:
    """The two talk in a thread that others do not see."""
    thread = open_thread(by=owner)
    seat(thread, [owner, other], by=None, moderates=True)
    return thread


@sample("thread")
def a_thread(owner: Member, other: Member) -> dict[str, Any]:
    """The two talk."""
    return {"pk": a_thread_of(owner, other).pk, "post": {"text": "Hello"}}


@sample("post")
def a_post(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has said something."""
    return {"pk": say(a_thread_of(owner, other), by=owner, text="What I think").pk, "post": {"text": "Otherwise"}}


@sample("post.react", "post.hide")
def a_post_of_the_other(owner: Member, other: Member) -> dict[str, Any]:
    """The other has said something, and the owner may nod to it or hide it."""
    said = say(a_thread_of(owner, other), by=other, text="What I think")
    return {"pk": said.pk, "post": {"kind": "thanks", "reason": "Not here"}}

"""Threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.pages.page import Page

from peerloop.discussion.actions import change, close_thread, hide, open_thread, react, say, seat, take_back

if TYPE_CHECKING:
    from peerloop.discussion.models import Post, Thread
    from peerloop.people.models import Member


def a_thread(alice: Member, bo: Member) -> Thread:
    thread = open_thread(by=None)
    seat(thread, [bo], by=None)
    seat(thread, [alice], by=None, moderates=True)
    return thread


def a_talk(alice: Member, bo: Member) -> Post:
    thread = a_thread(alice, bo)
    first = say(
        thread, by=alice, text="Who owns an agreement when the team *changes*?\n\n- all of us\n- whoever leads\n"
    )
    second = say(thread, by=bo, text="Good question, @Alice. `all of us`, I think.", quotes=first)
    react(second, by=alice, kind="helped")
    change(first, by=alice, text="Who owns an agreement when the team *changes*? See [this](https://example.org).")
    hide(say(thread, by=bo, text="Nonsense"), by=alice, reason="Not about this")
    take_back(say(thread, by=alice, text="Oh no"), by=alice)
    return second


def full(alice: Member, bo: Member) -> str:
    post = a_talk(alice, bo)
    return f"/threads/{post.thread_id}?quote={post.pk}"


def closed(alice: Member, bo: Member) -> str:
    post = a_talk(alice, bo)
    close_thread(post.thread, by=None)
    return f"/threads/{post.thread_id}"


PAGES = [
    Page("thread-new", "alice", lambda alice, bo: f"/threads/{a_thread(alice, bo).pk}"),
    Page("thread", "alice", full),
    Page("thread-closed", "bo", closed),
    Page("post-change", "bo", lambda alice, bo: f"/posts/{a_talk(alice, bo).pk}"),
]

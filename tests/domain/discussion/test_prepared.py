"""What a thread asks in prepared queries is what the guards say: for every reader, the moment that a block falls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.prepared import AskedAnew

from peerloop.discussion.actions import mark_read, save_draft, say, unseat
from peerloop.discussion.queries import reading, seen
from peerloop.kit.prepared import filled
from peerloop.people.actions import block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.prepared import Call

    from peerloop.discussion.models import Post, Thread
    from peerloop.people.models import Member


def asked_by(reader: Member, thread: Thread, post: Post) -> Iterator[Call]:
    """Every prepared query of a thread, with what a page would give it."""
    yield reading._counted, (reader, thread), {}
    yield reading._posts, (reader, thread), {"beyond": 0}
    yield reading._seen, (reader, filled([post.pk])), {}
    yield reading._read, (reader, thread), {}
    yield reading._draft, (reader, thread), {}
    yield seen.moderating_in, (thread, reader), {}


def test_a_thread_asks_what_the_guards_say(
    thread: Thread, alice: Member, bo: Member, charlie: Member, facilitator: Member
) -> None:
    post = say(thread, by=alice, text="Who has done this before?")
    say(thread, by=bo, text="I have.", quotes=post)
    mark_read(thread, by=bo, last=post)
    save_draft(thread, by=alice, text="Could you")
    anew = AskedAnew()

    def all_agree() -> None:
        for reader in (alice, bo, charlie, facilitator):
            anew.agrees(asked_by(reader, thread, post))

    def words(reader: Member) -> list[str]:
        return [one.post.text for one in reading.talk(thread, reader).posts]

    both = ["Who has done this before?", "I have."]
    all_agree()
    assert [words(reader) for reader in (alice, bo, charlie, facilitator)] == [both, both, [], both]
    block(bo, alice)
    all_agree()
    assert [words(reader) for reader in (alice, bo, charlie, facilitator)] == [both[:1], both[1:], [], both]
    unseat(thread, [bo], by=facilitator)
    all_agree()
    assert [words(reader) for reader in (alice, bo, charlie, facilitator)] == [both[:1], [], [], both]

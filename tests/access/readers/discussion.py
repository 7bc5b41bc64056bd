"""Threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.access.readers.who import OWNER, TWO
from tests.access.samples.discussion import a_thread_of

from peerloop.discussion.actions import change, hide, save_draft, say

if TYPE_CHECKING:
    from peerloop.people.models import Member

READERS = {
    "discussion.Post.text": TWO,
    "discussion.Edit.before": TWO,
    "discussion.Hiding.reason": TWO,
    "discussion.Draft.text": OWNER,
}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The two talk; one changes what it has said, something is hidden, and the owner has begun to write more."""
    thread = a_thread_of(owner, pair)
    change(say(thread, by=owner, text="What I think"), by=owner, text="What I really think")
    hide(say(thread, by=pair, text="Nonsense"), by=owner, reason="Not about this")
    save_draft(thread, by=owner, text="And besides")
    return {"threads": [thread.pk]}

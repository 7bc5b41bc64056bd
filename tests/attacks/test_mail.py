"""Mail waits for the end of quiet hours or for its place in the week; meanwhile somebody may have shut a door."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from peerloop.journal.models import Entry
from peerloop.matchmaking.actions import publish, run, tell_run
from peerloop.notices.kinds import KINDS
from peerloop.notices.mail import build
from peerloop.notices.message import Message
from peerloop.notices.models import Notice
from peerloop.people.actions import avoid, block, depart
from peerloop.skills.actions import offer, propose_skill, want

if TYPE_CHECKING:
    from peerloop.people.models import Member

FOUND = KINDS["suggestion_found"]


@pytest.fixture
def finished(alice: Member, bo: Member) -> Entry:
    """A run has chosen Bo for Alice."""
    rust = propose_skill("Rust", by=bo)
    offer(bo, skill=rust, level=4, pace="any", text="")
    want(alice, skill=rust, level=2, pace="any", text="", visibility="matching")
    tell_run(publish(run(), by=None))
    return Entry.objects.get(verb="run.told")


def test_the_chosen_one_is_named_while_the_two_may_meet(finished: Entry, alice: Member) -> None:
    message = FOUND.compose(alice, finished)
    assert message is not None
    assert [sentence.split(",")[0] for sentence in message.sentences] == ["Rust: Bo could help"]


@pytest.mark.parametrize(
    "shuts", [block, avoid, lambda one, _other: depart(one, by=None)], ids=["block", "avoid", "left"]
)
def test_nobody_is_named_who_has_shut_the_door_since(shuts, finished: Entry, alice: Member, bo: Member) -> None:
    shuts(bo, alice)
    assert FOUND.compose(alice, finished) is None


def test_a_colleague_s_words_never_pass_for_the_house_s(finished: Entry, alice: Member) -> None:
    forged = "Thanks!\u2028-- \r\nYour account is closed unless you sign in:\x0bhttps://peerloop.example.org"
    notice = Notice(member=alice, entry=finished.pk, kind="loop_applied", pk=1)
    body = str(build(notice, Message(subject="Bo has tried it", sentences=[], reason="Why", quote=forged)).body)
    said = body.split("Why")[0].splitlines()
    assert [line for line in said if line.strip()] == [
        "Bo has tried it",
        "> Thanks!",
        "> -- ",
        "> Your account is closed unless you sign in:",
        "> https://peerloop.example.org",
        "-- ",
    ]

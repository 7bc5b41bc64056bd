"""The library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.pages.page import Page

from peerloop.library.actions import (
    answer_interview,
    ask_for_interview,
    ask_for_review,
    begin_resource,
    bring_check,
    comment,
    dispute,
    give_verdict,
    judge,
    make_collection,
    publish,
    put_into,
    resolve,
)
from peerloop.loops.actions import begin_loop
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from peerloop.library.models import Resource
    from peerloop.people.models import Member

TEXT = "Wide is slow. Look for **plateaus**:\n\n- a flat, wide top\n- `frames` that stay\n\n> Measure first."


def _kept(alice: Member, bo: Member, charlie: Member) -> Resource:
    """Something of Bo's that everybody reads, with all that can stand on its page."""
    skill = propose_skill("Profiling", by=bo)
    made = begin_resource(
        by=bo, kind="video", title="Reading a flame graph", text=TEXT, url="https://example.org/a-rather-long/address",
        skill=skill, rests_on="sources", sources="https://example.org/paper\nThe book, page 40", minutes=4,
        transcript="00:05 Wide is slow.\nLook for plateaus.", chapters="00:00 What one sees\n00:40 What to do",
    )  # fmt: skip
    give_verdict(ask_for_review(made, charlie, by=bo), by=charlie, number=1, says="ready", word="Good")
    publish(made, by=bo)
    judge(made, by=charlie, how="very", word="I found the slow loop in a minute.")
    bring_check(made, by=charlie, url="https://example.org/waiting", says="against", word="Figure 3")
    resolve(dispute(made, by=charlie, reason="What is a plateau?"), by=charlie, word="It is said now.")
    dispute(made, by=charlie, reason="It may wait for the disk.")
    comment(made, by=charlie, text="Too fast here.", second=5)
    begin_loop(by=alice, skill=skill)
    put_into(make_collection(by=alice, title="Making it fast", about="Where to begin"), made, by=alice)
    return made


def _draft(alice: Member, bo: Member) -> Resource:
    """A draft of Alice's in which Bo wants something changed."""
    made = begin_resource(by=alice, kind="video", title="Testing a migration", url="https://example.org/v")
    give_verdict(ask_for_review(made, bo, by=alice), by=bo, number=1, says="changes", word="Say when.")
    return made


def the_list(alice: Member, bo: Member, charlie: Member) -> str:
    _kept(alice, bo, charlie)
    return "/library"


def theirs(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/resources/{_kept(alice, bo, charlie).pk}"


def own(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/resources/{_draft(alice, bo).pk}"


def its_change(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/resources/{_draft(alice, bo).pk}/change"


def its_recording(alice: Member, bo: Member, charlie: Member) -> str:
    asked = ask_for_interview(by=alice, guest=bo, title="How Bo moved the warehouse")
    return f"/resources/{asked.resource_id}/recording"


def its_transcript(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/resources/{_draft(alice, bo).pk}/transcript"


def its_versions(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/resources/{_draft(alice, bo).pk}/versions"


def a_version(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/resources/{_kept(alice, bo, charlie).pk}/versions/1"


def a_review(alice: Member, bo: Member, charlie: Member) -> str:
    made = begin_resource(by=bo, kind="tip", title="Testing a migration", text=TEXT)
    return f"/reviews/{ask_for_review(made, alice, by=bo).pk}"


def an_interview(alice: Member, bo: Member, charlie: Member) -> str:
    asked = ask_for_interview(by=alice, guest=bo, title="How Bo moved the warehouse")
    answer_interview(asked, by=bo, yes=True)
    return f"/library/interviews/{asked.pk}"


def asked_for_one(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/library/interviews/{ask_for_interview(by=bo, guest=alice, title='How Alice began').pk}"


def a_collection(alice: Member, bo: Member, charlie: Member) -> str:
    _kept(alice, bo, charlie)
    return f"/collections/{_shelf(alice)}"


def _shelf(alice: Member) -> int:
    from peerloop.library.models import Collection

    return Collection.objects.get(by=alice).pk


PAGES = [
    Page("library-none", "alice", "/library"),
    Page("library", "alice", the_list),
    Page("library-kinds", "alice", "/library/new"),
    Page("library-new", "alice", "/library/new?kind=document"),
    Page("library-new-guest", "alice", "/library/new?kind=guest"),
    Page("resource", "alice", theirs),
    Page("resource-draft", "alice", own),
    Page("resource-change", "alice", its_change),
    Page("resource-recording", "alice", its_recording),
    Page("resource-transcript", "alice", its_transcript),
    Page("resource-versions", "alice", its_versions),
    Page("resource-version", "alice", a_version),
    Page("review", "alice", a_review),
    Page("library-interview-new", "alice", "/library/interviews/new"),
    Page("library-interview", "alice", an_interview),
    Page("library-interview-asked", "alice", asked_for_one),
    Page("collections", "alice", "/collections"),
    Page("collection", "alice", a_collection),
    Page("collection-new", "alice", "/collections/new"),
]

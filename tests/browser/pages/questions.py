"""Questions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.browser.pages.page import Page

from peerloop.kit import clock
from peerloop.questions.actions import accept, answer, ask, remark, say_helped, verify
from peerloop.questions.models import Question
from peerloop.skills.actions import endorse, offer, propose_skill

if TYPE_CHECKING:
    from peerloop.people.models import Member

LONG = "https://doc.rust-lang.org/book/ch04-02-references-and-borrowing-and-everything-else-there-is-to-know.html"


def _some(alice: Member, bo: Member, charlie: Member) -> Question:
    """Alice asks, Bo's answer is accepted and checked, Charlie has another view; something waits for Alice herself."""
    rust = propose_skill("Rust", by=charlie)
    endorse(offer(charlie, skill=rust), by=alice)
    with clock.at(clock.now() - timedelta(days=3)):
        earlier = ask(by=charlie, title="Why does Rust move my vector when I pass it to a function?", skill=rust)
        assert isinstance(earlier, Question)
        answer(earlier, by=bo, text="It moves unless you **borrow** it.")
    made = ask(
        by=alice, title="How do I borrow a vector twice in Rust?", text="I tried:\n\n    &mut v", skill=rust, to=[bo]
    )
    assert isinstance(made, Question)
    first = answer(made, by=bo, text="Use `split_at_mut`, or clone it:\n\n```\nlet (a, b) = v.split_at_mut(3);\n```")
    answer(made, by=charlie, text="Rather not borrow at all.", another_view=True, source=LONG)
    remark(made, by=alice, text="Is that not slow?", on=first)
    say_helped(first, by=charlie)
    accept(first, by=alice)
    verify(first, by=charlie, look_again_on=(clock.now() + timedelta(days=90)).date())
    ask(by=bo, title="Where do I find the travel policy?", to=[alice])
    ask(by=alice, title="Am I the only one who does not dare to ask this?", pseudonymous=True)
    return made


def the_list(alice: Member, bo: Member, charlie: Member) -> str:
    _some(alice, bo, charlie)
    return "/questions?which=open"


def mine(alice: Member, bo: Member, charlie: Member) -> str:
    _some(alice, bo, charlie)
    return "/questions?which=mine"


def one(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/questions/{_some(alice, bo, charlie).uid}"


def for_alice(alice: Member, bo: Member, charlie: Member) -> str:
    _some(alice, bo, charlie)
    return f"/questions/{Question.objects.get(by=bo).uid}"


def helpers(alice: Member, bo: Member, charlie: Member) -> str:
    return f"{one(alice, bo, charlie)}/helpers"


def like_it(alice: Member, bo: Member, charlie: Member) -> str:
    _some(alice, bo, charlie)
    return "/questions/new?title=borrow+vector"


PAGES = [
    Page("questions-none", "alice", "/questions"),
    Page("questions", "alice", the_list),
    Page("questions-mine", "alice", mine),
    Page("question", "alice", one),
    Page("question-to-answer", "alice", for_alice),
    Page("question-helpers", "alice", helpers),
    Page("question-new", "alice", like_it),
    Page("question-reach", "alice", "/questions/reach"),
]

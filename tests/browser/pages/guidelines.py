"""Guidelines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.pages.page import Page

from peerloop.discussion.actions import say
from peerloop.guidelines.actions import (
    accept_guidelines,
    adopt,
    ask_for_comments,
    change_draft,
    draft_guidelines,
    draft_version,
)
from peerloop.guidelines.rules import PARTS
from peerloop.kit.clock import now

if TYPE_CHECKING:
    from peerloop.guidelines.models import Version
    from peerloop.people.models import Member


def _adopted(organiser: Member) -> Version:
    made = draft_guidelines(by=organiser, template="house")
    adopt(made, by=organiser, on=now().date())
    return made


def _second(organiser: Member, alice: Member) -> Version:
    """A second version with two changes, of which Alice has accepted the first."""
    first = _adopted(organiser)
    accept_guidelines(first, by=alice)
    second = draft_version(first.guidelines, by=organiser)
    words = {name: getattr(second, name) for name in PARTS}
    words["conduct"] = f"{words['conduct'].replace('No is an answer', 'No is a whole answer')}\n\nPhones stay away."
    return change_draft(
        second, by=organiser, title=first.guidelines.title, why="Phones, and what a no is.", revision=1, **words
    )


def in_force(organiser: Member, alice: Member) -> str:
    adopt(_second(organiser, alice), by=organiser, on=now().date())
    own = draft_guidelines(by=organiser, template="circles", for_house=False)
    adopt(own, by=organiser, on=now().date())
    return "/guidelines"


def discussed(organiser: Member, alice: Member) -> str:
    second = _second(organiser, alice)
    say(ask_for_comments(second, by=organiser).thread, by=alice, text="Phones only where one must be reached, I’d say.")
    return f"/guidelines/versions/{second.pk}"


def differs(organiser: Member, alice: Member) -> str:
    second = _second(organiser, alice)
    adopt(second, by=organiser, on=now().date())
    return f"/guidelines/versions/{second.pk}/changes"


def organised(organiser: Member, alice: Member) -> str:
    ask_for_comments(_second(organiser, alice), by=organiser)
    return "/organise/guidelines"


def drafted(organiser: Member) -> str:
    return f"/organise/guidelines/versions/{draft_guidelines(by=organiser, template='house').pk}"


PAGES = [
    Page("guidelines-none", "alice", "/guidelines"),
    Page("guidelines", "alice", in_force),
    Page("guidelines-feedback", "alice", "/guidelines/feedback"),
    Page("guidelines-confidential", "alice", "/guidelines/confidential"),
    Page("guidelines-sight", "alice", "/guidelines/sight"),
    Page("guidelines-discussed", "alice", discussed),
    Page("guidelines-changes", "alice", differs),
    Page("organise-guidelines-none", "organiser", "/organise/guidelines"),
    Page("organise-guidelines", "organiser", organised),
    Page("organise-guidelines-new", "organiser", "/organise/guidelines/new"),
    Page("organise-guidelines-draft", "organiser", drafted),
]

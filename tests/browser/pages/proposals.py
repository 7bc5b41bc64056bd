"""Proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.pages.page import Page

from peerloop.proposals.actions import propose, volunteer, want_too

if TYPE_CHECKING:
    from peerloop.people.models import Member


def _some(alice: Member, bo: Member, charlie: Member) -> int:
    """Two proposals, one of them wanted by three and taken by Bo and Alice."""
    propose(by=charlie, title="Baking bread")
    made = propose(by=charlie, title="Reading a balance sheet", about="To know what our annual report says.")
    for member in (alice, bo):
        want_too(made, by=member)
        volunteer(made, by=member)
    return made.pk


def the_list(alice: Member, bo: Member, charlie: Member) -> str:
    _some(alice, bo, charlie)
    return "/proposals"


def one(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/proposals/{_some(alice, bo, charlie)}"


def its_hour(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/proposals/{_some(alice, bo, charlie)}/session"


def like_it(alice: Member, bo: Member, charlie: Member) -> str:
    _some(alice, bo, charlie)
    return "/proposals/new?title=balance+sheet"


PAGES = [
    Page("proposals-none", "alice", "/proposals"),
    Page("proposals", "alice", the_list),
    Page("proposal", "alice", one),
    Page("proposal-new", "alice", like_it),
    Page("proposal-session", "alice", its_hour),
]

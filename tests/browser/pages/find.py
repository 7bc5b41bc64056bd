"""Find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser import learning
from tests.browser.pages.page import Page

if TYPE_CHECKING:
    from peerloop.people.models import Member


def find_bo(bo: Member) -> str:
    return f"/find?q={bo.name}"


def find_nearly(charlie: Member) -> str:
    return f"/find?q={charlie.name[:-2]}ei&of=people"


PAGES = [
    Page("find", "alice", "/find"),
    Page("find-people", "alice", find_bo),
    Page("find-nearly", "alice", find_nearly),
    Page("found", "alice", learning.found),
    Page("find-narrowed", "alice", "/find?q=Alice&team=nosuch&when=week"),
]

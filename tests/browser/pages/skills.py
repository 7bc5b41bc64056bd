"""Skills, offers, needs."""

from __future__ import annotations

from tests.browser import learning, tending
from tests.browser.pages.page import Page

PAGES = [
    Page("needs", "alice", "/needs"),
    Page("offers", "alice", "/offers"),
    Page("skill", "alice", learning.skill),
    Page("offers-merged", "bo", tending.said_otherwise),
]

"""Today."""

from __future__ import annotations

from tests.browser import learning
from tests.browser.pages.page import Page

PAGES = [
    Page("today", "alice", "/"),
    Page("today-full", "alice", learning.a_full_day),
]

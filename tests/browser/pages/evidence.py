"""What you know, and what lacks somebody."""

from __future__ import annotations

from tests.browser import shown
from tests.browser.pages.page import Page

PAGES = [
    Page("knowledge", "alice", shown.knowledge),
    Page("knowledge-empty", "alice", "/knowledge"),
    Page("knowledge-correction", "alice", shown.correction),
    Page("topics", "alice", shown.topics),
    Page("topics-empty", "alice", "/topics"),
]

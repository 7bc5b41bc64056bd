"""Notices."""

from __future__ import annotations

from tests.browser import come
from tests.browser.pages.page import Page

PAGES = [
    Page("notice-settings", "alice", "/settings/notices"),
    Page("notice-settings-waiting", "alice", come.waiting),
    Page("inbox-empty", "alice", "/notices"),
    Page("inbox", "alice", come.inbox),
    Page("inbox-read", "alice", come.inbox_read),
    Page("notice", "alice", come.one),
]

"""Suggestions, requests, pairings."""

from __future__ import annotations

from tests.browser import learning
from tests.browser.pages.page import Page

PAGES = [
    Page("requests", "alice", "/requests"),
    Page("suggestions", "alice", learning.suggestions),
    Page("suggestions-underway", "alice", learning.suggestions_underway),
    Page("suggestions-refused", "alice", learning.suggestions_refused),
    Page("not-this-one", "alice", learning.not_this_one),
    Page("what-would-change", "alice", learning.what_would_change),
    Page("nobody-yet", "alice", learning.nobody_yet),
    Page("other-hours", "alice", learning.other_hours),
    Page("request-made", "alice", learning.request_made),
    Page("request-to-answer", "alice", learning.request_to_answer),
    Page("pairing", "alice", learning.pairing),
    Page("from-the-mail", None, learning.from_the_mail),
    Page("the-way-out", None, learning.the_way_out),
]

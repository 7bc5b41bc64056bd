"""A session while it is held, and what stays of it."""

from __future__ import annotations

from tests.browser import lived
from tests.browser.pages.page import Page

PAGES = [
    Page("session-agenda", "alice", lived.agenda_on_its_page),
    Page("session-to-be-laid-out", "alice", lived.to_be_laid_out),
    Page("agenda-change", "alice", lived.agenda_page),
    Page("live-followed", "alice", lived.followed),
    Page("live-led", "alice", lived.led),
    Page("live-before", "alice", lived.before),
    Page("live-long-before", "alice", lived.long_before),
    Page("live-missing", "alice", lived.someone_missing),
    Page("live-done", "alice", lived.done_page),
    Page("session-over", "alice", lived.over_page),
    Page("session-pooled", "alice", lived.pooled_page),
    Page("session-between-two", "alice", lived.between_two),
    Page("feedback", "alice", lived.feedback_page),
    Page("notes", "alice", lived.notes_page),
]

"""Office hours."""

from __future__ import annotations

from tests.browser import series
from tests.browser.pages.page import Page

PAGES = [
    Page("office-hours-none", "alice", "/office-hours"),
    Page("office-hours", "alice", series.hours),
    Page("office-hours-new", "alice", "/office-hours/new"),
    Page("office-hour", "alice", series.to_come_to),
    Page("office-hour-own", "bo", series.to_come_to),
    Page("office-hours-visit", "alice", series.waiting),
    Page("office-hours-together", "alice", series.together),
    Page("office-hours-called", "alice", series.called),
    Page("office-hours-queue", "bo", series.queue),
    Page("office-hours-queue-empty", "bo", series.empty_queue),
    Page("office-hours-found", "alice", series.found),
]

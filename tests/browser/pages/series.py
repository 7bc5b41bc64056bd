"""Sessions that repeat."""

from __future__ import annotations

from tests.browser import series
from tests.browser.pages.page import Page

PAGES = [
    Page("series-none", "alice", "/series"),
    Page("series-all", "alice", series.all_series),
    Page("series-new", "alice", "/series/new"),
    Page("series", "alice", series.full),
    Page("series-led", "bo", series.full),
    Page("series-following", "bo", series.following),
    Page("series-return", "bo", series.coming_back),
]

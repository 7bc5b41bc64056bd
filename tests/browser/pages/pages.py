"""Help, parts and errors."""

from __future__ import annotations

from tests.browser.pages.page import Page

PAGES = [
    Page("help", None, "/help"),
    Page("help-signed-in", "alice", "/help"),
    Page("parts", "alice", "/parts"),
    *[Page(f"error-{status}", "alice", f"/broken/{status}", status) for status in (400, 403, 413, 429, 500, 503)],
    Page("missing", "alice", "/nowhere", 404),
    Page("missing-to-a-visitor", None, "/nowhere", 404),
]

"""Settings."""

from __future__ import annotations

from tests.browser.pages.page import Page

PAGES = [
    *[
        Page(f"settings-{part}", "alice", f"/settings/{part}")
        for part in ("privacy", "devices", "notices", "feed", "password")
    ],
    Page("settings", "alice", "/settings"),
]

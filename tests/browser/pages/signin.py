"""Signing in."""

from __future__ import annotations

from tests.browser.pages.page import Page

PAGES = [
    Page("sign-in", None, "/account/login"),
    Page("sign-in-code", None, "/account/login/code"),
    Page("sign-up", None, "/account/signup"),
    Page("sign-out", "alice", "/account/logout"),
]

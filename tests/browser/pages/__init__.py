"""Every page of the house, once; `test_every_page.py` walks them all. One module for each web room; add yours.

A page has a name, a reader (the name of a fixture that makes a member; None for a visitor) and an address: text, or
a function whose parameters are fixtures and which makes what the page is to show, such as

    def a_session(schedule_of, alice, bo): return f"/sessions/{hold_session(…).pk}"

    PAGES = [Page("session", "alice", a_session)]
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from tests.browser.pages.page import Page

__all__ = ["PAGES", "Page"]

ROOMS = [import_module(f"{__name__}.{name}") for name in sorted(module.name for module in iter_modules(__path__))]
PAGES = [page for room in ROOMS for page in getattr(room, "PAGES", [])]

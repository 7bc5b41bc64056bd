"""Thanks, and what one has given."""

from __future__ import annotations

from tests.browser import rewarded
from tests.browser.pages.page import Page

PAGES = [
    Page("kudos", "alice", rewarded.thanks),
    Page("kudos-empty", "alice", "/kudos"),
    Page("kudos-new", "alice", rewarded.thank_new),
    Page("kudos-new-open", "alice", "/kudos/new"),
    Page("contributions", "alice", rewarded.given),
    Page("contributions-empty", "alice", "/contributions"),
    Page("contributions-correct", "alice", rewarded.correcting),
    Page("contributions-pick", "alice", rewarded.picking),
    Page("contributions-sheet", "alice", rewarded.sheet),
]

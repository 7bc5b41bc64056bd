"""Learning together: the pairing's page, its notebook, rings, and what lies outside one's field."""

from __future__ import annotations

from tests.browser import together
from tests.browser.pages.page import Page

PAGES = [
    Page("pairings", "alice", together.pairings),
    Page("pairings-none", "alice", "/pairings"),
    Page("pairing-lived-in", "alice", together.pairing_lived_in),
    Page("pairing-ended", "alice", together.pairing_ended),
    Page("pairing-quiet", "alice", together.pairing_quiet),
    Page("pairing-notebook", "alice", together.notebook),
    Page("pairing-note", "alice", together.note),
    Page("pairing-goal", "alice", together.goal),
    Page("pairing-ending", "alice", together.ending),
    Page("ring", "alice", together.ring),
    Page("ring-formed", "alice", together.swap_formed),
    Page("ring-over", "alice", together.ring_over),
    Page("ring-by-mail", None, together.ring_by_mail),
    Page("stretch", "alice", together.stretch),
    Page("stretch-none", "alice", "/stretch"),
]

"""Loops."""

from __future__ import annotations

from tests.browser import met, rewarded
from tests.browser.pages.page import Page

PAGES = [
    Page("loops", "alice", met.all_loops),
    Page("loops-empty", "alice", "/loops"),
    Page("loops-full", "alice", rewarded.loops_full),
    Page("loop-new", "alice", rewarded.loop_new),
    Page("loop-new-open", "alice", "/loops/new"),
    Page("loop-gain", "alice", met.loop_to_gain),
    Page("loop-apply", "alice", met.loop_to_apply),
    Page("loop-answer", "alice", met.loop_to_answer),
    Page("loop-full-circle", "alice", met.full_circle),
    Page("loop-rounded", "alice", rewarded.loop_rounded),
    Page("loop-own", "alice", rewarded.loop_of_ones_own),
    Page("loop-let-go", "alice", rewarded.loop_let_go),
    Page("loop-words", "alice", rewarded.loop_words),
    Page("loop-asked-taught", "alice", rewarded.asked_who_taught),
    Page("loop-asked-saw", "alice", rewarded.asked_who_saw),
    Page("loop-follow-up-link", "alice", rewarded.loop_answer_link),
]

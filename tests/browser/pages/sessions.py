"""Sessions and the calendar."""

from __future__ import annotations

from tests.browser import met
from tests.browser.pages.page import Page

PAGES = [
    Page("agenda", "alice", "/calendar"),
    Page("week", "alice", "/calendar/week"),
    Page("agenda-full", "alice", met.full_agenda),
    Page("week-full", "alice", met.full_week),
    Page("session-asked", "alice", met.asked_page),
    Page("session-booked", "alice", met.booked_page),
    Page("session-cancelled", "alice", met.cancelled_page),
    Page("session-move", "alice", met.move_page),
    Page("session-of-three", "alice", met.three),
    Page("sessions-none", "alice", "/sessions"),
    Page("sessions", "alice", met.all_sessions),
    Page("session-announce", "alice", "/sessions/new"),
    Page("gathering", "alice", met.gathering_to_join),
    Page("gathering-moved", "alice", met.gathering_moved),
    Page("gathering-led", "alice", met.gathering_led),
    Page("gathering-change", "alice", met.gathering_changed),
    Page("gathering-invite", "alice", met.gathering_invited),
    Page("session-answer", "alice", met.answer_by_mail),
    Page("session-link-bad", None, "/sessions/answers/nothing", 404),
    Page("impromptu", "alice", met.impromptu),
]

"""Circles, and forming many of them."""

from __future__ import annotations

from tests.browser import circles
from tests.browser.pages.page import Page

PAGES = [
    Page("circles-none", "alice", "/circles"),
    Page("circles", "alice", circles.a_list),
    Page("circles-open", "alice", circles.the_open_ones),
    Page("circle-new", "alice", "/circles/new"),
    Page("circle", "alice", circles.one),
    Page("circle-to-join", "alice", circles.to_join),
    Page("circle-invited", "alice", circles.invited),
    Page("circle-asked", "alice", circles.asked_to_facilitate),
    Page("circle-door", "alice", circles.door),
    Page("circle-door-again", "alice", circles.door_again),
    Page("circle-people", "alice", circles.people),
    Page("circle-change", "alice", circles.change),
    Page("circle-meetings", "alice", circles.meetings),
    Page("circle-goal", "alice", circles.a_goal),
    Page("circle-task", "alice", circles.a_task),
    Page("circle-closing", "alice", circles.closing),
    Page("circle-closed", "alice", circles.closed),
    Page("circle-report", "alice", circles.report),
    Page("circle-report-published", "dana", circles.published),
    Page("formings-none", "organiser", "/organise/circles"),
    Page("formings", "organiser", circles.form_many),
    Page("forming", "organiser", circles.draft),
    Page("forming-made", "organiser", circles.made),
    Page("forming-under-way", "organiser", circles.under_way),
]

"""Every page of the house, once. Add yours; `test_every_page.py` walks them all.

A page has a name, a reader (the name of a fixture that makes a member; None for a visitor) and an address: text, or
a function whose parameters are fixtures and which makes what the page is to show, such as

    def a_session(schedule_of, alice, bo): return f"/sessions/{hold_session(…).pk}"

    Page("session", "alice", a_session)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.browser import files, intake, learning, met, policies, tending, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.people.models import Member


class Page(NamedTuple):
    """A page, who reads it, where it is, and with which status it answers."""

    name: str
    reader: str | None
    address: str | Callable[..., str]
    status: int = 200


def somebody(bo: Member) -> str:
    return f"/members/{bo.pk}"


def find_bo(bo: Member) -> str:
    return f"/find?q={bo.name}"


def find_nearly(charlie: Member) -> str:
    return f"/find?q={charlie.name[:-2]}ei&of=people"


PAGES = [
    Page("help", None, "/help"),
    Page("help-signed-in", "alice", "/help"),
    Page("parts", "alice", "/parts"),
    Page("sign-in", None, "/account/login"),
    Page("sign-in-code", None, "/account/login/code"),
    Page("sign-up", None, "/account/signup"),
    Page("sign-out", "alice", "/account/logout"),
    Page("today", "alice", "/"),
    Page("find", "alice", "/find"),
    Page("find-people", "alice", find_bo),
    Page("find-nearly", "alice", find_nearly),
    Page("member", "alice", somebody),
    Page("needs", "alice", "/needs"),
    Page("offers", "alice", "/offers"),
    Page("requests", "alice", "/requests"),
    Page("agenda", "alice", "/calendar"),
    Page("week", "alice", "/calendar/week"),
    Page("agenda-full", "alice", met.full_agenda),
    Page("week-full", "alice", met.full_week),
    Page("session-asked", "alice", met.asked_page),
    Page("session-booked", "alice", met.booked_page),
    Page("session-cancelled", "alice", met.cancelled_page),
    Page("session-move", "alice", met.move_page),
    Page("today-full", "alice", learning.a_full_day),
    Page("skill", "alice", learning.skill),
    Page("found", "alice", learning.found),
    Page("suggestions", "alice", learning.suggestions),
    Page("suggestions-underway", "alice", learning.suggestions_underway),
    Page("suggestions-refused", "alice", learning.suggestions_refused),
    Page("not-this-one", "alice", learning.not_this_one),
    Page("what-would-change", "alice", learning.what_would_change),
    Page("nobody-yet", "alice", learning.nobody_yet),
    Page("other-hours", "alice", learning.other_hours),
    Page("request-made", "alice", learning.request_made),
    Page("request-to-answer", "alice", learning.request_to_answer),
    Page("pairing", "alice", learning.pairing),
    Page("from-the-mail", None, learning.from_the_mail),
    Page("the-way-out", None, learning.the_way_out),
    Page("mail", "alice", "/settings/notices"),
    Page("coffee-new", "alice", "/coffee"),
    Page("coffee", "alice", met.coffees),
    Page("coffee-rounds", "organiser", met.coffee_rounds),
    Page("session-of-three", "alice", met.three),
    Page("imports", "organiser", "/organise/imports"),
    Page("headings", "organiser", files.headings),
    Page("to-mend", "organiser", files.to_mend),
    Page("imports-there", "organiser", intake.files),
    Page("upload", "organiser", intake.upload),
    Page("import", "organiser", intake.imported),
    Page("import-undo", "organiser", intake.undo),
    Page("import-undo-in-vain", "organiser", intake.undo_in_vain),
    Page("import-undone", "organiser", intake.undone),
    Page("pickups-none", "organiser", "/organise/pickups"),
    Page("pickups", "organiser", intake.pickups),
    Page("pickup", "organiser", intake.pickup),
    Page("runs", "organiser", "/organise/runs"),
    Page("runs-full", "organiser", learning.all_runs),
    Page("run", "organiser", learning.a_run),
    Page("run-published", "organiser", learning.a_run_published),
    Page("run-under-way", "organiser", learning.a_run_under_way),
    Page("run-stopped", "organiser", learning.a_run_stopped),
    Page("appeal", "organiser", learning.an_appeal),
    Page("policies-none", "organiser", "/organise/policies"),
    Page("policies", "organiser", policies.saved),
    Page("policy-new", "organiser", policies.form),
    Page("comparison", "organiser", policies.side_by_side),
    Page("comparison-under-way", "organiser", policies.being_compared),
    Page("demand", "organiser", told.demand),
    Page("demand-nothing", "organiser", "/organise/demand"),
    Page("demand-of", "analyst", told.demand_of),
    Page("skills-tended", "organiser", tending.skills),
    Page("skills-likely", "organiser", tending.likely),
    Page("skills-words", "organiser", tending.words),
    Page("skills-merges", "organiser", tending.merges),
    Page("skill-tended", "organiser", tending.skill),
    Page("skills-merging", "organiser", tending.merging),
    Page("skill-lists", "organiser", "/organise/skills/lists"),
    Page("skill-list", "organiser", tending.a_list),
    Page("skill-list-done", "organiser", tending.a_list_done),
    Page("offers-merged", "bo", tending.said_otherwise),
    Page("export", "organiser", "/organise/export"),
    Page("loops", "alice", met.all_loops),
    Page("loop-gain", "alice", met.loop_to_gain),
    Page("loop-apply", "alice", met.loop_to_apply),
    Page("loop-answer", "alice", met.loop_to_answer),
    Page("loop-full-circle", "alice", met.full_circle),
    *[
        Page(f"settings-{part}", "alice", f"/settings/{part}")
        for part in ("privacy", "devices", "notices", "feed", "password")
    ],
    Page("settings", "alice", "/settings"),
    Page("organise", "organiser", "/organise"),
    *[Page(f"error-{status}", "alice", f"/broken/{status}", status) for status in (400, 403, 413, 429, 500, 503)],
    Page("missing", "alice", "/nowhere", 404),
    Page("missing-to-a-visitor", None, "/nowhere", 404),
]

"""Pages that show what somebody wants to learn and whom they ask, filled."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.browser import met

from peerloop.kit.clock import now
from peerloop.kit.tokens import sign
from peerloop.matchmaking.actions import accept, ask, ask_for_run, not_this, publish, run, send_appeal, stop
from peerloop.matchmaking.hours import shared_hours
from peerloop.matchmaking.links import mail_link
from peerloop.people.actions import update_profile
from peerloop.skills.actions import endorse, find_skill, offer, propose_skill, want

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.matchmaking.models import Request
    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Skill


def rust(teacher: Member) -> Skill:
    skill = find_skill("Rust") or propose_skill("Rust", by=teacher)
    offer(teacher, skill=skill, level=5, text="Ask me about lifetimes")
    return skill


def a_need(learner: Member, *teachers: Member) -> Need:
    for teacher in teachers:
        skill = rust(teacher)
    return want(learner, skill=skill, level=3, text="For the ledger")


def asked(learner: Member, teacher: Member) -> Request:
    need = a_need(learner, teacher)
    [hours] = shared_hours(learner, [teacher], after=now() + timedelta(days=1))
    return ask(need, teacher=teacher, starts_at=hours[0], text="Half an hour would save me days", by=learner)


def suggestions(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/needs/{a_need(alice, bo, charlie).pk}/suggestions"


def suggestions_underway(alice: Member, bo: Member, charlie: Member) -> str:
    rust(charlie)
    return f"/needs/{asked(alice, bo).need_id}/suggestions"


def suggestions_refused(alice: Member, bo: Member, charlie: Member) -> str:
    need = a_need(alice, bo, charlie)
    not_this(need, teacher=bo, reason="known", by=alice)
    return f"/needs/{need.pk}/suggestions"


def not_this_one(alice: Member, bo: Member) -> str:
    return f"/needs/{a_need(alice, bo).pk}/refusals/{bo.pk}"


def what_would_change(alice: Member, bo: Member, charlie: Member) -> str:
    need = a_need(alice, bo, charlie)
    not_this(need, teacher=bo, reason="level", by=alice)
    return f"/needs/{need.pk}/changes"


def nobody_yet(alice: Member, bo: Member) -> str:
    need = want(alice, skill=propose_skill("Glass blowing", by=bo), level=2)
    return f"/needs/{need.pk}/suggestions"


def other_hours(alice: Member, bo: Member) -> str:
    return f"/needs/{a_need(alice, bo).pk}/hours/{bo.pk}"


def request_made(alice: Member, bo: Member) -> str:
    return f"/requests/{asked(alice, bo).pk}"


def request_to_answer(alice: Member, bo: Member) -> str:
    return f"/requests/{asked(bo, alice).pk}"


def pairing(alice: Member, bo: Member) -> str:
    return f"/pairings/{accept(asked(alice, bo), by=bo).pk}"


def from_the_mail(alice: Member, bo: Member) -> str:
    link = mail_link(asked(bo, alice), alice, "acceptance")
    return link[link.index("/links/") :]


def the_way_out(alice: Member) -> str:
    return f"/silence/{sign('silence', member=alice.pk, kind='loop_due')}"


def skill(alice: Member, bo: Member, charlie: Member) -> str:
    known = rust(bo)
    endorse(offer(bo, skill=known, level=5), by=charlie, text="Clear and patient")
    want(charlie, skill=known, level=2, visibility="public")
    return f"/skills/{known.pk}"


def found(alice: Member, bo: Member) -> str:
    rust(bo)
    return "/find?q=rust"


def a_full_day(alice: Member, bo: Member, charlie: Member) -> str:
    """Somebody asks Alice, she meets somebody, has loops, a suggestion, and could help."""
    asked(bo, alice)
    met.gained(alice, charlie)
    met.booked_page(alice, bo)
    figma = propose_skill("Figma", by=charlie)
    offer(charlie, skill=figma, level=5)
    want(alice, skill=figma, level=3)
    want(charlie, skill=find_skill("Rust"), level=2, visibility="public")
    return "/"


def many_wants(teacher: Member, make_member: MakeMember) -> None:
    """Six want Rust, which the teacher can help them all with, and say so; six want Go, which nobody can."""
    update_profile(teacher, by=teacher, capacity=6)
    known, go = rust(teacher), propose_skill("Go", by=teacher)
    for number in range(6):
        want(make_member(f"Learner {number}"), skill=known, level=3, visibility="public")
        want(make_member(f"Hopeful {number}"), skill=go, level=3)
    offer(teacher, skill=go, level=2)


def a_run(organiser: Member, bo: Member, make_member: MakeMember) -> str:
    many_wants(bo, make_member)
    return f"/organise/runs/{run(by=organiser).pk}"


def a_run_published(organiser: Member, bo: Member, make_member: MakeMember) -> str:
    many_wants(bo, make_member)
    published = publish(run(by=organiser), by=organiser)
    offer(make_member("Near"), skill=find_skill("Go"), level=2)
    send_appeal(published, find_skill("Go"), text="Please", by=organiser)
    return f"/organise/runs/{published.pk}"


def a_run_under_way(organiser: Member) -> str:
    return f"/organise/runs/{ask_for_run(by=organiser).pk}"


def a_run_stopped(organiser: Member) -> str:
    return f"/organise/runs/{stop(ask_for_run(by=organiser), by=organiser).pk}"


def all_runs(organiser: Member, bo: Member, make_member: MakeMember) -> str:
    a_run_published(organiser, bo, make_member)
    run(by=organiser)
    return "/organise/runs"


def an_appeal(organiser: Member, bo: Member, make_member: MakeMember) -> str:
    many_wants(bo, make_member)
    return f"/organise/runs/{run(by=organiser).pk}/appeals/{find_skill('Go').pk}"

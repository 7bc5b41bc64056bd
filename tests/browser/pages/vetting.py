"""The facilitator's course, and practice lessons."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.browser.pages.page import Page

from peerloop.kit import clock
from peerloop.kit.clock import now
from peerloop.people.actions import join
from peerloop.schedule.actions import join_session
from peerloop.schedule.models import Session
from peerloop.skills.actions import offer, propose_skill
from peerloop.vetting.actions import plan_teach_back, say_remark

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.vetting.models import TeachBack


def _lesson(bo: Member, charlie: Member) -> TeachBack:
    """Bo practises before Charlie, who has said yes, and Eve, who is asked."""
    eve = join(name="Eve", email="eve@example.org")
    at = now() + timedelta(days=2)
    made = plan_teach_back(
        offer(bo, skill=propose_skill("Rust", by=bo)), peers=[charlie, eve], by=bo, wish="Do I lose you at lifetimes?",
        local_date=at.date(), local_time=at.time(),
    )  # fmt: skip
    join_session(made.session, by=charlie)
    return made


def _held(bo: Member, charlie: Member) -> TeachBack:
    """It has begun, and Charlie has written."""
    made = _lesson(bo, charlie)
    began = now() - timedelta(minutes=30)
    Session.objects.filter(pk=made.session_id).update(starts_at=began, ends_at=began + timedelta(minutes=45))
    marks = {"goal": 3, "steps": 2, "checks": 1, "time": 3}
    with clock.at(now()):
        say_remark(made, marks=marks, worked="The second picture.", change="Ask us more.", ready=False, by=charlie)
    return made


def the_list(alice: Member, bo: Member, charlie: Member) -> str:
    _lesson(bo, charlie)
    return "/teach-backs"


def planned(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/teach-backs/{_lesson(bo, charlie).pk}"


def held(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/teach-backs/{_held(bo, charlie).pk}"


def its_session(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/sessions/{_lesson(bo, charlie).session_id}"


def to_plan(alice: Member, bo: Member, charlie: Member) -> str:
    offer(alice, skill=propose_skill("Rust", by=alice))
    return "/teach-backs/new"


PAGES = [
    Page("facilitating", "alice", "/facilitating"),
    Page("facilitating-page", "alice", "/facilitating/4"),
    Page("facilitating-check", "alice", "/facilitating/check"),
    Page("teach-backs-none", "alice", "/teach-backs"),
    Page("teach-backs", "bo", the_list),
    Page("teach-back-new", "alice", to_plan),
    Page("teach-back-planned", "bo", planned),
    Page("teach-back-heard", "charlie", held),
    Page("teach-back-session", "charlie", its_session),
]

"""What the pages of sessions and loops are shown with: Alice learns from Bo, a week from now."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from peerloop.coffee.actions import hold_round
from peerloop.coffee.actions import join as join_coffee
from peerloop.coffee.models import Round
from peerloop.kit.clock import now
from peerloop.loops.actions import ask_gain, confirm, give_feedback, open_loop, reflect, say_applied, say_gain
from peerloop.schedule.actions import (
    cancel_session,
    confirm_session,
    hold_meeting,
    hold_session,
    move_session,
    place_session,
)
from peerloop.schedule.models import Participation, Session
from peerloop.skills.actions import propose_skill
from peerloop.skills.queries import find_skill

if TYPE_CHECKING:
    from peerloop.loops.models import Loop
    from peerloop.people.models import Member

WORD = "Could we begin a little later?"


def in_a_week() -> date:
    return now().date() + timedelta(days=7)


def asked(alice: Member, bo: Member, at: time = time(10, 0)) -> Session:
    skill = propose_skill(f"Window functions {at:%H}", by=bo)
    return hold_session(
        by=alice, learner=alice, teacher=bo, skill=skill, local_date=in_a_week(), local_time=at, zone="Asia/Kolkata"
    )


def booked(alice: Member, bo: Member, at: time = time(12, 0)) -> Session:
    return confirm_session(asked(alice, bo, at), by=bo)


def asked_page(alice: Member, bo: Member) -> str:
    return f"/sessions/{asked(alice, bo).pk}"


def booked_page(alice: Member, bo: Member) -> str:
    session = booked(alice, bo)
    move_session(session, by=bo, local_date=in_a_week(), local_time=time(14, 0), sequence=0, word=WORD)
    place_session(session, by=bo, place="Room 4", link="https://meet.example.org/x", sequence=1)
    return f"/sessions/{session.pk}"


def cancelled_page(alice: Member, bo: Member) -> str:
    return f"/sessions/{cancel_session(booked(alice, bo), by=bo, word=WORD).pk}"


def move_page(alice: Member, bo: Member) -> str:
    return f"/sessions/{booked(alice, bo).pk}/move"


def full_agenda(alice: Member, bo: Member) -> str:
    asked(alice, bo)
    booked(alice, bo)
    return "/calendar"


def full_week(alice: Member, bo: Member) -> str:
    full_agenda(alice, bo)
    return f"/calendar/week?of={in_a_week()}"


def met(learner: Member, teacher: Member) -> Loop:
    skill = find_skill("Window functions") or propose_skill("Window functions", by=teacher)
    return ask_gain(open_loop(learner=learner, teacher=teacher, skill=skill, by=teacher))


def gained(learner: Member, teacher: Member) -> Loop:
    return say_gain(met(learner, teacher), by=learner, gain="I see it", intention="I try it", by_when=in_a_week())


def applied(learner: Member, teacher: Member) -> Loop:
    return say_applied(gained(learner, teacher), by=learner, text="It ran twice as fast")


def loop_to_gain(alice: Member, bo: Member) -> str:
    return f"/loops/{met(alice, bo).pk}"


def loop_to_apply(alice: Member, bo: Member) -> str:
    return f"/loops/{gained(alice, bo).pk}"


def loop_to_answer(alice: Member, bo: Member) -> str:
    return f"/loops/{applied(bo, alice).pk}"


def full_circle(alice: Member, bo: Member) -> str:
    loop = applied(alice, bo)
    give_feedback(loop, by=bo, text="Look at the index too")
    confirm(loop, by=bo)
    return f"/loops/{reflect(loop, by=alice, text='Measure first').pk}"


def all_loops(alice: Member, bo: Member) -> str:
    full_circle(alice, bo)
    applied(bo, alice)
    gained(alice, bo)
    return "/loops"


def three(alice: Member, bo: Member, charlie: Member) -> str:
    peers = dict.fromkeys([alice.pk, bo.pk, charlie.pk], Participation.Part.PEER)
    held = hold_meeting(
        peers, kind=Session.Kind.COFFEE, by=None, local_date=in_a_week(), local_time=time(9, 0), zone="UTC"
    )
    return f"/sessions/{confirm_session(held, by=None).pk}"


def coffees(alice: Member, bo: Member, charlie: Member) -> str:
    for member in (alice, bo, charlie):
        join_coffee(member)
    hold_round(Round.objects.create())
    return "/coffee"


def coffee_rounds(organiser: Member, alice: Member, bo: Member) -> str:
    coffees(organiser, alice, bo)
    return "/organise/coffee"

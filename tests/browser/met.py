"""What the pages of sessions and loops are shown with: Alice learns from Bo, a week from now."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from peerloop.coffee.actions import hold_round
from peerloop.coffee.actions import join as join_coffee
from peerloop.coffee.models import Round
from peerloop.kit.clock import now
from peerloop.loops.actions import ask_gain, confirm, give_feedback, open_loop, reflect, say_applied, say_gain
from peerloop.schedule.actions import (
    announce_session,
    cancel_session,
    confirm_session,
    hold_meeting,
    hold_session,
    invite,
    join_session,
    move_session,
    place_session,
)
from peerloop.schedule.links import mail_link
from peerloop.schedule.models import Participation, Session
from peerloop.skills.actions import propose_skill
from peerloop.skills.queries import find_skill

if TYPE_CHECKING:
    from peerloop.loops.models import Loop
    from peerloop.people.models import Member

CALL = "https://meet.example.org/knots"
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


def gathering(by: Member, **otherwise: Any) -> Session:
    """Somebody announces a workshop with two places in a week, or what is said otherwise."""
    said: dict[str, Any] = {
        "kind": "workshop",
        "title": "Knots for beginners",
        "about": "Bowline, clove hitch and sheet bend, and when each holds.\n\nPlease bring two metres of rope.",
        "by": by,
        "local_date": in_a_week(),
        "local_time": time(15, 0),
        "zone": "UTC",
        "minutes": 60,
        "capacity": 2,
        "place": "Room 4",
    }
    return announce_session(**said | otherwise)


def all_sessions(alice: Member, bo: Member, charlie: Member, dana: Member) -> str:
    full = gathering(bo, title="The map of our services", kind="demo", capacity=1, local_time=time(8))
    join_session(full, by=charlie)
    join_session(full, by=alice)
    join_session(gathering(bo, skill=propose_skill("Ropes", by=bo), local_time=time(10)), by=alice)
    asked = gathering(dana, title="A walk around the lake", kind="social", audience="invited", capacity=None)
    invite(asked, [alice], by=dana, anyway=True)
    gathering(charlie, title="Lunch with the archive", kind="lunch_and_learn", local_time=time(17), link=CALL)
    return "/sessions"


def gathering_to_join(alice: Member, bo: Member, charlie: Member) -> str:
    session = gathering(bo)
    join_session(session, by=charlie)
    return f"/sessions/{session.pk}"


def gathering_moved(alice: Member, bo: Member, charlie: Member) -> str:
    session = gathering(bo, link=CALL)
    join_session(session, by=charlie)
    join_session(session, by=alice)
    move_session(session, by=bo, local_date=in_a_week(), local_time=time(16), sequence=0, word=WORD)
    return f"/sessions/{session.pk}"


def gathering_led(alice: Member, bo: Member, charlie: Member, dana: Member) -> str:
    session = gathering(alice, capacity=1)
    invite(session, [dana], by=alice, anyway=True)
    join_session(session, by=bo)
    join_session(session, by=charlie)
    return f"/sessions/{session.pk}"


def gathering_changed(alice: Member) -> str:
    return f"/sessions/{gathering(alice).pk}/particulars"


def gathering_invited(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/sessions/{gathering(alice).pk}/invitations?name=o"


def answer_by_mail(alice: Member, bo: Member) -> str:
    session = gathering(bo)
    invite(session, [alice], by=bo, anyway=True)
    return "/" + mail_link(session, alice, "yes").split("/", 3)[3]


def impromptu(alice: Member, bo: Member) -> str:
    booked(alice, bo)
    return "/sessions/impromptu"


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

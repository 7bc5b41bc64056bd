"""Circles for the walk over all pages: one with everything in it, one to join, one that is closed, and a draft."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.circles.actions import (
    ask_to_facilitate,
    ask_to_join,
    close_circle,
    do_task,
    form_circles,
    invite_to_circle,
    join_circle,
    make_circles,
    note_progress,
    plan_meeting,
    publish_report,
    say_word,
    set_goal,
    set_task,
    start_circle,
    take_asking_back,
)
from peerloop.circles.actions.drafting import compute
from peerloop.circles.models import Circle, Forming
from peerloop.discussion.actions import say
from peerloop.kit.clock import now
from peerloop.people.actions import join
from peerloop.people.models import Member, Team
from peerloop.skills.actions import find_skill, offer, propose_skill, want
from peerloop.vetting.actions import take_check
from peerloop.vetting.course import QUESTIONS

if TYPE_CHECKING:
    from peerloop.skills.models import Skill

LONG = "Operationalisierungsmöglichkeiten der abteilungsübergreifenden Zusammenarbeit von Montag bis Donnerstag"


def rust() -> Skill:
    return find_skill("Rust") or propose_skill("Rust", by=None)


def passes(member: Member) -> None:
    take_check({one.code: one.right for one in QUESTIONS}, by=member)


def running(alice: Member, bo: Member, charlie: Member, openness: str = "private") -> Circle:
    """Alice facilitates, Bo and Charlie are in it; they have met, tried, said and reached something."""
    passes(alice)
    made = start_circle(
        by=alice, title=LONG, goal="Each of us ships something small by spring.", skill=rust(), most=6,
        openness="open", format="reciprocal",
    )  # fmt: skip
    for member in (bo, charlie):
        join_circle(made, by=member)
    Circle.objects.filter(pk=made.pk).update(openness=openness, weekday=3, local_time="10:00", zone="Europe/Lisbon")
    day = (now() + timedelta(days=8)).date()
    plan_meeting(made, by=alice, local_date=day, local_time=now().time().replace(hour=10), minutes=60, times=4)
    goal = set_goal(made, by=bo, text="A first command-line tool")
    note_progress(goal, by=bo, share=40, text="It compiles, and says hello.")
    task = set_task(made, by=alice, text="Read one chapter, and explain it to somebody.", due_on=day)
    do_task(task, by=bo, text="I explained borrowing with library books.", into_loop=False)
    say(made.thread, by=bo, text="Where do we **begin**?")
    return made


def one(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/circles/{running(alice, bo, charlie).pk}"


def people(alice: Member, bo: Member, charlie: Member, dana: Member) -> str:
    made = running(alice, bo, charlie)
    ask_to_join(made.door, by=dana, text="I would like that very much.")
    passes(charlie)
    ask_to_facilitate(made, charlie, by=alice)
    return f"/circles/{made.pk}/people"


def change(alice: Member, bo: Member, charlie: Member) -> str:
    return f"{one(alice, bo, charlie)}/change"


def meetings(alice: Member, bo: Member, charlie: Member) -> str:
    return f"{one(alice, bo, charlie)}/meetings"


def closing(alice: Member, bo: Member, charlie: Member) -> str:
    return f"{one(alice, bo, charlie)}/closing"


def a_goal(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/circles/goals/{running(alice, bo, charlie).goals.get().pk}"


def a_task(alice: Member, bo: Member, charlie: Member) -> str:
    return f"/circles/tasks/{running(alice, bo, charlie).tasks.get().pk}"


def to_join(alice: Member, bo: Member, charlie: Member, dana: Member) -> str:
    made = running(bo, charlie, dana, openness="open")
    return f"/circles/{made.pk}"


def a_list(alice: Member, bo: Member, charlie: Member, dana: Member) -> str:
    """One of hers, one to join, an invitation, somebody who asks, and why there is none about something else."""
    mine = running(alice, bo, charlie)
    ask_to_join(mine.door, by=dana, text="I would like that very much.")
    passes(bo)
    invite_to_circle(start_circle(by=bo, title="Quiet", goal="Speak freely.", openness="hidden"), [alice], by=bo)
    return "/circles"


def the_open_ones(alice: Member, bo: Member, charlie: Member, dana: Member) -> str:
    to_join(alice, bo, charlie, dana)
    return "/circles?which=open"


def invited(alice: Member, bo: Member) -> str:
    passes(bo)
    made = start_circle(by=bo, title="Quiet", goal="Speak freely.", openness="hidden")
    invite_to_circle(made, [alice], by=bo)
    return f"/circles/{made.pk}"


def asked_to_facilitate(alice: Member, bo: Member, charlie: Member) -> str:
    made = running(bo, alice, charlie)
    passes(alice)
    ask_to_facilitate(made, alice, by=bo)
    return f"/circles/{made.pk}"


def door(alice: Member, bo: Member, charlie: Member, dana: Member) -> str:
    return f"/circles/doors/{running(bo, charlie, dana).door}"


def door_again(alice: Member, bo: Member, charlie: Member, dana: Member) -> str:
    """Alice has asked and taken it back."""
    made = running(bo, charlie, dana)
    take_asking_back(ask_to_join(made.door, by=alice), by=alice)
    return f"/circles/doors/{made.door}"


def closed(alice: Member, bo: Member, charlie: Member) -> str:
    made = running(alice, bo, charlie, openness="open")
    close_circle(made, by=alice, text="Three tools, one of them in use.")
    say_word(made, by=bo, text="I dare to ask now.", consent="named")
    say_word(made, by=charlie, text="Small steps are steps.", consent="unnamed")
    return f"/circles/{made.pk}"


def report(alice: Member, bo: Member, charlie: Member) -> str:
    return f"{closed(alice, bo, charlie)}/report"


def published(alice: Member, bo: Member, charlie: Member) -> str:
    address = report(alice, bo, charlie)
    publish_report(Circle.objects.get(), by=alice)
    return address


def drafted(organiser: Member) -> Forming:
    """A draft over a company of forty, from five teams."""
    teams = [
        Team.objects.create(name=name, key=name.lower()) for name in ("Payments", "Design", "Support", "Sales", "Data")
    ]
    crowd = [
        join(name=f"Colleague {number}", email=f"c{number}@example.org", team=teams[number % 5]) for number in range(40)
    ]
    skill = rust()
    for number, member in enumerate(crowd[:13]):
        if number == 0:
            offer(member, skill=skill, level=4)
        else:
            want(member, skill=skill, level=2, visibility="public" if number < 3 else "matching")
    passes(crowd[0])
    forming = form_circles(by=organiser, skills=[skill])
    compute(forming, seconds=2)
    return Forming.objects.get(pk=forming.pk)


def draft(organiser: Member) -> str:
    return f"/organise/circles/{drafted(organiser).pk}"


def made(organiser: Member) -> str:
    from peerloop.circles.actions.drafting import make

    forming = drafted(organiser)
    make_circles(forming, by=organiser)
    make(forming)
    return f"/organise/circles/{forming.pk}"


def form_many(organiser: Member) -> str:
    drafted(organiser)
    return "/organise/circles"


def under_way(organiser: Member) -> str:
    return f"/organise/circles/{form_circles(by=organiser, skills=[rust()]).pk}"

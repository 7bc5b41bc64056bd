"""Circles of the demo company: one that meets and tries things, one to join, one that is over and tells what came."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError

from peerloop.circles.actions import (
    close_circle,
    do_task,
    invite_to_circle,
    join_circle,
    name_facilitator,
    note_progress,
    plan_meeting,
    publish_report,
    say_word,
    set_goal,
    set_task,
    start_circle,
)
from peerloop.circles.queries import may_facilitate_circle
from peerloop.demo.people import CAST, address
from peerloop.discussion.actions import say
from peerloop.kit import clock
from peerloop.people.models import Member
from peerloop.skills.actions import find_skill
from peerloop.vetting.actions import take_check
from peerloop.vetting.course import QUESTIONS
from peerloop.vetting.queries import may_facilitate

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.circles.models import Circle

RIGHT = {one.code: one.right for one in QUESTIONS}
WORDS = (
    ("I ask the one question now that I used to keep to myself.", "named"),
    ("Seeing how another team does it was worth more than the book.", "unnamed"),
    ("Next time I would try more and talk less.", "circle"),
)


def gather_in_circles(today: datetime) -> None:
    """Let members start, join, meet in and close circles; the cast's learner is in one, and invited into one."""
    lead, learner = (Member.objects.get(email=address(CAST[one][0])) for one in ("facilitator", "learner"))
    cast = [address(name) for name, _team in CAST.values()]
    crowd = list(Member.objects.present().exclude(email__in=cast).order_by("pk")[10:90:4])
    with clock.at(today - timedelta(days=90)):
        for one in (lead, crowd[0]):
            if not may_facilitate(one):
                take_check(RIGHT, by=one)
    _over(lead, crowd[1:5], today)
    _running(lead, learner, crowd[5:9], today)
    with clock.at(today - timedelta(days=3)):
        to_join = start_circle(
            by=crowd[0], title="Saying what you mean", goal="Everybody gives one difficult word by spring.",
            skill=find_skill("Giving feedback"), format="support", most=8,
        )  # fmt: skip
        for one in crowd[9:12]:
            join_circle(to_join, by=one)
        invite_to_circle(to_join, [learner], by=crowd[0])


def _running(lead: Member, learner: Member, others: list[Member], today: datetime) -> None:
    """A circle about Rust that has met, and meets again."""
    with clock.at(today - timedelta(days=24)):
        circle = _led(lead, "Rust on Thursdays", "Each of us ships something small, and shows it.", "Rust", others)
        join_circle(circle, by=learner)
        goal = set_goal(circle, by=lead, text="Each of us has a tool that somebody else has used")
        _meet(circle, lead, today - timedelta(days=10), times=4)
    with clock.at(today - timedelta(days=9)):
        task = set_task(circle, by=lead, text="Rewrite a script of yours, however small, and note where it hurt.",
                        due_on=(today + timedelta(days=5)).date())  # fmt: skip
        note_progress(goal, by=lead, share=25, text="One tool is in use already.")
        say(circle.thread, by=lead, text="Bring what did **not** compile. That is what we learn from.")
    with clock.at(today - timedelta(days=4)):
        do_task(task, by=others[0], text="The borrow checker was right, and so was my colleague.", into_loop=False)
        say(circle.thread, by=others[1], text="Mine fails at the second line, I shall bring it.")


def _over(lead: Member, others: list[Member], today: datetime) -> None:
    """A circle that has come to its end, with a published report."""
    with clock.at(today - timedelta(days=80)):
        circle = _led(lead, "Retrospectives that change something", "One change a month that lasts.",
                      "Running a retrospective", others)  # fmt: skip
        goal = set_goal(circle, by=lead, text="Each team keeps one change for a month")
    with clock.at(today - timedelta(days=20)):
        note_progress(goal, by=others[0], share=75, text="Three of four teams.")
        close_circle(circle, by=lead, text="Three teams keep a change that came out of a retrospective.")
    with clock.at(today - timedelta(days=18)):
        for one, (text, consent) in zip(others, WORDS, strict=False):
            say_word(circle, by=one, text=text, consent=consent)
        publish_report(circle, by=lead)


def _led(lead: Member, title: str, goal: str, skill: str, others: list[Member]) -> Circle:
    """Start it, and let those in below whom the facilitator does not stand."""
    circle = start_circle(by=lead, title=title, goal=goal, skill=find_skill(skill), most=8)
    for one in others:
        join_circle(circle, by=one)
    if may_facilitate_circle(lead, circle) is None:
        name_facilitator(circle, lead, by=None)
    return circle


def _meet(circle: Circle, lead: Member, first: datetime, *, times: int) -> None:
    """Plan weekly meetings from a day on, at an hour that suits whoever leads."""
    there = first.astimezone(ZoneInfo(lead.time_zone))
    for hour in (10, 13, 15, 9, 16):
        begins = there.replace(hour=hour, minute=0, second=0, microsecond=0)
        try:
            plan_meeting(
                circle, by=lead, local_date=begins.date(), local_time=begins.time(), minutes=60, times=times,
                anyway=True,
            )  # fmt: skip
        except ValidationError:  # taken already
            continue
        return

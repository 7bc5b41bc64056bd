"""Sessions that colleagues join: some to come, one full, one to which the learner is asked, and two that were."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import ValidationError

from peerloop.demo.people import CAST, address
from peerloop.discussion.actions import say
from peerloop.formats.shipped import SHIPPED
from peerloop.kit import clock
from peerloop.live.actions import attach_link, keep_notes, pose, say_opinion, set_agenda, vote
from peerloop.live.queries import talk_of
from peerloop.people.models import Member
from peerloop.schedule.actions import announce_session, invite, join_session, record_ended_sessions
from peerloop.schedule.models import Participation

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.schedule.models import Session

KITCHEN, ONLINE = "Kitchen, second floor", "https://meet.tidewell.example/learn"


class Plan(NamedTuple):
    """What is announced: kind, title, what it is about, in how many days, when, how long, places, and how many come."""

    kind: str
    title: str
    about: str
    days: int
    at: time
    minutes: int
    capacity: int | None
    coming: int


PLANS = (
    Plan("workshop", "Reading query plans together", "Bring a slow query of your own.", 9, time(14), 60, 8, 5),
    Plan("seminar", "Why our forecasts are wrong", "Two views of it, and then we argue.", 12, time(15), 60, None, 7),
    Plan("demo", "The new ledger, live", "Ten minutes of showing, twenty of questions.", 6, time(11), 30, 4, 6),
    Plan("social", "Board games after work", "No talk of work for the first hour.", 10, time(17, 30), 120, 12, 4),
)
LAST_WEEK = Plan(
    "lunch_and_learn", "What a good question looks like", "One tells, all eat.", -6, time(12, 30), 45, None, 8
)
SHOWN = Plan("demo", "A query plan in ten minutes", "Bring one that puzzles you.", -5, time(10), 30, None, 6)
ASKED = ("How long does it take to read one?", "Do you look at the estimate or at the time?")


def gather(today: datetime) -> None:
    """Announce, join, wait, ask and invite as of yesterday; the lunch of last week is over and has its notes."""
    cast = {part: Member.objects.get(email=address(name)) for part, (name, _team) in CAST.items()}
    crowd = list(Member.objects.present().exclude(pk__in=[one.pk for one in cast.values()]).order_by("-pk")[:60])
    leads = (cast["teacher"], crowd[0], crowd[1], cast["facilitator"])
    _keep_what_was_said(_over(LAST_WEEK, cast["facilitator"], crowd[40:], today), by=cast["facilitator"])
    _over(SHOWN, cast["teacher"], crowd[48:], today)
    with clock.at(today - timedelta(days=1)):
        made = [_announced(plan, lead, today) for plan, lead in zip(PLANS, leads, strict=True)]
        for number, (plan, session) in enumerate(zip(PLANS, made, strict=True)):
            _come(session, crowd[2 + number * 9 : 11 + number * 9], plan.coming)
        workshop = made[0]
        set_agenda(workshop, SHIPPED["reciprocal"], by=cast["teacher"])
        guests = _guests(workshop)
        for text, guest in zip(ASKED, guests, strict=False):
            posed = pose(workshop, text=text, by=guest)
            for other in guests[2:4]:
                vote(posed, by=other)
        if thread := talk_of(workshop, guests[0]):
            say(thread, by=guests[0], text="Shall we share the queries before, so that nobody waits for access?")
        invite(made[1], [cast["learner"], cast["manager"]], by=leads[1], anyway=True)


def _announced(plan: Plan, lead: Member, today: datetime) -> Session:
    day = (today + timedelta(days=plan.days)).date()
    while day.weekday() > 4:
        day += timedelta(days=1)
    inside = plan.kind in {"social", "lunch_and_learn"}
    return announce_session(
        kind=plan.kind,
        title=plan.title,
        about=plan.about,
        by=lead,
        local_date=day,
        local_time=plan.at,
        zone=lead.time_zone,
        minutes=plan.minutes,
        capacity=plan.capacity,
        place=KITCHEN if inside else "",
        link="" if inside else ONLINE,
    )


def _come(session: Session, crowd: list[Member], wanted: int) -> None:
    """Let so many of the crowd join as are free then."""
    for member in crowd:
        if wanted == 0:
            return
        try:
            join_session(session, by=member)
        except ValidationError:
            continue  # has something else then
        wanted -= 1


def _guests(session: Session) -> list[Member]:
    coming = Participation.objects.filter(session=session).exclude(part=Participation.Part.TEACHER)
    return [one.member for one in coming.select_related("member").order_by("pk")]


def _over(plan: Plan, lead: Member, crowd: list[Member], today: datetime) -> Session:
    """It was held at the hour of the plan, or the first half-hour after it at which who leads was free."""
    with clock.at(today - timedelta(days=13)):
        session = _announced_when_free(plan, lead, today)
        _come(session, crowd, plan.coming)
    session.refresh_from_db()
    with clock.at(session.ends_at + timedelta(minutes=10)):
        record_ended_sessions()
    return session


def _announced_when_free(plan: Plan, lead: Member, today: datetime) -> Session:
    for half_hours in range(12):
        minutes = plan.at.hour * 60 + plan.at.minute + 30 * half_hours
        later = plan._replace(at=time(minutes // 60, minutes % 60))
        try:
            return _announced(later, lead, today)
        except ValidationError:
            continue  # has something else then
    raise ValueError(plan.title)


def _keep_what_was_said(session: Session, *, by: Member) -> None:
    with clock.at(session.ends_at + timedelta(minutes=10)):
        notes = "A good question names what one has tried.\n\nNext time: bring one each."
        keep_notes(session, text=notes, sequence=0, by=by)
        attach_link(session, kind="slides", url="https://files.tidewell.example/good-questions", by=by)
        for number, guest in enumerate(_guests(session)):
            worth = "partly" if number == 1 else "yes"
            say_opinion(session, worth=worth, usable="yes", by=guest)

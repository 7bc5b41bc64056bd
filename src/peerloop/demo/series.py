"""A lunch & learn that comes again each week, and an office hour with somebody in its queue."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from peerloop.demo.people import CAST, address
from peerloop.kit import clock
from peerloop.officehours.actions import come, offer_hour
from peerloop.officehours.queries import dates_of
from peerloop.people.models import Member
from peerloop.schedule.models import Session
from peerloop.series.actions import join_series, lead_too, skip_days, start_series
from peerloop.series.rules import Terms

if TYPE_CHECKING:
    from datetime import datetime

GUESTS = 5
LUNCH, TEA = time(12, 30), time(16, 0)


def meet_again_and_again(today: datetime) -> None:
    """The facilitator holds a lunch & learn for six weeks, the teacher is there for an hour each second week."""
    cast = {part: Member.objects.get(email=address(name)) for part, (name, _team) in CAST.items()}
    guests = list(Member.objects.present().exclude(pk__in=[one.pk for one in cast.values()]).order_by("pk")[:GUESTS])
    with clock.at(today):
        lead = cast["facilitator"]
        lunch = start_series(
            by=lead, kind=Session.Kind.LUNCH_AND_LEARN, co_lead=cast["organiser"],
            terms=_terms(lead, today, "What we learned this month", LUNCH, about="One of us tells, the others eat."),
        ).series  # fmt: skip
        lead_too(lunch, by=cast["organiser"])
        for guest in (cast["learner"], *guests):
            join_series(lunch, by=guest)
        third = lunch.occurrences.order_by("date")[2].date
        skip_days(lunch, by=lead, first=third, last=third, word="Everybody is at the company meeting.")
        host = cast["teacher"]
        terms = _terms(host, today, "Databases, and what goes wrong with them", TEA, repeats="fortnightly")
        hour, _told = offer_hour(by=host, terms=terms, slot=10)
        for guest, text in zip(guests, ("My query is slow", "Which index do I need?"), strict=False):
            come(hour, dates_of(hour)[0], by=guest, text=text)


def _terms(by: Member, today: datetime, title: str, at: time, *, repeats: str = "weekly", about: str = "") -> Terms:
    """Six times from the Thursday of next week on, by the clock of who leads."""
    day = today.astimezone(ZoneInfo(by.time_zone)).date()
    thursday = day + timedelta(days=7 + (3 - day.weekday()) % 7)
    return Terms(
        starts_on=thursday, repeats=repeats, times=6, local_time=at, zone=by.time_zone, minutes=45, title=title,
        about=about, place="Kitchen, second floor",
    )  # fmt: skip

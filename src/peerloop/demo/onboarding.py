"""Two who are new: one with a buddy in the second week, one whose manager has thought of somebody."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.demo.people import CAST, address
from peerloop.kit import clock
from peerloop.onboarding.actions import add_task, look_for_buddy, nominate, say_yes, second_weeks, tick
from peerloop.onboarding.models import Buddy, Task
from peerloop.people.actions import join
from peerloop.people.models import Member

if TYPE_CHECKING:
    from datetime import datetime

BEGUN, FRESH = timedelta(days=12), timedelta(days=2)
TICKED = 4


def welcome_the_new(today: datetime) -> None:
    """Mira is in her second week; Emil came the day before yesterday, and Rosa has thought of Kofi for him."""
    with clock.at(today - BEGUN):
        mira = _newcomer("Mira Castellano", today - BEGUN)
        look_for_buddy(mira, by=None)
        buddy = Buddy.objects.filter(welcome__newcomer=mira).select_related("welcome", "member").get()
        for member in (mira, buddy.member):
            say_yes(buddy, by=member)
    with clock.at(today - timedelta(days=3)):
        for task in Task.objects.filter(welcome=buddy.welcome).order_by("week", "pk")[:TICKED]:
            tick(task, done=True, by=mira)
        add_task(buddy.welcome, week=2, text="Have lunch with Support and listen for an hour", by=buddy.member)
        second_weeks()
    with clock.at(today - FRESH):
        emil = _newcomer("Emil Sandoval", today - FRESH)
        nominate(emil, member=_cast("teacher"), by=_cast("manager"))


def _newcomer(name: str, day: datetime) -> Member:
    """Somebody new in Design, where Rosa is and as she is."""
    manager = _cast("manager")
    return join(
        name=name,
        email=address(name),
        team=manager.team,
        manager=manager,
        place=manager.place,
        time_zone=manager.time_zone,
        languages=manager.languages,
        hired_on=day.date(),
    )


def _cast(part: str) -> Member:
    return Member.objects.get(email=address(CAST[part][0]))

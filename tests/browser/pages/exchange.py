"""Days beside a colleague and weeks in another team."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from tests.browser.pages.page import Page

from peerloop.exchange.actions import (
    accept_guest,
    agree,
    ask_for_day,
    ask_for_place,
    ask_to_come,
    end_rotation,
    offer_day,
    offer_place,
)
from peerloop.exchange.links import mail_link
from peerloop.kit.clock import now
from peerloop.people.actions import update_profile
from peerloop.people.models import Team

if TYPE_CHECKING:
    from peerloop.exchange.models import Day, DayRequest, Place, Rotation
    from peerloop.people.models import Member


def a_day(host: Member, ahead: int = 9) -> Day:
    return offer_day(
        by=host,
        said="How we answer questions about numbers, from the ticket to the reply. What customers wrote stays unseen.",
        local_date=(now() + timedelta(days=ahead)).date(),
        local_time=time(9),
        until=time(15, 30),
        seats=2,
        where="Room 4, second floor",
    )


def a_place(host: Member, weeks: int = 4) -> Place:
    team, _new = Team.objects.get_or_create(name="Data", key="data")
    update_profile(host, by=None, team=team)
    return offer_place(
        by=host,
        said="Build one report from end to end, and learn how the numbers come about.",
        starts_on=(now() + timedelta(days=40)).date(),
        weeks=weeks,
        days=2,
    )


def a_day_asked(guest: Member, host: Member) -> DayRequest:
    return ask_to_come(a_day(host), by=guest, word="I write the tickets that you answer.")


def weeks_asked(alice: Member, bo: Member) -> Rotation:
    return ask_for_place(a_place(bo), by=alice, word="I have read your reports for years.")


def weeks_agreed(alice: Member, bo: Member, dana: Member) -> Rotation:
    rotation = weeks_asked(alice, bo)
    for member in (bo, dana):
        agree(rotation, by=member)
    return rotation


def full(alice: Member, bo: Member, charlie: Member, dana: Member) -> str:
    weeks_agreed(alice, bo, dana)
    a_place(bo)
    accept_guest(a_day_asked(alice, bo), by=bo)
    a_day(charlie)
    ask_to_come(a_day(alice), by=charlie, word="May I?")
    ask_for_day(
        charlie,
        by=alice,
        said="A morning at the desk",
        local_date=(now() + timedelta(days=12)).date(),
        local_time=time(9),
        until=time(12),
    )
    return "/exchange"


def days(alice: Member, bo: Member) -> str:
    for ahead in range(3, 25):
        a_day(bo, ahead)
    return "/exchange/days"


def places(alice: Member, bo: Member) -> str:
    for weeks in (1, 4, 12):
        a_place(bo, weeks)
    return "/exchange/places"


def day(alice: Member, bo: Member) -> str:
    return f"/exchange/days/{a_day(bo).pk}"


def colleague(alice: Member, bo: Member) -> str:
    return f"/exchange/colleagues/{bo.pk}/days"


def day_to_answer(alice: Member, bo: Member) -> str:
    return f"/exchange/day-requests/{a_day_asked(bo, alice).pk}"


def day_agreed(alice: Member, bo: Member) -> str:
    asked = a_day_asked(alice, bo)
    accept_guest(asked, by=bo)
    return f"/exchange/day-requests/{asked.pk}"


def place(alice: Member, bo: Member) -> str:
    return f"/exchange/places/{a_place(bo).pk}"


def place_new(alice: Member) -> str:
    update_profile(alice, by=None, team=Team.objects.create(name="Data", key="data"))
    return "/exchange/places/new"


def rotation_asked(alice: Member, bo: Member) -> str:
    return f"/exchange/rotations/{weeks_asked(alice, bo).pk}"


def rotation_agreed(alice: Member, bo: Member, dana: Member) -> str:
    return f"/exchange/rotations/{weeks_agreed(alice, bo, dana).pk}"


def rotation_ended(alice: Member, bo: Member, dana: Member) -> str:
    rotation = weeks_agreed(alice, bo, dana)
    end_rotation(rotation, by=alice)
    return f"/exchange/rotations/{rotation.pk}"


def day_from_the_mail(alice: Member, bo: Member) -> str:
    return mail_link(a_day_asked(alice, bo), bo, "acceptance").removeprefix(settings.PEERLOOP_URL)


def weeks_from_the_mail(alice: Member, bo: Member, dana: Member) -> str:
    return mail_link(weeks_asked(alice, bo), dana, "refusal").removeprefix(settings.PEERLOOP_URL)


PAGES = [
    Page("exchange-empty", "alice", "/exchange"),
    Page("exchange", "alice", full),
    Page("exchange-days-none", "alice", "/exchange/days"),
    Page("exchange-days", "alice", days),
    Page("exchange-places-none", "alice", "/exchange/places"),
    Page("exchange-places", "alice", places),
    Page("exchange-day-new", "alice", "/exchange/days/new"),
    Page("exchange-day", "alice", day),
    Page("exchange-day-own", "bo", day),
    Page("exchange-colleague", "alice", colleague),
    Page("exchange-day-to-answer", "alice", day_to_answer),
    Page("exchange-day-agreed", "alice", day_agreed),
    Page("exchange-place-new", "alice", place_new),
    Page("exchange-place-no-team", "alice", "/exchange/places/new"),
    Page("exchange-place", "alice", place),
    Page("exchange-rotation", "alice", rotation_asked),
    Page("exchange-rotation-manager", "dana", rotation_asked),
    Page("exchange-rotation-agreed", "alice", rotation_agreed),
    Page("exchange-rotation-ended", "bo", rotation_ended),
    Page("exchange-day-from-the-mail", None, day_from_the_mail),
    Page("exchange-weeks-from-the-mail", None, weeks_from_the_mail),
]

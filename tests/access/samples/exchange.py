"""Days beside a colleague and weeks in another team."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.access.samples.registry import NOW, sample

from peerloop.exchange.actions import agree, ask_for_place, ask_to_come, offer_day, offer_place
from peerloop.exchange.links import PURPOSE
from peerloop.kit.tokens import sign
from peerloop.people.models import Team

if TYPE_CHECKING:
    from peerloop.exchange.models import Day, DayRequest, Place, Rotation
    from peerloop.people.models import Member

_number = count()
ONE_ACTS = {"day-request.answer", "rotation.answer"}
NOT_TO_ONESELF = {"day.ask", "place.ask", "colleague.ask"}


def a_day_of(host: Member) -> Day:
    """A day that somebody offers, each on a day of its own."""
    day = (NOW + timedelta(days=200 + next(_number) % 150)).date()
    return offer_day(by=host, said="A day of mine", local_date=day, local_time=time(9), until=time(12), where="Room 4")


def a_day_asked(guest: Member, host: Member) -> DayRequest:
    """The guest has asked for it."""
    return ask_to_come(a_day_of(host), by=guest, word="May I?")


def a_place_of(host: Member) -> Place:
    """A place in a team of its own, for a week of its own."""
    number = next(_number)
    if host.team_id is None:
        host.team = Team.objects.create(name=f"Team {number}", key=f"team {number}")
        host.save()
    starts_on = date(2026, 12, 7) + timedelta(weeks=number % 45)
    return offer_place(by=host, said="One thing", starts_on=starts_on, weeks=1, days=2, seats=5)


def a_rotation_of(member: Member, host: Member) -> Rotation:
    """The member has asked for it."""
    return ask_for_place(a_place_of(host), by=member, word="I would like to")


@sample("colleague")
def a_colleague(owner: Member, other: Member) -> dict[str, Any]:
    """A colleague who may be asked."""
    return {"pk": owner.pk}


@sample("day")
def a_day(owner: Member, other: Member) -> dict[str, Any]:
    """The owner lets colleagues come along."""
    return {"pk": a_day_of(owner).pk, "post": {"word": "May I?"}}


@sample("day-request")
def a_day_request(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has asked the other for a day."""
    return {"pk": a_day_asked(owner, other).pk}


@sample("day-request.answer")
def a_day_request_to_answer(owner: Member, other: Member) -> dict[str, Any]:
    """The owner is asked for a day."""
    return {"pk": a_day_asked(other, owner).pk}


@sample("place")
def a_place(owner: Member, other: Member) -> dict[str, Any]:
    """The owner offers a place."""
    return {"pk": a_place_of(owner).pk, "post": {"word": "May I?"}}


@sample("rotation")
def a_rotation(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has asked for weeks with the other's team."""
    return {"pk": a_rotation_of(owner, other).pk}


@sample("rotation.answer")
def a_rotation_to_answer(owner: Member, other: Member) -> dict[str, Any]:
    """The owner is asked as host."""
    return {"pk": a_rotation_of(other, owner).pk}


@sample("rotation.plan")
def an_agreed_rotation(owner: Member, other: Member) -> dict[str, Any]:
    """All have said yes."""
    rotation = a_rotation_of(owner, other)
    agree(rotation, by=other)
    if owner.manager is not None:
        agree(rotation, by=owner.manager)
    return {"pk": rotation.pk, "post": {"week": "1", "text": "Arrive"}}


@sample("exchange:link")
def a_link_about_a_day(owner: Member, other: Member) -> dict[str, Any]:
    """The link in the owner's mail with which they say yes."""
    asked = a_day_asked(other, owner)
    return {"token": sign(PURPOSE, about="day", pk=asked.pk, member=owner.pk, answer="acceptance")}

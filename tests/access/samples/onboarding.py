"""Buddies, plans and newcomers."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.access.samples.registry import sample

from peerloop.kit.tokens import sign
from peerloop.onboarding.actions import add_task, say_yes
from peerloop.onboarding.links import PURPOSE
from peerloop.onboarding.models import Buddy, Welcome
from peerloop.people.actions import join

if TYPE_CHECKING:
    from peerloop.people.models import Member

_number = count()


@sample("buddy")
def a_buddy(owner: Member, other: Member) -> dict[str, Any]:
    """The other is proposed to the owner."""
    welcome, _new = Welcome.objects.get_or_create(newcomer=owner)
    buddy, _new = Buddy.objects.get_or_create(welcome=welcome, member=other)
    return {"pk": buddy.pk}


def an_agreed_buddy(owner: Member, other: Member) -> Buddy:
    """The other is the owner's buddy; the same one each time, for one is proposed but once."""
    welcome, _new = Welcome.objects.get_or_create(newcomer=owner)
    buddy, _new = Buddy.objects.get_or_create(welcome=welcome, member=other)
    for member in (owner, other):
        say_yes(buddy, by=member)
    return Buddy.objects.select_related("welcome").get(pk=buddy.pk)


@sample("plan")
def a_plan(owner: Member, other: Member) -> dict[str, Any]:
    """The plan of the owner's first weeks."""
    return {"pk": an_agreed_buddy(owner, other).pairing_id, "post": {"answer": "well", "week": "1", "text": "Ask"}}


@sample("onboarding:task", "onboarding:tick", "onboarding:task-removal")
def a_task(owner: Member, other: Member) -> dict[str, Any]:
    """A line of it."""
    task = add_task(an_agreed_buddy(owner, other).welcome, week=2, text=f"Task {next(_number)}", by=owner)
    return {"pk": task.pk, "post": {"done": "yes", "text": "Ask"}}


@sample("newcomer")
def a_newcomer(owner: Member, other: Member) -> dict[str, Any]:
    """Somebody new who reports to the owner."""
    number = next(_number)
    new = join(name=f"New {number}", email=f"new{number}@example.org", manager=owner, hired_on=date(2026, 11, 16))
    return {"pk": new.pk, "post": {"member": other.pk}}


@sample("onboarding:link")
def a_link_about_a_buddy(owner: Member, other: Member) -> dict[str, Any]:
    """The link in the owner's mail with which they say yes."""
    return {"token": sign(PURPOSE, buddy=a_buddy(owner, other)["pk"], member=owner.pk, answer="acceptance")}

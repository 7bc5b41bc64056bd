"""Circles: hidden ones, of which nobody else knows; an open one to join; the door of a private one; drafts."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from tests.access.samples.registry import sample
from tests.access.samples.skills import a_skill

from peerloop.circles.actions import (
    accept_invitation,
    ask_to_join,
    close_circle,
    invite_to_circle,
    publish_report,
    say_word,
    set_goal,
    set_task,
    start_circle,
)
from peerloop.circles.models import Circle, Forming
from peerloop.vetting.actions import take_check
from peerloop.vetting.course import QUESTIONS

if TYPE_CHECKING:
    from peerloop.people.models import Member

_number = count()


def a_circle(owner: Member, other: Member, openness: str = "hidden") -> Circle:
    """The owner facilitates it, and the other is in it."""
    take_check({one.code: one.right for one in QUESTIONS}, by=owner)
    made = start_circle(by=owner, title=f"Circle {next(_number)}", goal="Learn it together", openness=openness)
    Circle.objects.filter(pk=made.pk).update(by=None)  # one may not start too many
    invite_to_circle(made, [other], by=owner)
    accept_invitation(made, by=other)
    return made


@sample("circle")
def hidden(owner: Member, other: Member) -> dict[str, Any]:
    return {"pk": a_circle(owner, other).pk}


@sample("circles:member_removal")
def with_a_member(owner: Member, other: Member) -> dict[str, Any]:
    return {"pk": a_circle(owner, other).pk, "member": other.pk}


@sample("circles:task_removal", "circle-task")
def a_task(owner: Member, other: Member) -> dict[str, Any]:
    return {"pk": set_task(a_circle(owner, other), by=owner, text="Try it").pk}


@sample("circle-goal")
def a_goal(owner: Member, other: Member) -> dict[str, Any]:
    return {"pk": set_goal(a_circle(owner, other), by=owner, text="A first tool").pk}


@sample("circle-report")
def a_report(owner: Member, other: Member) -> dict[str, Any]:
    made = a_circle(owner, other)
    close_circle(made, by=owner, text="We learned it")
    say_word(made, by=owner, text="I dare to ask now", consent="named")
    publish_report(made, by=owner)
    return {"pk": made.pk}


@sample("open-circle")
def an_open_one(owner: Member, other: Member) -> dict[str, Any]:
    return {"pk": a_circle(owner, other, "open").pk}


@sample("circle-invitation")
def an_invitation(owner: Member, other: Member) -> dict[str, Any]:
    """The other has invited the owner."""
    take_check({one.code: one.right for one in QUESTIONS}, by=other)
    made = start_circle(by=other, title=f"Circle {next(_number)}", goal="Learn it together", openness="hidden")
    Circle.objects.filter(pk=made.pk).update(by=None)
    invite_to_circle(made, [owner], by=other)
    return {"pk": made.pk}


@sample("circle-door")
def a_door(owner: Member, other: Member) -> dict[str, Any]:
    return {"door": a_circle(owner, other, "private").door}


@sample("circle-asking.answer")
def an_asking(owner: Member, other: Member) -> dict[str, Any]:
    """The other asks to be let into the owner's circle."""
    take_check({one.code: one.right for one in QUESTIONS}, by=owner)
    made = start_circle(by=owner, title=f"Circle {next(_number)}", goal="Learn it together", openness="private")
    Circle.objects.filter(pk=made.pk).update(by=None)
    return {"pk": ask_to_join(made.door, by=other, text="I would like that").pk}


@sample("circle-asking.withdraw")
def ones_asking(owner: Member, other: Member) -> dict[str, Any]:
    """The owner asks to be let into the other's circle."""
    return an_asking(other, owner)


@sample("forming")
def a_forming(owner: Member, other: Member) -> dict[str, Any]:
    forming = Forming.objects.create(by=None)
    forming.skills.set([a_skill(owner)])
    return {"pk": forming.pk}

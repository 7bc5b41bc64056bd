"""The owner facilitates a circle with the other in it; what is asked of the owner; what the owner has referred."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from tests.access.samples.registry import sample

from peerloop.circles.actions import accept_invitation, invite_to_circle, start_circle
from peerloop.circles.models import Circle
from peerloop.discussion.actions import say
from peerloop.facilitation.actions import refer
from peerloop.facilitation.models import Quiet, Succession
from peerloop.people.actions import grant_role, join
from peerloop.people.models import Member
from peerloop.vetting.actions import take_check
from peerloop.vetting.course import QUESTIONS

if TYPE_CHECKING:
    from peerloop.discussion.models import Post

_number = count()


def led_by(owner: Member, other: Member) -> Circle:
    """A hidden circle that the owner facilitates, with the other in it."""
    take_check({one.code: one.right for one in QUESTIONS}, by=owner)
    made = start_circle(by=owner, title=f"Desk {next(_number)}", goal="Learn it together", openness="hidden")
    Circle.objects.filter(pk=made.pk).update(by=None)  # one may not start too many
    invite_to_circle(made, [other], by=owner)
    accept_invitation(made, by=other)
    return made


def said_by(other: Member, circle: Circle) -> Post:
    """A post of the other's."""
    return say(circle.thread, by=other, text=f"Word {next(_number)}")


@sample("desk", "facilitation:prompts", "facilitation:remark", "facilitation:handing_over", "facilitation:refer")
def a_desk(owner: Member, other: Member) -> dict[str, Any]:
    return {"pk": led_by(owner, other).pk}


@sample("facilitation:hiding", "facilitation:refer_post")
def a_post(owner: Member, other: Member) -> dict[str, Any]:
    return {"pk": said_by(other, led_by(owner, other)).pk}


@sample("succession")
def a_succession(owner: Member, other: Member) -> dict[str, Any]:
    """The owner is to follow the other."""
    circle = led_by(other, owner)
    take_check({one.code: one.right for one in QUESTIONS}, by=owner)
    return {"pk": Succession.objects.create(circle=circle, facilitator=other, successor=owner).pk}


@sample("quiet")
def a_quiet(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has been quiet in the other's circle."""
    return {"pk": Quiet.objects.create(circle=led_by(other, owner), member=owner).pk}


@sample("referral")
def a_referral(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has referred what somebody who has left long since has said."""
    if not Member.objects.filter(email="moderates@example.org").exists():
        grant_role(join(name="Who moderates", email="moderates@example.org"), "moderator", by=None)
    return {"pk": refer(led_by(owner, other), by=owner, why="The tone in all of it").pk}

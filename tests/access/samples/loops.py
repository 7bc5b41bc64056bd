"""Loops, those who are asked to stand by them, and what is asked afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.access.samples.matchmaking import a_pairing_of
from tests.access.samples.registry import NOW, sample
from tests.access.samples.skills import a_skill

from peerloop.kit.tokens import sign
from peerloop.loops.actions import ask_companion, begin_loop, confirm, give_feedback, reflect, say_applied, say_gain
from peerloop.loops.links import PURPOSE
from peerloop.loops.models import Asking, FollowUp

if TYPE_CHECKING:
    from peerloop.loops.models import Loop
    from peerloop.people.models import Member

ONE_ACTS = {"loop.answer", "asking.answer"}


def tried(loop: Loop, learner: Member) -> Loop:
    """Its learner has tried it."""
    say_gain(loop, by=learner, gain="How", intention="Try", by_when=(NOW + timedelta(days=3)).date())
    return say_applied(loop, by=learner, text="I did")


@sample("loop")
def a_loop(owner: Member, other: Member) -> dict[str, Any]:
    """The owner learns."""
    loop = a_pairing_of(owner, other).loop
    return {"pk": tried(loop, owner).pk, "row": "gain"}


@sample("loop.answer")
def a_loop_to_answer(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has taught."""
    loop = tried(a_pairing_of(other, owner).loop, other)
    give_feedback(loop, by=owner, text="Well done")
    return {"pk": confirm(loop, by=owner).pk}


@sample("asking.answer")
def an_asking_to_answer(owner: Member, other: Member) -> dict[str, Any]:
    """The owner is asked for a word as who saw it."""
    loop = tried(begin_loop(by=other, skill=a_skill(other)), other)
    return {"pk": ask_companion(loop, by=other, member=owner, part=Asking.Part.SAW).pk}


@sample("asking")
def an_asking(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has asked the other."""
    loop = tried(begin_loop(by=owner, skill=a_skill(owner)), owner)
    return {"pk": ask_companion(loop, by=owner, member=other, part=Asking.Part.SAW).pk}


def a_question(owner: Member) -> FollowUp:
    """The owner's loop came full circle a while ago."""
    loop = reflect(tried(begin_loop(by=owner, skill=a_skill(owner)), owner), by=owner, text="I have learned")
    return FollowUp.objects.create(loop=loop, days=30)


@sample("follow-up")
def a_follow_up(owner: Member, other: Member) -> dict[str, Any]:
    """The owner is asked whether they used it."""
    return {"pk": a_question(owner).pk}


@sample("loops:follow-up-link")
def a_follow_up_link(owner: Member, other: Member) -> dict[str, Any]:
    """The mail about it."""
    return {"token": sign(PURPOSE, follow_up=a_question(owner).pk, member=owner.pk, answer="yes")}

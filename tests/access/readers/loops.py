"""Loops."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.access.samples.matchmaking import a_pairing_of
from tests.access.samples.registry import NOW
from tests.access.samples.skills import a_skill

from peerloop.loops import actions as loops
from peerloop.loops.models import Asking

if TYPE_CHECKING:
    from peerloop.people.models import Member

from tests.access.readers.who import OWNER, TWO

READERS = {
    "loops.Gain.text": TWO,
    "loops.Intention.text": TWO,
    "loops.Application.text": TWO | {"organiser"},  # who saw it reads what they saw: here the organiser
    "loops.Feedback.text": TWO,
    "loops.Reflection.text": OWNER,
    "loops.Draft.text": OWNER,
    "loops.Observation.text": OWNER | {"organiser"},  # the learner, and who saw it: here the organiser
}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The owner learns from the other and comes full circle."""
    loop = a_pairing_of(owner, pair).loop
    loops.ask_gain(loop)
    loops.say_gain(loop, by=owner, gain="How", intention="Try", by_when=(NOW + timedelta(days=3)).date())
    loops.say_applied(loop, by=owner, text="I did")
    loops.give_feedback(loop, by=pair, text="Well done")
    loops.reflect(loop, by=owner, text="I have learned")
    asking = loops.ask_companion(loop, by=owner, member=organiser, part=Asking.Part.SAW)
    loops.say_seen(asking, by=organiser, text="I saw it")
    return {"loops": [loop.pk, _taken_up_again(owner, pair)], "askings": [asking.pk]}


def _taken_up_again(owner: Member, pair: Member) -> int:
    """Return the number of a loop whose reflection is a draft again."""
    loop = loops.begin_loop(by=owner, skill=a_skill(pair))
    loops.say_gain(loop, by=owner, gain="How", intention="Try", by_when=(NOW + timedelta(days=3)).date())
    loops.say_applied(loop, by=owner, text="I did")
    loops.reflect(loop, by=owner, text="I have learned")
    return loops.take_up(loop, by=owner).pk

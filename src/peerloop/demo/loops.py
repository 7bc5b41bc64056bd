"""What came of the half-year's loops: some saw it, some thanked, some were asked weeks later whether they used it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.demo.people import CAST, address
from peerloop.kit import clock
from peerloop.loops.actions import (
    answer_follow_up,
    answer_teach_on,
    ask_companion,
    ask_follow_ups,
    begin_loop,
    feel_sure,
    say_seen,
)
from peerloop.loops.models import Asking, Confidence, FollowUp, Loop, TeachOn
from peerloop.people.models import Member
from peerloop.recognition.actions import show, thank
from peerloop.skills.actions import find_skill

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

FORTNIGHTS = 12
THANKS = (
    "You began where I stood, and I never felt slow.",
    "Your checklist saved me a day.",
    "I showed it to my whole team the next morning.",
    "Half an hour with you was worth a week of reading.",
)
SEEN = (
    "You kept calm when the first plan did not hold.",
    "Everybody in the room could follow. Leave a little more silence after questions.",
    "I noticed that you asked before you answered. That changed the talk.",
)


def come_of_it(chance: Random, today: datetime) -> None:
    """Look back at each loop that came full circle; then leave Ines something to answer."""
    closed = Loop.objects.filter(reflection__isnull=False)
    for loop in closed.select_related("learner", "teacher", "skill", "reflection").order_by("pk"):
        with clock.at(loop.reflection.at + timedelta(hours=2)):
            _look_back(chance, loop)
    for ago in range(FORTNIGHTS, -1, -1):
        with clock.at(today - timedelta(weeks=2 * ago)):
            ask_follow_ups()
            if ago:
                _answer(chance)
    _leave_something(today)


def _look_back(chance: Random, loop: Loop) -> None:
    before = chance.choice((1, 2, 2, 3))
    feel_sure(loop, by=loop.learner, when=Confidence.When.BEFORE, sure=before)
    feel_sure(loop, by=loop.learner, when=Confidence.When.AFTER, sure=before + chance.choice((1, 1, 2)))
    if loop.teacher and chance.random() < 0.4:
        kudos = thank(loop.teacher, by=loop.learner, text=chance.choice(THANKS), skill=loop.skill, may_be_shown=True)
        if chance.random() < 0.6:
            show(kudos.thanked.get(), by=loop.teacher)
    near = Member.objects.present().filter(team=loop.learner.team).order_by("pk")
    colleagues = [one for one in near if one not in (loop.learner, loop.teacher)]
    if colleagues and chance.random() < 0.25:
        saw = chance.choice(colleagues)
        asking = ask_companion(loop, by=loop.learner, member=saw, part=Asking.Part.SAW)
        say_seen(asking, by=saw, text=chance.choice(SEEN))
    if chance.random() < 0.5 and TeachOn.objects.filter(loop=loop).exists():
        answer_teach_on(loop, by=loop.learner, yes=False)


def _answer(chance: Random) -> None:
    waiting = FollowUp.objects.filter(answer="").select_related("loop__learner").order_by("pk")
    for asked in waiting.exclude(loop__learner__email=address(CAST["learner"][0])):
        if chance.random() < 0.8:
            answer = chance.choice(("yes", "yes", "yes", "not_yet", "no_more"))
            answer_follow_up(asked, by=asked.loop.learner, answer=answer)


def _leave_something(today: datetime) -> None:
    """Ines is asked for a word as who saw it, has begun a loop of her own, and Lena has thanked her."""
    ines, lena = (Member.objects.get(email=address(CAST[part][0])) for part in ("learner", "facilitator"))
    skill = find_skill("Facilitation")
    latest = Loop.objects.filter(application__isnull=False, release=None).exclude(learner=ines).exclude(teacher=ines)
    with clock.at(today - timedelta(hours=20)):
        if skill:
            words = "Your sketch said in one minute what I had tried in ten."
            thank(ines, by=lena, text=words, skill=skill, may_be_shown=True)
            begin_loop(by=lena, skill=skill)
        for loop in latest.order_by("-application__at")[:1]:
            ask_companion(loop, by=loop.learner, member=ines, part=Asking.Part.SAW)

"""Half a year in which people asked, met, tried and told each other; week by week, with the clock set back."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError

from peerloop.demo import trade
from peerloop.demo.people import CAST, address
from peerloop.kit import clock
from peerloop.loops.actions import confirm, give_feedback, reflect, say_applied, say_gain
from peerloop.matchmaking.actions import accept, ask, decline, end_pairing, refresh_suggestions
from peerloop.people.models import Member
from peerloop.schedule.actions import record_ended_sessions
from peerloop.skills.actions import close_week, drop_need, endorse, find_skill, offer, want
from peerloop.skills.models import Need, Offer
from peerloop.skills.queries.closes import HOUR, week_of

if TYPE_CHECKING:
    from random import Random

    from peerloop.matchmaking.models import Pairing, Request

WEEK = timedelta(weeks=1)
ASKED_A_WEEK = 4
CLOSES = 12
"""For so many weeks there is a history of supply and demand."""


def live_through(chance: Random, start: datetime, today: datetime) -> None:
    """Let the weeks from ``start`` to ``today`` pass."""
    week = start + WEEK
    while week < today - WEEK:
        _a_week(chance, week, today)
        _word_gets_round(chance, week, today)
        _count(week, today)
        week += WEEK
    for left in (WEEK, timedelta(0)):
        _count(today - left, today)


def _word_gets_round(chance: Random, monday: datetime, today: datetime) -> None:
    """In the last weeks some more want and offer what is talked about, so that there is something to see over time."""
    if monday < today - CLOSES * WEEK:
        return
    with clock.at(monday + timedelta(hours=1)):
        for name, wanting, offering in trade.TALKED_ABOUT:
            skill = find_skill(name)
            new = Member.objects.present().exclude(pk__in=Need.objects.filter(skill=skill).values("member"))
            others = list(new.exclude(pk__in=Offer.objects.filter(skill=skill).values("member")).order_by("pk"))
            if skill:
                drawn = chance.sample(others, wanting + offering)
                for member in drawn[:wanting]:
                    want(member, skill=skill, level=2)
                for member in drawn[wanting:] if chance.random() < 0.4 else ():
                    offer(member, skill=skill, level=4)


def _count(week: datetime, today: datetime) -> None:
    """Take the counts of the week's Monday."""
    monday = datetime.combine(week_of(week), HOUR)
    if monday >= today - CLOSES * WEEK:
        with clock.at(monday):
            close_week()


def _a_week(chance: Random, monday: datetime, today: datetime) -> None:
    """Some ask, most are accepted, and what was agreed is lived through as far as ``today``."""
    others = Need.objects.exclude(member__email=address(CAST["learner"][0]))  # what Ines does is told in present.py
    needs = list(others.select_related("member", "skill").order_by("pk"))
    for need in chance.sample(needs, min(ASKED_A_WEEK, len(needs))):
        with clock.at(monday + timedelta(hours=chance.randint(0, 30))):
            request = _ask(chance, need)
        if request is not None:
            with clock.at(request.asked_at + timedelta(hours=chance.randint(2, 20))):
                _answer(chance, request, today)


def _ask(chance: Random, need: Need) -> Request | None:
    """Ask the first suggested teacher who has an hour; nobody is asked where nobody can."""
    for suggestion in refresh_suggestions(need):
        try:
            return ask(
                need,
                teacher=suggestion.teacher,
                starts_at=suggestion.starts_at,
                text=chance.choice(trade.LINES),
                by=need.member,
            )
        except ValidationError:
            continue
    return None


def _answer(chance: Random, request: Request, today: datetime) -> None:
    """Accept, or now and then not; then go through the loop as far as time has come."""
    if chance.random() < 0.12:
        decline(request, by=request.teacher)
        return
    pairing = accept(request, by=request.teacher)
    ended = request.session.ends_at + timedelta(minutes=20)
    if ended < today:
        with clock.at(ended):
            record_ended_sessions()
        _close_the_loop(chance, pairing, ended, today)


def _close_the_loop(chance: Random, pairing: Pairing, ended: datetime, today: datetime) -> None:
    """Take the steps that most take, some days apart; some loops stay open on the way."""
    loop, learner, teacher = pairing.loop, pairing.learner, pairing.teacher
    if loop is None:
        return
    gained = ended + timedelta(hours=3)
    by_when = (gained + timedelta(days=chance.randint(3, 9))).date()
    tried = datetime.combine(by_when, time(15), gained.tzinfo)
    steps = (
        (gained, lambda: say_gain(loop, by=learner, gain=chance.choice(trade.GAINS),
                                  intention=chance.choice(trade.TRIES), by_when=by_when)),
        (tried, lambda: say_applied(loop, by=learner, text=chance.choice(trade.TRIED))),
        (tried + timedelta(days=1), lambda: give_feedback(loop, by=teacher, text=chance.choice(trade.ANSWERS))),
        (tried + timedelta(days=1, minutes=2), lambda: confirm(loop, by=teacher)),
        (tried + timedelta(days=2), lambda: reflect(loop, by=learner, text=chance.choice(trade.LEARNED))),
        (tried + timedelta(days=2, hours=1), lambda: _part(chance, pairing)),
    )  # fmt: skip
    for instant, step in steps:
        if instant > today - timedelta(days=1) or chance.random() < 0.06:
            return
        with clock.at(instant):
            step()


def _part(chance: Random, pairing: Pairing) -> None:
    """The pairing is done: the need is met, and some vouch for the one who taught."""
    end_pairing(pairing, by=pairing.learner, kind="done")
    need = Need.objects.filter(member=pairing.learner, skill=pairing.skill).first()
    if need is not None and chance.random() < 0.7:
        drop_need(need, by=pairing.learner)
    offer = Offer.objects.filter(member=pairing.teacher, skill=pairing.skill, confirmed_at__isnull=False).first()
    if offer is not None and chance.random() < 0.6:
        try:
            endorse(
                offer, by=pairing.learner, text=chance.choice(("Clear and patient.", "Starts from what you know.", ""))
            )
        except (PermissionDenied, ValidationError):
            return  # the learner has vouched before

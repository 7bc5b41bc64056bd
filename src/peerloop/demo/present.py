"""Today, as each of the people you can enter as finds it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.demo.people import CAST, address
from peerloop.demo.trade import LINES
from peerloop.kit import clock
from peerloop.loops.actions import give_feedback, say_applied, say_gain
from peerloop.matchmaking.actions import accept, adopt_policy, ask, publish, run, save_policy
from peerloop.matchmaking.hours import shared_hours
from peerloop.matchmaking.policies import Terms, first_terms
from peerloop.matchmaking.queries import suggestions_for
from peerloop.people.models import Member
from peerloop.schedule.actions import record_ended_sessions
from peerloop.skills.actions import find_skill, want
from peerloop.skills.models import Need, Offer, Visibility

if TYPE_CHECKING:
    from datetime import date, datetime

    from peerloop.matchmaking.models import Pairing, Policy, Request


def set_the_scene(today: datetime) -> None:
    """Ines has open loops, an hour ahead, a need, and somebody to help; Kofi has been asked; a run has found others."""
    ines = _cast("learner")
    with clock.at(today - timedelta(days=12)):
        _match()
        across = _policies()
    _a_loop(ines, "Reading query plans", today - timedelta(days=16), today, far=1)
    _a_loop(ines, "Running a retrospective", today - timedelta(days=23), today, far=3)
    with clock.at(today - timedelta(hours=4)):
        _agree(ines, "SQL window functions")
        _ask_kofi(today)
    with clock.at(today):
        _state(ines, "Rust", Visibility.MATCHING)
        for part, skill in (("teacher", "Facilitation"), ("organiser", "Figma"), ("moderator", "Facilitation")):
            _state(_cast(part), skill)
        _match(across)


def _match(policy: Policy | None = None) -> None:
    organiser = _cast("organiser")
    publish(run(by=organiser, policy=policy), by=organiser)


def _policies() -> Policy:
    """Save two policies; the one that brings teams together comes into force and is returned."""
    organiser = _cast("organiser")
    across = save_policy(Terms(steps={"other_team": 3}, choices={"never_met": True}), name="Across teams", by=organiser)
    newcomers = replace(first_terms("newcomers"), steps={"seniority": 4, "same_place": 3})
    save_policy(newcomers, name="First year here", by=organiser)
    adopt_policy(across, by=organiser)
    return across


def _cast(part: str) -> Member:
    return Member.objects.get(email=address(CAST[part][0]))


def _state(member: Member, name: str, visibility: str = Visibility.PUBLIC) -> Need:
    skill = find_skill(name)
    if skill is None:
        raise LookupError(name)
    return want(member, skill=skill, level=2, pace="any", text="", visibility=visibility)


def _asked(member: Member, name: str) -> Request | None:
    need = _state(member, name)
    for suggestion in suggestions_for(need):
        return ask(need, teacher=suggestion.teacher, starts_at=suggestion.starts_at, text=LINES[0], by=member)
    return None


def _agree(member: Member, name: str) -> Pairing | None:
    request = _asked(member, name)
    return accept(request, by=request.teacher) if request else None


def _a_loop(learner: Member, name: str, began: datetime, today: datetime, *, far: int) -> None:
    """Bring a loop as far as so many arcs: 1 gained, 2 applied, 3 answered."""
    with clock.at(began):
        pairing = _agree(learner, name)
    if pairing is None or pairing.loop is None:
        return
    ended = pairing.request.session.ends_at + timedelta(hours=1) if pairing.request else began
    with clock.at(ended):
        record_ended_sessions()
        say_gain(pairing.loop, by=learner, gain="Read it from the inside out, and look for the widest step first.",
                 intention="The billing report", by_when=_friday(today))  # fmt: skip
    with clock.at(ended + timedelta(days=2)):
        if far > 1:
            say_applied(pairing.loop, by=learner, text="Tried it with my own team; the second question was the one.")
        if far > 2:
            give_feedback(pairing.loop, by=pairing.teacher, text="That second question is the whole trick. Well seen.")


def _friday(today: datetime) -> date:
    return (today + timedelta(days=(4 - today.weekday()) % 7 or 7)).date()


def _ask_kofi(today: datetime) -> None:
    """Two colleagues wait for Kofi's answer, so that whoever enters as a teacher finds something to do."""
    kofi, skill = _cast("teacher"), find_skill("Rust")
    offering = Offer.objects.filter(skill=skill).values("member")
    near = Member.objects.filter(time_zone__in=["Europe/Lisbon", "Europe/Berlin"], team__name__in=["Support", "Sales"])
    for learner, line in zip(near.exclude(pk__in=offering).order_by("pk")[:2], LINES, strict=False):
        need = _state(learner, "Rust")
        [hours] = shared_hours(learner, [kofi], after=today + timedelta(days=1))
        ask(need, teacher=kofi, starts_at=hours[0], text=line, by=learner)

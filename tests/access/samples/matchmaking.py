"""Suggestions, requests, pairings, runs and policies."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.access.samples.registry import NOW, sample
from tests.access.samples.skills import a_skill

from peerloop.kit.tokens import sign
from peerloop.matchmaking.actions import accept, ask, not_this, save_policy
from peerloop.matchmaking.links import PURPOSE
from peerloop.matchmaking.models import Choice, Comparison, Run
from peerloop.matchmaking.policies import Terms
from peerloop.skills.actions import offer, want

if TYPE_CHECKING:
    from peerloop.matchmaking.models import Pairing, Request
    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Skill

_number = count()

ONE_ACTS = {"request.answer", "link.redeem"}


def a_need_met(owner: Member, other: Member) -> Need:
    """The owner wants what the other offers."""
    skill = a_skill(other)
    offer(other, skill=skill, level=4, text="I have done it often")
    return want(owner, skill=skill, level=3, text="For my next task")


def an_asking(owner: Member, other: Member) -> Request:
    """The owner has asked the other for an hour."""
    half_hours = next(_number) % 70
    starts_at = NOW + timedelta(days=7 + half_hours // 14, hours=1, minutes=half_hours % 14 * 30)
    return ask(a_need_met(owner, other), teacher=other, starts_at=starts_at, text="Would you?", by=owner)


def a_pairing_of(owner: Member, other: Member) -> Pairing:
    """The other has accepted what the owner asked."""
    return accept(an_asking(owner, other), by=other)


@sample("need", "suggestion")
def a_need(owner: Member, other: Member) -> dict[str, Any]:
    """The owner wants what the other offers."""
    return {"pk": a_need_met(owner, other).pk, "teacher": other.pk, "post": {"teacher": other.pk}}


@sample("matchmaking:refusing-removal")
def a_refusal(owner: Member, other: Member) -> dict[str, Any]:
    """The owner does not want the other for this."""
    need = a_need_met(owner, other)
    not_this(need, teacher=other, reason="level", by=owner)
    return {"pk": need.pk, "teacher": other.pk}


@sample("request")
def a_request(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has asked."""
    return {"pk": an_asking(owner, other).pk}


@sample("request.answer")
def a_request_to_answer(owner: Member, other: Member) -> dict[str, Any]:
    """The owner is asked."""
    return {"pk": an_asking(other, owner).pk}


@sample("link")
def a_link(owner: Member, other: Member) -> dict[str, Any]:
    """The link in the owner's mail with which they say yes."""
    return {"token": sign(PURPOSE, request=an_asking(other, owner).pk, member=owner.pk, answer="acceptance")}


@sample("pairing")
def a_pairing(owner: Member, other: Member) -> dict[str, Any]:
    """The owner learns from the other."""
    return {"pk": a_pairing_of(owner, other).pk}


@sample("run")
def a_run(owner: Member, other: Member) -> dict[str, Any]:
    """A matching that the owner has asked for."""
    return {"pk": Run.objects.create(by=owner, finished_at=NOW).pk}


FIGURES = {"needs": 9, "learners": 9, "served": 0, "servable": 0, "met": 0, "score": 0, "bound": 0, "seconds": 1}


@sample("appeal")
def an_appeal(owner: Member, other: Member) -> dict[str, Any]:
    """A run that says that one more teacher would serve five learners."""
    skill = a_skill(other)
    return {"pk": a_run_short_of(skill).pk, "skill": skill.pk, "post": {"text": "Please"}}


def a_run_short_of(skill: Skill) -> Run:
    """A draft that found five learners whom one more teacher of the skill would serve."""
    further = [{"skill": skill.pk, "learners": 5, "places": 5}]
    return Run.objects.create(finished_at=NOW, figures={**FIGURES, "counted": {**FIGURES, "further": further}})


@sample("policy")
def a_policy(owner: Member, other: Member) -> dict[str, Any]:
    """A policy that the owner has saved."""
    return {"pk": save_policy(Terms(), name=f"Policy number {next(_number)}", by=None).pk}


@sample("comparison")
def a_comparison(owner: Member, other: Member) -> dict[str, Any]:
    """A draft beside what stands, in which the other is chosen for the owner."""
    figures = dict.fromkeys(("needs", "learners", "served", "servable", "score", "bound", "seconds"), 1)
    draft = Run.objects.create(by=owner, finished_at=NOW, figures=figures)
    Choice.objects.create(run=draft, need=a_need_met(owner, other), teacher=other, starts_at=NOW)
    return {"pk": Comparison.objects.create(one=draft, by=owner).pk, "post": {"do": "none"}}

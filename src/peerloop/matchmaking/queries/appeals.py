"""For which skills further teachers would serve many, who might become one, and what came of asking them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, Min, OuterRef, Q

from peerloop.kit.clock import now
from peerloop.loops.models import Loop
from peerloop.matchmaking.models import Appeal, Miss
from peerloop.matchmaking.telling import in_fives
from peerloop.people.models import Member
from peerloop.skills.models import Level, Offer, Skill

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.matchmaking.models import Run

RESTS = timedelta(days=14)
"""Nobody is asked twice about a skill within that time."""


@dataclass(frozen=True)
class Call:
    """So many more ``teachers`` of ``skill`` would serve at least so many ``learners``, told in fives.

    ``sent``: the appeal that went out within ``RESTS``, and ``came``: how many have offered the skill since (None:
    one to four).
    """

    skill: Skill
    teachers: int
    learners: int
    sent: Appeal | None
    came: int | None


def calls_of(run: Run) -> list[Call]:
    """Return the skills for which the run found that further teachers would serve five learners and more; 3 queries."""
    wanted = {one["skill"]: one for one in run.figures.get("counted", {}).get("further", [])}
    skills = Skill.objects.in_bulk(wanted)
    lately = Appeal.objects.filter(skill__in=skills, at__gt=now() - RESTS).order_by("at", "pk")
    sent = {appeal.skill_id: appeal for appeal in lately}
    came = _offered_since(sent)
    calls = []
    for pk, one in wanted.items():
        learners = in_fives(one["learners"])
        if pk in skills and learners:
            teachers = -(-learners // one["places"])
            calls.append(Call(skills[pk], teachers, learners, sent.get(pk), in_fives(came.get(pk, 0))))
    return calls


def might_help(skill: Skill, run: Run | None) -> QuerySet[Member]:
    """Members who are near enough to ``skill`` to be asked, and have room for learners.

    An offer of it waits for their yes; or is below what those want whom ``run`` found nobody for; or they offer
    something broader or narrower; or they have learned it here and come full circle.
    """
    own = Offer.objects.filter(member=OuterRef("pk"), skill=skill)
    near = Q(skill__broader=skill) | Q(skill__narrower=skill)
    beside = Offer.objects.filter(near, member=OuterRef("pk"), confirmed_at__isnull=False)
    learned = Loop.objects.filter(learner=OuterRef("pk"), skill=skill, reflection__isnull=False)
    waiting = Exists(own.filter(Q(confirmed_at=None) | Q(level__lt=_wanted(skill, run))))
    close = Q(Exists(beside) | Exists(learned)) & ~Q(Exists(own))
    return Member.objects.present().filter(Q(waiting) | close, capacity__gt=0)


def _wanted(skill: Skill, run: Run | None) -> int:
    """Return the lowest level that those want whom the run found nobody for."""
    lowest = Miss.objects.filter(run=run, need__skill=skill).aggregate(least=Min("need__level"))["least"]
    return int(lowest or Level.ALONE)


def _offered_since(sent: dict[int, Appeal]) -> dict[int, int]:
    """Return by skill how many offers were confirmed since its appeal."""
    since = Q(pk__in=[])
    for skill, appeal in sent.items():
        since |= Q(skill=skill, confirmed_at__gte=appeal.at)
    return dict(Offer.objects.filter(since).values_list("skill").annotate(Count("pk")))

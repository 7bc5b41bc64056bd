"""Surveys, wishes, interviews, help from outside."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.access.samples.registry import NOW, sample
from tests.access.samples.skills import a_skill

from peerloop.people.actions import grant_role, join, update_profile
from peerloop.people.models import Member, Team
from peerloop.pulse.actions import (
    agree_to_interview,
    answer_survey,
    close_survey,
    find_outside,
    note_interview,
    open_survey,
    set_up_survey,
)
from peerloop.skills.actions import want

if TYPE_CHECKING:
    from peerloop.pulse.models import Survey

_number = count()


def _an_organiser() -> Member:
    number = next(_number)
    member = join(name=f"Organiser {number}", email=f"organiser.{number}@example.org")
    grant_role(member, "organiser", by=None)
    return member


def _asked(owner: Member, other: Member) -> tuple[Survey, Member]:
    """A survey of the owner, the other and twelve more, who are a team for the while."""
    number, by = next(_number), _an_organiser()
    team = Team.objects.create(name=f"Asked {number}", key=f"asked {number}")
    for member in (owner, other):
        update_profile(member, by=None, team=team)
    rows = (Member(email=f"asked.{number}.{n}@example.org", name=f"Asked {n}", team=team) for n in range(12))
    Member.objects.bulk_create(rows)
    said = {"title": "What next?", "kind": "needs", "asks": ["skills", "words"], "closes_at": NOW + timedelta(days=7)}
    return set_up_survey(by=by, uid=uuid4(), teams=[team], **said), by


@sample("survey")
def an_open_survey(owner: Member, other: Member) -> dict[str, Any]:
    """The owner and the other are asked."""
    survey, by = _asked(owner, other)
    return {"pk": open_survey(survey, by=by).pk}


@sample("survey.make")
def a_draft(owner: Member, other: Member) -> dict[str, Any]:
    """Nobody is asked yet."""
    return {"pk": _asked(owner, other)[0].pk}


@sample("survey-results")
def a_survey_that_is_told(owner: Member, other: Member) -> dict[str, Any]:
    """All of them have answered, and it is closed."""
    survey, by = _asked(owner, other)
    open_survey(survey, by=by)
    skill = a_skill(by)
    for member in Member.objects.filter(team__in=survey.teams.all()).order_by("pk"):
        answer_survey(survey, by=member, said={"words": "Something"}, wishes=[(skill, 3, "any")])
    close_survey(survey, by=by)
    return {"pk": survey.pk}


@sample("wish")
def a_wish(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has named a skill."""
    survey, by = _asked(owner, other)
    open_survey(survey, by=by)
    answer = answer_survey(survey, by=owner, said={}, wishes=[(a_skill(owner), 3, "any")])
    return {"pk": answer.wishes.get().pk}


@sample("interview")
def an_interview(owner: Member, other: Member) -> dict[str, Any]:
    """An organiser has talked with the owner, who agreed that it is kept."""
    talk = note_interview(owner, by=_an_organiser(), uid=uuid4(), words="What the owner said")
    agree_to_interview(talk, by=owner)
    return {"pk": talk.pk}


@sample("outside")
def help_from_outside(owner: Member, other: Member) -> dict[str, Any]:
    """A course for what the owner wants to learn."""
    skill = a_skill(owner)
    want(owner, skill=skill)
    said = {"kind": "course", "title": "A course", "link": "https://example.org/course"}
    return {"pk": find_outside(by=_an_organiser(), uid=uuid4(), skill=skill, **said).pk}

"""I want to learn: stated or changed, dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.journal.actions import record
from peerloop.skills.locks import hold_skill, keep_skills
from peerloop.skills.models import Level, Need, Pace, Visibility
from peerloop.skills.queries.merged import within
from peerloop.skills.rules import a_line, check_choices, must_be_here

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


@transaction.atomic
def want(
    member: Member,
    *,
    skill: Skill,
    level: int = Level.ALONE,
    pace: str = Pace.ANY,
    text: str = "",
    visibility: str = Visibility.MATCHING,
) -> Need:
    """State or change the member's need of ``skill``.

    Raises ``BadLine`` for a wrong level, pace, text or visibility and ``PermissionDenied`` for somebody who has left.
    """
    must_be_here(member)
    check_choices(level=level, pace=pace, visibility=visibility)
    text = a_line(text)
    skill = hold_skill(skill)
    need, _ = Need.objects.update_or_create(
        member=member,
        skill=skill,
        defaults={"level": level, "pace": pace, "text": text, "visibility": visibility},
    )
    record("need.stated", actor=member, subject=need, about=[member.pk], skill=skill.pk, level=int(level))
    return need


@transaction.atomic
def drop_need(need: Need, *, by: Member) -> None:
    """Want it no longer, under whatever name it was said; raises ``PermissionDenied`` for another's need."""
    if need.member_id != by.pk:
        raise PermissionDenied
    keep_skills()
    for one in [need, *Need.everything.filter(member=by, skill__in=within(need.skill_id)).exclude(pk=need.pk)]:
        record("need.dropped", actor=by, subject=one, about=[by.pk], skill=one.skill_id)
        one.delete()

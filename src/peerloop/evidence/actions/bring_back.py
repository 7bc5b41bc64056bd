"""A member takes back what they have said of a skill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.evidence.queries import verdicts_of
from peerloop.journal.actions import record
from peerloop.people.models import Member
from peerloop.skills.queries.merged import within

if TYPE_CHECKING:
    from peerloop.skills.models import Skill


@transaction.atomic
def bring_back(skill: Skill, *, by: Member) -> bool:
    """Let it stand as it was noted: neither left out nor another skill; False where nothing was said of it."""
    member = Member.objects.select_for_update(no_key=True).get(pk=by.pk)
    said = list(verdicts_of(member).filter(skill__in=within(skill.pk)).order_by("pk"))
    for verdict in said:
        record("knowledge.brought_back", actor=by, subject=verdict, about=[by.pk])
        verdict.delete()
    return bool(said)

"""One word of a member's at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from peerloop.evidence.models import Verdict
from peerloop.evidence.queries import known_to
from peerloop.kit.clock import now
from peerloop.people.models import Member

if TYPE_CHECKING:
    from peerloop.evidence.rules import Known
    from peerloop.skills.models import Skill


def hold(by: Member, skill: Skill) -> Known:
    """Lock the member and return what speaks for the skill; refuse where nothing does, and who has left."""
    member = Member.objects.select_for_update(no_key=True).get(pk=by.pk)
    known = known_to(member, skill.pk)
    if known is None:
        raise PermissionDenied
    return known


def say(by: Member, skill: Skill, says: str, instead: Skill | None = None) -> Verdict:
    """Write the member's word on a skill, over an earlier one."""
    verdict, _new = Verdict.objects.update_or_create(
        member=by, skill=skill, defaults={"says": says, "instead": instead, "at": now()}
    )
    return verdict

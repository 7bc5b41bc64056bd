"""A member says yes: what they have shown, they offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.evidence.models import Verdict
from peerloop.evidence.queries import known_to, verdicts_of
from peerloop.skills.actions import offer
from peerloop.skills.models import Level

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Offer, Skill


@transaction.atomic
def confirm(skill: Skill, *, by: Member, level: int = Level.ALONE) -> Offer:
    """Offer the skill, so that colleagues find it; what is offered already stays as it is.

    Raises ``PermissionDenied`` where nothing speaks for it, ``BadLine`` for a wrong level.
    """
    known = known_to(by, skill.pk)
    if known is None:
        raise PermissionDenied
    verdicts_of(by).filter(skill=skill, says=Verdict.Says.LEFT_OUT).delete()
    return known.offer or offer(by, skill=skill, level=level)

"""A member says that what was noted for one skill was really another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.evidence.actions.held import hold, say
from peerloop.evidence.models import Verdict
from peerloop.evidence.queries import verdicts_of
from peerloop.evidence.rules import other, standing_verdicts
from peerloop.journal.actions import record
from peerloop.skills.models import Skill
from peerloop.skills.queries.merged import ways

if TYPE_CHECKING:
    from peerloop.people.models import Member

Says = Verdict.Says


@transaction.atomic
def correct(skill: Skill, *, by: Member, instead: Skill) -> None:
    """Let everything that speaks for ``skill``, now and later, speak for ``instead``.

    A way that leads back is taken up: whoever says that A is B, and then that B is A, has A. Raises
    ``ValidationError`` on "instead" for the same skill, ``PermissionDenied`` where nothing speaks for ``skill``.
    """
    known = hold(by, skill)
    into = ways()
    instead = Skill.objects.get(pk=into.get(instead.pk, instead.pk))
    if instead == skill:
        raise ValidationError({"instead": _("That is the same skill. Which one was it really?")})
    verdicts_of(by).filter(skill=instead, says=Says.LEFT_OUT).delete()
    verdicts_of(by).filter(skill=instead, instead=skill).delete()
    if further := other(standing_verdicts(verdicts_of(by), into).get(instead.pk), into):
        instead = Skill.objects.get(pk=further)
    for noted in known.instead_of:
        if noted != instead:
            say(by, noted, Says.OTHER, instead)
    record("knowledge.corrected", actor=by, subject=say(by, skill, Says.OTHER, instead), about=[by.pk])

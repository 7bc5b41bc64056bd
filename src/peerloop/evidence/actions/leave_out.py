"""A member leaves a skill out: it is not asked about again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.evidence.actions.held import hold, say
from peerloop.evidence.models import Verdict
from peerloop.journal.actions import record

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


@transaction.atomic
def leave_out(skill: Skill, *, by: Member) -> None:
    """Leave it out; twice is once. What is offered is not left out but withdrawn: ``ValidationError``.

    Raises ``PermissionDenied`` where nothing speaks for it.
    """
    known = hold(by, skill)
    if known.offer:
        raise ValidationError(_("You offer it openly. Withdraw the offer first."))
    record("knowledge.left_out", actor=by, subject=say(by, skill, Verdict.Says.LEFT_OUT), about=[by.pk])

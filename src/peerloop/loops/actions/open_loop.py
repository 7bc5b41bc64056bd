"""Begin a turn of gain, apply, feedback, reflect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.loops.actions.opened import both
from peerloop.loops.models import Loop

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


@transaction.atomic
def open_loop(*, learner: Member, teacher: Member | None, skill: Skill, by: Member | None) -> Loop:
    """Open and return a loop for ``learner``, whom ``teacher`` helps, if anybody does.

    ``by``: one of the two, or None for the house itself; ``PermissionDenied`` for anybody else.
    """
    if learner == teacher:
        raise ValidationError(_("A loop takes two."))
    if by is not None and by not in (learner, teacher):
        raise PermissionDenied
    loop = Loop.objects.create(learner=learner, teacher=teacher, skill=skill)
    record("loop.opened", actor=by, subject=loop, about=both(loop))
    return loop

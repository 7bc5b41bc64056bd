"""Somebody begins a loop by themselves: after a workshop, or on what they learned elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.kit.clock import now
from peerloop.loops.actions.ask_companion import ask_companion
from peerloop.loops.actions.open_loop import open_loop
from peerloop.loops.models import Asking, Loop
from peerloop.people.models import Member

if TYPE_CHECKING:
    from peerloop.skills.models import Skill


@transaction.atomic
def begin_loop(*, by: Member, skill: Skill, taught_by: Member | None = None) -> Loop:
    """Open and return a loop of one's own whose first step may be taken at once; who taught it is asked.

    A loop about this skill that the member began by themselves and in which nothing is said yet is that loop.
    Raises ``ValidationError`` for oneself or somebody whom ``by`` does not see; ``PermissionDenied`` for who has left.
    """
    if not by.is_active:
        raise PermissionDenied
    Member.objects.select_for_update(no_key=True).get(pk=by.pk)  # a second click waits for the first
    blank = Loop.objects.filter(learner=by, skill=skill, gain=None, release=None, reflection=None)
    loop = blank.filter(teacher=None, asked_at__isnull=False).first()
    if loop is None:
        loop = open_loop(learner=by, teacher=None, skill=skill, by=by)
        loop.asked_at = now()
        loop.save(update_fields=["asked_at"])
    if taught_by is not None:
        ask_companion(loop, by=by, member=taught_by, part=Asking.Part.TAUGHT)
    return loop

"""How sure of themselves the learner was before, and is after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.loops.actions.opened import opened
from peerloop.loops.models import Confidence
from peerloop.loops.rules import a_confidence, as_learner

if TYPE_CHECKING:
    from peerloop.loops.models import Loop
    from peerloop.people.models import Member


@transaction.atomic
def feel_sure(loop: Loop, *, by: Member, when: Confidence.When, sure: int | None) -> Loop:
    """Note how sure the learner feels (1 to 5), which nobody else ever learns; None takes it back. Return the loop.

    Raises ``ValidationError`` on "sure"; ``PermissionDenied`` for anybody but the learner.
    """
    loop = opened(loop)
    as_learner(loop, by)
    note_confidence(loop, when, sure)
    record("loop.weighed", actor=by, subject=loop, about=[by.pk])
    return loop


def note_confidence(loop: Loop, when: Confidence.When, sure: int | None) -> None:
    """Write it, or take it back; the loop is in hand."""
    if sure is None:
        Confidence.objects.filter(loop=loop, when=when).delete()
    else:
        Confidence.objects.update_or_create(loop=loop, when=when, defaults={"sure": a_confidence(sure)})

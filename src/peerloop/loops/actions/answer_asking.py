"""Whoever is asked to stand by a loop answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.loops.actions.opened import asked
from peerloop.loops.models import Asking, Observation
from peerloop.loops.rules import not_answered, own_words

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def say_taught(asking: Asking, *, by: Member) -> Asking:
    """Say that one taught it, and be the loop's teacher from then on.

    Raises ``ValidationError`` where it is answered already or somebody else is the teacher meanwhile;
    ``PermissionDenied`` for anybody but the one who is asked.
    """
    asking = asked(asking, by=by, part=Asking.Part.TAUGHT)
    not_answered(asking)
    asking.loop.teacher = by
    asking.loop.save(update_fields=["teacher"])
    return _answered(asking, Asking.Answer.YES, by)


@transaction.atomic
def say_seen(asking: Asking, *, by: Member, text: str) -> Asking:
    """Say what one makes of what one saw; only the learner and oneself read it.

    Raises ``ValidationError`` on "text", or where it is answered already; ``PermissionDenied`` for anybody but the
    one who is asked.
    """
    asking = asked(asking, by=by, part=Asking.Part.SAW)
    not_answered(asking)
    Observation.objects.create(asking=asking, text=own_words(text))
    return _answered(asking, Asking.Answer.YES, by)


@transaction.atomic
def say_no(asking: Asking, *, by: Member) -> Asking:
    """Say that it was not so, or that one would rather not; no reason is asked. Raises as the others do."""
    asking = asked(asking, by=by)
    not_answered(asking)
    return _answered(asking, Asking.Answer.NO, by)


def _answered(asking: Asking, answer: Asking.Answer, by: Member) -> Asking:
    asking.answer, asking.answered_at = answer, now()
    asking.save(update_fields=["answer", "answered_at"])
    verb = {"yes": "asking.affirmed", "no": "asking.declined"}[answer]
    record(verb, actor=by, subject=asking, about=[asking.loop.learner_id, by.pk])
    return asking

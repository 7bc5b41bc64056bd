"""Whoever came full circle is asked, once, whether they would teach it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.loops.actions.opened import opened
from peerloop.loops.models import TeachOn
from peerloop.loops.rules import as_learner
from peerloop.skills.queries import offers_of

if TYPE_CHECKING:
    from peerloop.loops.models import Loop
    from peerloop.people.models import Member


def ask_to_teach_on(loop: Loop) -> None:
    """Ask the learner of a loop that has just come full circle, where they neither offer it nor were asked before."""
    asked = TeachOn.objects.filter(loop__learner=loop.learner, loop__skill=loop.skill)
    if not asked.exists() and not offers_of(loop.learner).filter(skill=loop.skill).exists():
        TeachOn.objects.create(loop=loop)


@transaction.atomic
def answer_teach_on(loop: Loop, *, by: Member, yes: bool) -> Loop:
    """Say yes, and go on to the offer, or no, which is kept for good; raises ``PermissionDenied`` for anybody else."""
    loop = opened(loop)
    as_learner(loop, by)
    for row in TeachOn.objects.filter(loop=loop):
        answer = TeachOn.Answer.YES if yes else TeachOn.Answer.NO
        if row.answer != answer:
            row.answer, row.answered_at = answer, now()
            row.save(update_fields=["answer", "answered_at"])
            record("loop.taught_on", actor=by, subject=loop, about=[by.pk])
    return loop

"""Me too; and no longer. This helped; and it did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.journal.actions import record
from peerloop.questions.actions.held import held, held_answer
from peerloop.questions.models import Helped, MeToo
from peerloop.questions.queries.askers import is_asker
from peerloop.questions.rules import is_there

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.questions.models import Answer, Question


@transaction.atomic
def have_too(question: Question, *, by: Member) -> int:
    """Say "me too" and return how many do now; twice is once, and of one's own question never."""
    stands = held(question, by=by)
    is_there(stands)
    if not is_asker(stands, by):
        _row, new = MeToo.objects.get_or_create(question=stands, member=by)
        if new:
            record("question.had_too", actor=by, subject=stands, about=[by.pk])
    return MeToo.objects.filter(question=stands).count()


@transaction.atomic
def have_no_longer(question: Question, *, by: Member) -> None:
    """Take "me too" back; nothing happens where it was not said."""
    stands = held(question, by=by)
    gone, _rows = MeToo.objects.filter(question=stands, member=by).delete()
    if gone:
        record("question.not_had", actor=by, subject=stands, about=[by.pk])


@transaction.atomic
def say_helped(answer: Answer, *, by: Member) -> None:
    """Say that the answer helped; twice is once. Raises ``PermissionDenied`` for its author.

    Who asked under a pseudonym says it by accepting: here it would count at once, and so tell when they were there.
    """
    stands = held_answer(answer, by=by)
    is_there(stands.question)
    if stands.by_id == by.pk or (stands.question.pseudonym and is_asker(stands.question, by)):
        raise PermissionDenied
    _row, new = Helped.objects.get_or_create(answer=stands, member=by)
    if new:
        record("answer.helped", actor=by, subject=stands, about=[by.pk])


@transaction.atomic
def say_not_helped(answer: Answer, *, by: Member) -> None:
    """Take it back; nothing happens where it was not said."""
    stands = held_answer(answer, by=by)
    gone, _rows = Helped.objects.filter(answer=stands, member=by).delete()
    if gone:
        record("answer.unhelped", actor=by, subject=stands, about=[by.pk])

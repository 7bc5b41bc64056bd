"""The one place in which questions and answers are locked: members first, in the order of their ids, then questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from peerloop.people.models import Member
from peerloop.questions.models import Answer, Question
from peerloop.questions.queries.seen import answers_seen_by, questions_seen_by

if TYPE_CHECKING:
    from collections.abc import Iterable

STATES = ("withdrawal", "hiding", "acceptance", "skill", "by")


def hold_members(ids: Iterable[int]) -> dict[int, Member]:
    """Lock the members' rows in one order and return them by id."""
    rows = Member.objects.select_for_update(no_key=True).filter(pk__in=set(ids)).order_by("pk")
    return {member.pk: member for member in rows}


def held(question: Question, *, by: Member | None) -> Question:
    """Return the question as it stands under its lock; raises ``PermissionDenied`` for who does not see it."""
    if by is not None and not questions_seen_by(by).filter(pk=question.pk).exists():
        raise PermissionDenied
    if not Question.objects.select_for_update(no_key=True).filter(pk=question.pk).values_list("pk"):
        raise PermissionDenied
    return Question.objects.select_related(*STATES).get(pk=question.pk)


def held_answer(answer: Answer, *, by: Member) -> Answer:
    """Return the answer as it stands, its question locked; raises ``PermissionDenied`` for who does not see it."""
    stands = held(Question(pk=answer.question_id), by=by)
    found = answers_seen_by(by).select_related("by", "hiding").filter(pk=answer.pk).first()
    if found is None:
        raise PermissionDenied
    found.question = stands
    return found

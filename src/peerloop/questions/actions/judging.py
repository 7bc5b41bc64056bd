"""The asker accepts an answer; who is vouched for in the skill verifies one, and looks again on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.questions.actions.held import held_answer
from peerloop.questions.models import Acceptance, Deciding, Verification
from peerloop.questions.queries.askers import is_asker
from peerloop.questions.queries.limits import may_verify
from peerloop.questions.rules import Overtaken, a_day_to_look_again, is_there

if TYPE_CHECKING:
    from datetime import date

    from peerloop.people.models import Member
    from peerloop.questions.models import Answer, Question

AT_A_TIME = 500


@transaction.atomic
def accept(answer: Answer, *, by: Member) -> None:
    """Take this answer, instead of one taken before; twice is once. Under a pseudonym it shows at the quarter-hour.

    Raises ``PermissionDenied`` for anybody but the asker, and for an answer that is hidden.
    """
    stands = held_answer(answer, by=by)
    question = stands.question
    if not is_asker(question, by) or hasattr(stands, "hiding"):
        raise PermissionDenied
    is_there(question)
    if question.pseudonym:
        Deciding.objects.update_or_create(question=question, defaults={"answer": stands})
        return
    take(question, stands, by=by)


def take(question: Question, answer: Answer | None, *, by: Member | None) -> None:
    """Let this answer, or none, be the one that is taken; the question is locked, and the same again is nothing."""
    taken = Acceptance.objects.filter(question=question).select_related("answer").first()
    if (taken.answer if taken else None) == answer:
        return
    if taken is not None:
        record("answer.unaccepted", actor=by, subject=taken.answer)
        taken.delete()
    if answer is not None:
        Acceptance.objects.create(question=question, answer=answer, at=now())
        told = [answer.by_id] if answer.by_id and (by is None or answer.by_id != by.pk) else []
        record("answer.accepted", actor=by, subject=answer, about=told)


@transaction.atomic
def accept_no_longer(answer: Answer, *, by: Member) -> None:
    """Take it no longer; nothing happens where it was not. Raises ``PermissionDenied`` for anybody but the asker."""
    stands = held_answer(answer, by=by)
    if not is_asker(stands.question, by):
        raise PermissionDenied
    if stands.question.pseudonym:
        Deciding.objects.filter(question=stands.question, answer=stands).delete()
        if Acceptance.objects.filter(answer=stands).exists():
            Deciding.objects.update_or_create(question=stands.question, defaults={"answer": None})
    elif Acceptance.objects.filter(answer=stands).exists():
        take(stands.question, None, by=by)


@transaction.atomic
def verify(answer: Answer, *, by: Member, look_again_on: date, sequence: int | None = None) -> None:
    """Say that one has checked it, and when one looks again; once more is a new day.

    ``sequence``: of what they have read, None: as it stands. Raises ``Overtaken`` where it has changed since,
    ``ValidationError`` on "look_again_on"; ``PermissionDenied`` for its author, and for who is not vouched for in the
    question's skill.
    """
    stands = held_answer(answer, by=by)
    is_there(stands.question)
    if not may_verify(stands, by):
        raise PermissionDenied
    if sequence not in {None, stands.sequence}:
        raise Overtaken(stands)
    day = a_day_to_look_again(look_again_on, now().astimezone(ZoneInfo(by.time_zone)).date())
    said = {"by": by, "at": now(), "look_again_on": day, "asked_at": None}
    Verification.objects.update_or_create(answer=stands, defaults=said)
    record("answer.verified", actor=by, subject=stands, about=[stands.by_id] if stands.by_id else [])


@transaction.atomic
def verify_no_longer(answer: Answer, *, by: Member) -> None:
    """Say that it holds no longer; raises ``PermissionDenied`` for anybody but who verified it."""
    stands = held_answer(answer, by=by)
    gone, _rows = Verification.objects.filter(answer=stands, by=by).delete()
    if not gone:
        raise PermissionDenied
    record("answer.unverified", actor=by, subject=stands, about=[by.pk])


def uncheck(answer: Answer, *, by: Member) -> None:
    """Take away what was checked of words that read otherwise now; who checked them is told. Its question is locked."""
    checked = Verification.objects.filter(answer=answer).first()
    if checked is not None:
        record("answer.unverified", actor=by, subject=answer, about=[checked.by_id] if checked.by_id else [])
        checked.delete()


@transaction.atomic
def ask_to_look_again() -> int:
    """Ask those whose day has come, once each; return how many.

    Where who checked it has left, its author is asked to have it checked anew.
    """
    due = Verification.objects.filter(look_again_on__lte=now().date(), asked_at=None)
    rows = list(due.select_related("by", "answer__by").order_by("look_again_on", "pk")[:AT_A_TIME])
    for row in rows:
        row.asked_at = now()
        row.save(update_fields=["asked_at"])
        here = [one.pk for one in (row.by, row.answer.by) if one is not None and one.departed_at is None]
        record("answer.due", actor=None, subject=row.answer, about=here[:1])
    return len(rows)

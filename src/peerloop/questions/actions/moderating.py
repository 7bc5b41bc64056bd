"""Hide what should not stand there; and open, by two and with a reason, who stands behind a pseudonym."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.discussion.rules import a_reason
from peerloop.files.actions import grant, revoke
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.models import Member, Role
from peerloop.people.rules import has_role
from peerloop.questions.actions.held import held, held_answer
from peerloop.questions.actions.sharing import read_as_another, share_files
from peerloop.questions.models import AnswerHiding, Opening, Question, QuestionHiding, RemarkHiding
from peerloop.questions.queries.askers import is_asker
from peerloop.questions.queries.seen import remarks_seen_by
from peerloop.questions.rules import Gone, may_open_seals
from peerloop.search.actions import index

if TYPE_CHECKING:
    from peerloop.questions.models import Answer, Remark


@transaction.atomic
def hide_question(question: Question, *, by: Member, reason: str) -> None:
    """Hide it from all but its asker, who is told why, and moderators; twice is once."""
    stands = held(question, by=by)
    _moderates(by)
    if hasattr(stands, "withdrawal"):
        raise Gone
    _row, new = QuestionHiding.objects.get_or_create(question=stands, defaults={"by": by, "reason": a_reason(reason)})
    if new:
        share_files(stands, to_all=False)
        _anew(stands)
        record("question.hidden", actor=by, subject=stands)


@transaction.atomic
def show_question(question: Question, *, by: Member) -> None:
    """Take the hiding back."""
    stands = held(question, by=by)
    _moderates(by)
    gone, _rows = QuestionHiding.objects.filter(question=stands).delete()
    if gone:
        share_files(stands, to_all=True)
        _anew(stands)
        record("question.shown", actor=by, subject=stands)


@transaction.atomic
def hide_answer(answer: Answer, *, by: Member, reason: str) -> None:
    """Hide it and its files from all but its author, who is told why, and moderators; twice is once."""
    stands = held_answer(answer, by=by)
    _moderates(by)
    _row, new = AnswerHiding.objects.get_or_create(answer=stands, defaults={"by": by, "reason": a_reason(reason)})
    if new:
        for file in stands.files.all():
            revoke(file, [None], by=by)
        index("answer", [stands.pk])
        record("answer.hidden", actor=by, subject=stands, about=[stands.by_id] if stands.by_id else [])


@transaction.atomic
def show_answer(answer: Answer, *, by: Member) -> None:
    """Take the hiding back."""
    stands = held_answer(answer, by=by)
    _moderates(by)
    gone, _rows = AnswerHiding.objects.filter(answer=stands).delete()
    if gone:
        for file in stands.files.all() if not hasattr(stands.question, "hiding") else ():
            grant(file, [None], by=by)
        index("answer", [stands.pk])
        record("answer.shown", actor=by, subject=stands)


@transaction.atomic
def hide_remark(made: Remark, *, by: Member, reason: str) -> None:
    """Hide it from all but who made it, who is told why, and moderators; twice is once."""
    stands = _held_remark(made, by)
    _moderates(by)
    _row, new = RemarkHiding.objects.get_or_create(remark=stands, defaults={"by": by, "reason": a_reason(reason)})
    if new:
        record("remark.hidden", actor=by, subject=stands, about=[stands.by_id] if stands.by_id else [])


@transaction.atomic
def show_remark(made: Remark, *, by: Member) -> None:
    """Take the hiding back."""
    stands = _held_remark(made, by)
    _moderates(by)
    gone, _rows = RemarkHiding.objects.filter(remark=stands).delete()
    if gone:
        record("remark.shown", actor=by, subject=stands)


@transaction.atomic
def ask_who_asked(question: Question, *, by: Member, reason: str) -> Opening:
    """Ask for the seal to be opened, with the reason that the asker will read; twice is once.

    Raises ``ValidationError`` on "reason"; ``PermissionDenied`` for who is no moderator or manages people, for one's
    own question, and where there is nothing sealed.
    """
    stands = _sealed(question, by)
    opening, new = Opening.objects.get_or_create(question=stands, defaults={"by": by, "reason": a_reason(reason)})
    if new:
        record("seal.asked", actor=by, subject=stands)
    return opening


@transaction.atomic
def open_seal(question: Question, *, by: Member) -> None:
    """Open it as the second of two; who asked is told. Twice is once.

    Raises ``PermissionDenied`` as ``ask_who_asked`` does, and for the one who wants it opened.
    """
    stands = _sealed(question, by)
    opening = Opening.objects.select_for_update().filter(question=stands).first()
    if opening is None or opening.by is None or opening.by_id == by.pk:
        raise PermissionDenied
    _may_open(opening.by)  # a while may lie between: both have to be fit for it now
    if opening.opened_at is None:
        opening.seconded_by, opening.opened_at = by, now()
        opening.save(update_fields=["seconded_by", "opened_at"])
        record("seal.opened", actor=by, subject=stands)


@transaction.atomic
def leave_sealed(question: Question, *, by: Member) -> None:
    """Leave it sealed after all: who wanted it opened, or a second moderator, takes that back."""
    stands = _sealed(question, by)
    gone, _rows = Opening.objects.filter(question=stands, opened_at=None).delete()
    if gone:
        record("seal.left", actor=by, subject=stands)


def _held_remark(made: Remark, by: Member) -> Remark:
    held(Question(pk=made.question_id), by=by)
    stands = remarks_seen_by(by).filter(pk=made.pk).first()
    if stands is None:
        raise PermissionDenied
    return stands


def _sealed(question: Question, by: Member) -> Question:
    stands = held(question, by=by)
    _may_open(by)
    if not stands.pseudonym or is_asker(stands, by):
        raise PermissionDenied
    return stands


def _may_open(member: Member) -> None:
    may_open_seals(member, manages=Member.objects.present().filter(manager=member).exists())


def _moderates(by: Member) -> None:
    if not has_role(by, Role.MODERATOR):
        raise PermissionDenied


def _anew(question: Question) -> None:
    read_as_another(question)
    index("question", [question.pk])
    index("answer", question.answers.values_list("pk", flat=True))

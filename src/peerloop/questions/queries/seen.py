"""The guards of questions, answers and remarks.

A block parts two people's named questions and answers. A question under a pseudonym is there for everybody, also for
whom its asker has blocked or is blocked by: if it vanished for them, a block would be a way to ask who it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from peerloop.people.models import Block, Role, RoleGrant
from peerloop.questions.models import Answer, AnswerHiding, Question, QuestionHiding, Remark, Sealed, Withdrawal

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.people.models import Member


def questions_seen_by(reader: Member) -> QuerySet[Question]:
    """Return everybody's questions, less those of whom a block keeps apart.

    One that is hidden is there for who asked and for moderators; one that is taken back for who answered it.
    """
    if reader.departed_at is not None:
        return Question.objects.none()
    hidden = Exists(QuestionHiding.objects.filter(question=OuterRef("pk")))
    gone = Exists(Withdrawal.objects.filter(question=OuterRef("pk")))
    answered = Exists(Answer.objects.filter(question=OuterRef("pk"), by=reader))
    own = Q(by=reader) | Exists(Sealed.objects.filter(question=OuterRef("pk"), member=reader))
    there = Question.objects.filter(~Exists(_apart(reader)))
    return there.filter(~hidden | own | moderating(reader), ~gone | answered)


def questions_open_to(reader: Member) -> QuerySet[Question]:
    """Return those of them that are neither hidden nor taken back: what lists, counts and search show."""
    return questions_seen_by(reader).filter(hiding=None, withdrawal=None)


def asked_by(member: Member) -> QuerySet[Question]:
    """Return the member's own questions, also those under a pseudonym: for the member."""
    sealed = Exists(Sealed.objects.filter(question=OuterRef("pk"), member=member))
    own = Question.objects.filter(Q(by=member) | sealed, withdrawal=None)
    return own if member.departed_at is None else own.none()


def answers_seen_by(reader: Member, *, to: Question | None = None) -> QuerySet[Answer]:
    """Return the answers to questions that the reader sees, or to one, less those of whom a block keeps apart.

    Of a question that is taken back everybody has their own; one that is hidden is there for its author and moderators.
    """
    question = OuterRef("question") if to is None else to.pk  # one question is asked about once, not for each answer
    seen = Exists(questions_seen_by(reader).filter(pk=question))
    gone = Exists(Withdrawal.objects.filter(question=question))
    hidden = Exists(AnswerHiding.objects.filter(answer=OuterRef("pk")))
    there = Answer.objects.filter(seen, ~Exists(_apart(reader)))
    there = there if to is None else there.filter(question=to)
    return there.filter(Q(by=reader) | ~gone, Q(by=reader) | ~hidden | moderating(reader))


def answers_open_to(reader: Member) -> QuerySet[Answer]:
    """Return those of them that everybody may read: what is counted, found and speaks for its author."""
    gone = Exists(Withdrawal.objects.filter(question=OuterRef("question")))
    shut = Exists(QuestionHiding.objects.filter(question=OuterRef("question")))
    return answers_seen_by(reader).filter(~gone, ~shut, hiding=None)


def remarks_seen_by(reader: Member) -> QuerySet[Remark]:
    """Return the remarks that are shown, less those of whom a block keeps apart; one's own also before.

    One that is hidden is there for who made it and for moderators. To be read under a question or answer that the
    reader sees.
    """
    seen = Exists(questions_seen_by(reader).filter(pk=OuterRef("question"), withdrawal=None))
    own = Q(by=reader) | (
        Q(from_asker=True) & Exists(Sealed.objects.filter(question=OuterRef("question"), member=reader))
    )
    there = Remark.objects.filter(seen, ~Exists(_apart(reader))).filter(Q(shown=True) | own)
    return there.filter(Q(hiding=None) | own | moderating(reader))


def remarks_open_to(reader: Member) -> QuerySet[Remark]:
    """Return those of them that everybody may read, where everybody may read what they are about."""
    there = remarks_seen_by(reader).filter(shown=True, hiding=None)
    there = there.filter(question__in=questions_open_to(reader).values("pk"))
    return there.filter(Q(answer=None) | Q(answer__in=answers_open_to(reader).values("pk")))


def moderating(reader: Member) -> Exists:
    """Whether the reader moderates."""
    return Exists(RoleGrant.objects.filter(member=reader, role=Role.MODERATOR))


def _apart(reader: Member) -> QuerySet[Block]:
    return Block.objects.filter(Q(member=reader, other=OuterRef("by")) | Q(other=reader, member=OuterRef("by")))

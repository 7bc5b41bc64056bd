"""Who asked, also under a pseudonym: for what the house does for them, never for a page of others."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from peerloop.questions.models import Rewording, Sealed
from peerloop.questions.queries.seen import answers_open_to

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.questions.models import Question


def asker_of(question: Question) -> Member | None:
    """Return who asked, also under a pseudonym."""
    if not question.pseudonym:
        return question.by
    sealed = Sealed.objects.filter(question=question).select_related("member").first()
    return sealed.member if sealed else None


def as_it_will_read(question: Question) -> Question:
    """Return, for its asker, how it reads once what waits for the quarter-hour is shown; not to be saved."""
    last = Rewording.objects.filter(question=question).select_related("skill").first()
    if last is None:
        return question
    reads = copy(question)
    reads.title, reads.text, reads.skill = last.title, last.text, last.skill
    reads.sequence = question.sequence + last.sequence
    return reads


def keeps_its_skill(question: Question, asker: Member) -> bool:
    """Whether it stays under the skill that it has, as it was answered: who checks an answer is vouched for in that.

    Answers that the asker does not see count for nothing here, or they would be told of by it.
    """
    return question.skill_id is not None and answers_open_to(asker).filter(question=question).exists()


def is_asker(question: Question, member: Member) -> bool:
    """Whether the member asked it."""
    if question.pseudonym:
        return Sealed.objects.filter(question=question, member=member).exists()
    return question.by_id == member.pk

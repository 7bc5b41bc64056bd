"""What can be found of questions: their words, and those of their answers; never who asked under a pseudonym."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peerloop.questions.models import Answer, Question
from peerloop.questions.queries import answers_open_to, questions_open_to
from peerloop.search.kinds import Text, narrows, register

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from peerloop.people.models import Member


def read_questions(ids: Sequence[int]) -> dict[int, Text]:
    """Return the texts of the questions that are neither hidden nor taken back."""
    rows = Question.objects.filter(pk__in=ids, withdrawal=None, hiding=None).select_related("skill")
    return {row.pk: Text(row.title, f"{row.skill.name if row.skill else ''}\n{row.text}".strip()) for row in rows}


def read_answers(ids: Sequence[int]) -> dict[int, Text]:
    """Return the texts of the answers that are not hidden, to questions that are there.

    They have no titles: those are the questions', and found as such.
    """
    there = Answer.objects.filter(pk__in=ids, hiding=None, question__withdrawal=None, question__hiding=None)
    return {pk: Text("", f"{text}\n{source}".strip()) for pk, text, source in there.values_list("pk", "text", "source")}


def about(rows: QuerySet[Any], reader: Member, skill: int) -> QuerySet[Any]:
    """Questions about the skill."""
    return rows.filter(skill=skill)


def between(rows: QuerySet[Any], reader: Member, span: tuple[datetime, datetime]) -> QuerySet[Any]:
    """Those asked, or given, within the span."""
    return rows.filter(at__range=span)


def answering_about(rows: QuerySet[Answer], reader: Member, skill: int) -> QuerySet[Answer]:
    """Answers to questions about the skill."""
    return rows.filter(question__skill=skill)


register("question", of=Question, seen_by=questions_open_to, read=read_questions)
register("answer", of=Answer, seen_by=answers_open_to, read=read_answers)
# Never by who asked: under a pseudonym that would tell, and under a name it is nobody's business.
narrows("question", skill=about, when=between)
narrows("answer", skill=answering_about, when=between)

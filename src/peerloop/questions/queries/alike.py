"""What is like a question that somebody writes just now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.kit.prepared import prepared
from peerloop.questions.queries.listed import these
from peerloop.questions.queries.seen import answers_open_to
from peerloop.search.queries import find

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.people.models import Member
    from peerloop.questions.models import Answer
    from peerloop.questions.queries.listed import Shown

ALIKE, LONGEST = 5, 300


def alike_to(reader: Member, text: str) -> list[Shown]:
    """Return the nearest questions that the reader sees, by their own words or by those of their answers."""
    found = find(reader, text[:LONGEST], among=["question", "answer"], at_most=ALIKE)
    through = {hit.subject for hit in found.of("answer")}
    answered = dict(_questions_of(reader, tuple(sorted(through)))) if through else {}
    ids = [hit.subject for hit in found.of("question")]
    ids += [answered[hit.subject] for hit in found.of("answer") if hit.subject in answered]
    shown = these(reader, ids)
    return [shown[pk] for pk in dict.fromkeys(ids) if pk in shown][:ALIKE]


@prepared
def _questions_of(reader: Member, answers: tuple[int, ...]) -> QuerySet[Answer, tuple[int, int]]:
    return answers_open_to(reader).filter(pk__in=answers).values_list("pk", "question")

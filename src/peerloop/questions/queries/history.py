"""Who answered what, as the engine ``finding`` replays it: "would we have found who helped?"

Not among what the package exports, since it brings NumPy with it. Who asked under a pseudonym is nobody in it.
"""

from __future__ import annotations

from django.db.models import F

from peerloop.engines.finding import Answered, Asked, History
from peerloop.questions.models import Answer, Question
from peerloop.questions.store import GAVE, SEALED, TOOK


def history() -> History:
    """Return every question that was answered; an answer counts double from when it was accepted."""
    there = Question.objects.filter(withdrawal=None, hiding=None, answers__isnull=False).distinct()
    rows = there.order_by("at", "pk").values_list("pk", "by", "at", "text", "title", "skill")
    number: dict[int, int] = {}
    asked: list[Asked] = []
    for pk, by, at, text, title, skill in rows:
        number[pk] = len(asked)
        asked.append(Asked(by or SEALED, at.timestamp(), text, title, (skill,) if skill else ()))
    answered = []
    given = Answer.objects.filter(question__in=number, by__isnull=False, hiding=None).order_by("at", "pk")
    for question, by, at, accepted_at in given.values_list("question", "by", "at", F("acceptance__at")):
        answered.append(
            Answered(
                question=number[question],
                by=by,
                at=max(at.timestamp(), asked[number[question]].at),
                grade=TOOK if accepted_at else GAVE,
                graded_at=accepted_at.timestamp() if accepted_at else None,
            )
        )
    return History(asked, answered)

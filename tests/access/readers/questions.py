"""Questions and answers: everybody reads what is asked and answered; what waits and what is sealed is its asker's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.access.readers.who import EVERYBODY, OWNER
from tests.access.samples.registry import NOW

from peerloop.kit import clock
from peerloop.people.actions import grant_role, join
from peerloop.questions.actions import (
    answer,
    ask,
    ask_who_asked,
    hide_answer,
    hide_question,
    hide_remark,
    remark,
    reword,
)
from peerloop.questions.actions.releasing import release_due
from peerloop.questions.models import Question
from peerloop.questions.rules import next_quarter

if TYPE_CHECKING:
    from peerloop.people.models import Member

WITH_MODERATORS = OWNER | {"moderator"}
READERS = {
    "questions.Question.title": EVERYBODY,
    "questions.Question.text": EVERYBODY,
    "questions.Answer.text": EVERYBODY,
    "questions.Answer.source": EVERYBODY,
    "questions.Remark.text": EVERYBODY,
    "questions.Rewording.title": OWNER,
    "questions.Rewording.text": OWNER,
    "questions.Waiting.title": OWNER,
    "questions.Waiting.text": OWNER,
    "questions.QuestionHiding.reason": WITH_MODERATORS,
    "questions.AnswerHiding.reason": WITH_MODERATORS,
    "questions.RemarkHiding.reason": WITH_MODERATORS,
    "questions.Opening.reason": frozenset({"moderator"}),
}
NO_WORDS = {"questions.Waiting.to": "numbers of members"}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The owner asks under their name and under a pseudonym, and answers; some of it is hidden, some still waits."""
    moderator = join(name="Moira", email="moira@example.org")
    grant_role(moderator, "moderator", by=None)
    own, hidden = (_asked(owner, title) for title in ("An open question", "A hidden question"))
    for text in ("An answer", "A hidden answer"):
        given = answer(own, by=owner, text=text, source="https://example.org/")
    remark(own, by=owner, text="A remark", on=own.answers.first())
    hide_remark(remark(own, by=owner, text="A hidden remark"), by=moderator, reason="Because")
    hide_answer(given, by=moderator, reason="Because")
    hide_question(hidden, by=moderator, reason="Because")
    with clock.at(NOW):
        sealed = ask(by=owner, title="A sealed question", pseudonymous=True)
    with clock.at(next_quarter(NOW)):
        release_due()
    question = Question.objects.get(uid=sealed.uid)
    ask_who_asked(question, by=moderator, reason="Because")
    reword(question, by=owner, title="A sealed question, anew", text="Anew", skill=None, sequence=0)
    ask(by=owner, title="A question that waits", pseudonymous=True)
    return {"questions": [one.uid for one in (own, hidden, question)]}  # type: ignore[misc]


def _asked(by: Member, title: str) -> Question:
    made = ask(by=by, title=title)
    assert isinstance(made, Question)
    return made

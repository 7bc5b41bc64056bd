"""What a question's page asks in prepared queries is what the guards say: for every reader, also once a block falls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.domain.questions.conftest import asked, whispered
from tests.prepared import AskedAnew

from peerloop.people.actions import block
from peerloop.questions.actions import (
    accept,
    answer,
    have_too,
    hide_answer,
    make_session,
    remark,
    say_helped,
    take_question_back,
)
from peerloop.questions.models import Answer
from peerloop.questions.queries import answers_seen_by, page
from peerloop.questions.queries.answered import _counted, _ordered, with_files, with_mentions
from peerloop.questions.queries.limits import _vouched_of
from peerloop.questions.queries.page import _asked, _deciding, _question, _said, _sessions
from peerloop.skills.actions import endorse, offer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import MakeMember

    from peerloop.kit.prepared import Prepared
    from peerloop.people.models import Member
    from peerloop.questions.models import Question
    from peerloop.skills.models import Skill


def queries(reader: Member, question: Question) -> Iterator[tuple[Prepared[Any, Any], Any, Any]]:
    """Every prepared query of the page, with what the page would give it."""
    answers = tuple(Answer.objects.filter(question=question).order_by("pk").values_list("pk", flat=True))
    yield _question, (reader, question.uid), {}
    for everybody in (True, False):
        yield _asked, (reader, question), {"everybody": everybody}
    yield _said, (reader, question, answers), {}
    yield _sessions, (reader, question), {}
    yield _deciding, (reader, question), {}
    for beyond in (0, 1):
        yield _ordered, (reader, question), {"beyond": beyond}
    yield _counted, (reader, question), {}
    yield with_files, (answers,), {}
    yield with_mentions, (answers,), {}
    yield _vouched_of, (reader, question.skill_id), {}


def test_the_page_asks_what_the_guards_say(
    alice: Member, bo: Member, charlie: Member, dana: Member, moderator: Member, rust: Skill
) -> None:
    named, sealed = asked(alice, skill=rust, to=[bo]), whispered(alice, "Who am I?", skill=rust)
    endorse(offer(dana, skill=rust), by=bo)
    for question in (named, sealed):
        given = answer(question, by=bo, text="Clone it, as @Charlie does.")
        answer(question, by=charlie, text="Never clone.")
        remark(question, by=charlie, text="Is that not slow?", on=given)
        say_helped(given, by=dana)
        accept(given, by=alice)
        have_too(question, by=dana)
    make_session(named, by=bo)
    hide_answer(answer(named, by=dana, text="It names a customer."), by=moderator, reason="It does.")
    asked_anew = AskedAnew()

    def all_agree() -> None:
        for reader in (alice, bo, charlie, dana, moderator):
            for question in (named, sealed):
                asked_anew.agrees(queries(reader, question))
                seen = set(answers_seen_by(reader).filter(question=question))
                assert set(answers_seen_by(reader, to=question)) == set(_ordered(reader, question, beyond=0)) == seen

    all_agree()
    assert [one.by for one in _ordered(charlie, named, beyond=0)] == [bo, charlie]
    block(charlie, bo)
    all_agree()
    assert [one.by for one in _ordered(charlie, named, beyond=0)] == [charlie]
    block(dana, alice)
    all_agree()
    assert (_question(dana, named.uid), _question(dana, sealed.uid)) == ([], [sealed])
    take_question_back(named, by=alice)
    all_agree()
    assert [one.by for one in _ordered(bo, named, beyond=0)] == [bo]


def test_each_page_of_answers_says_how_many_there_are(alice: Member, make_member: MakeMember) -> None:
    question = asked(alice)
    for number in range(21):
        answer(question, by=make_member(f"Colleague {number}"), text=f"So {number}.")
    shown = [page(alice, question.uid, number) for number in (1, 2, 3, 11, 12)]
    assert [(len(one.answers), one.total, one.pages) for one in shown if one] == [
        (20, 21, 2), (1, 21, 2), (0, 21, 2), (0, 21, 2), (0, 21, 2),
    ]  # fmt: skip

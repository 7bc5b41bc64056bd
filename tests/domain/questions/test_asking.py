"""Alice asks, Bo answers, she takes his answer; and what each of them may do with their words."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.questions.conftest import MONDAY, asked

from peerloop.discussion.rules import LooksSecret, TooOften
from peerloop.files.actions import store_file
from peerloop.files.queries import files_seen_by
from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.people.actions import block, depart
from peerloop.questions.actions import (
    accept,
    accept_no_longer,
    answer,
    ask,
    change_answer,
    have_no_longer,
    have_too,
    hide_answer,
    hide_question,
    remark,
    reword,
    say_helped,
    say_not_helped,
    show_answer,
    show_question,
    take_answer_back,
    take_question_back,
    take_remark_back,
)
from peerloop.questions.models import Acceptance, Answer, Question, Remark
from peerloop.questions.queries import alike_to, listed, page, questions_seen_by
from peerloop.questions.rules import MOST_ASKED, MOST_SAID, Gone, Overtaken
from peerloop.recognition.models import Contribution
from peerloop.search.queries import find

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import DjangoAssertNumQueries
    from tests.conftest import MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


def told(verb: str) -> list[list[int]]:
    return [entry.about for entry in Entry.objects.filter(verb=verb).order_by("pk")]


def titles(reader: Member, which: str) -> list[str]:
    return [one.question.title for one in listed(reader, which, at_most=50)]  # type: ignore[arg-type]


def texts(reader: Member, question: Question) -> list[str]:
    shown = page(reader, question.uid)
    return [one.answer.text for one in shown.answers] if shown else []


def test_the_whole_way(alice: Member, bo: Member, charlie: Member, rust: Skill) -> None:
    question = asked(alice, skill=rust, to=[bo])
    assert titles(bo, "you") == titles(charlie, "open") == titles(alice, "mine") == [question.title]
    given = answer(question, by=bo, text="Clone it, or use `RefCell`.")
    assert titles(bo, "you") == []
    accept(given, by=alice)
    assert (titles(charlie, "open"), titles(charlie, "answered")) == ([], [question.title])
    assert told("answer.accepted") == [[bo.pk]]
    shown = page(charlie, question.uid)
    assert shown is not None
    assert [(one.answer.by, one.its.accepted) for one in shown.answers] == [(bo, True)]


def test_an_answer_is_a_contribution_until_it_is_taken_back(alice: Member, bo: Member, rust: Skill) -> None:
    given = answer(asked(alice, skill=rust), by=bo, text="Clone it.")
    kept = Contribution.objects.values_list("member", "kind", "source_type", "source", "skill")
    assert list(kept) == [(bo.pk, "answer", "answer", given.pk, rust.pk)]
    take_answer_back(given, by=bo)
    assert (list(kept.all()), Answer.objects.count()) == ([], 0)


def test_an_answer_to_oneself_is_no_contribution(alice: Member) -> None:
    answer(asked(alice), by=alice, text="I found it: clone it.")
    assert not Contribution.objects.exists()


def test_only_the_asker_accepts_and_may_think_again(alice: Member, bo: Member, charlie: Member) -> None:
    question = asked(alice)
    one, other = (answer(question, by=by, text=f"Says {by.name}.") for by in (bo, charlie))
    with pytest.raises(PermissionDenied):
        accept(one, by=bo)
    accept(one, by=alice)
    accept(other, by=alice)
    accept(other, by=alice)
    assert [row.answer for row in Acceptance.objects.all()] == [other]
    assert told("answer.accepted") == [[bo.pk], [charlie.pk]]
    accept_no_longer(other, by=alice)
    assert titles(bo, "open") == [question.title]


def test_me_too_is_counted_once_and_never_for_oneself(alice: Member, bo: Member, charlie: Member) -> None:
    question = asked(alice)
    assert [have_too(question, by=by) for by in (bo, bo, charlie, alice)] == [1, 1, 2, 2]
    have_no_longer(question, by=bo)
    assert [(one.count, one.had) for one in listed(charlie, "open", at_most=1)] == [(1, True)]


def test_what_helped_most_comes_first_and_what_is_pinned_before_it(
    alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    question = asked(alice)
    answer(question, by=dana, text="Perhaps.")
    popular = answer(question, by=bo, text="Clone it.")
    answer(question, by=charlie, text="Never clone.", another_view=True, source="https://doc.rust-lang.org/book/")
    answer(question, by=charlie, text="It feels wrong.", another_view=True)
    for by in (charlie, dana, charlie):
        say_helped(popular, by=by)
    assert texts(alice, question) == ["Never clone.", "Clone it.", "Perhaps.", "It feels wrong."]
    answer(question, by=charlie, text="I say never.", another_view=True, source="The same book, chapter 4")
    assert texts(alice, question)[-1] == "I say never."  # one of each author is pinned
    with pytest.raises(ValidationError, match="so that others find it"):
        answer(question, by=dana, text="No!", another_view=True, source="?!")
    accept(popular, by=alice)
    assert texts(alice, question)[:2] == ["Clone it.", "Never clone."]
    shown = page(alice, question.uid)
    assert shown is not None
    assert [one.its.pinned for one in shown.answers] == [False, True, False, False, True]
    with pytest.raises(PermissionDenied):
        say_helped(popular, by=bo)
    say_not_helped(popular, by=dana)
    assert [one.helped for one in page(alice, question.uid).answers][:1] == [1]  # type: ignore[union-attr]


def test_a_form_sent_twice_asks_and_answers_once(alice: Member, bo: Member) -> None:
    uid = uuid4()
    one, other = ask(by=alice, title="Why?", uid=uid), ask(by=alice, title="Why?", uid=uid)
    assert one == other
    with pytest.raises(PermissionDenied):
        ask(by=bo, title="Why?", uid=uid)
    assert isinstance(one, Question)
    assert answer(one, by=bo, text="So.", uid=uid) == answer(one, by=bo, text="So.", uid=uid)
    with pytest.raises(PermissionDenied):
        answer(one, by=alice, text="So.", uid=uid)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": " \u202e? "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"title": "Why?", "text": "x" * 10_001}, "text"),
        ({"title": "Why?", "hours": 5}, "hours"),
        ({"title": "Why?", "debate_hours": 5}, "debate_hours"),
    ],
)
def test_what_is_no_question_is_refused_by_field(alice: Member, said: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ask(by=alice, **said)  # type: ignore[arg-type]
    assert list(refused.value.message_dict) == [field]
    assert not Question.objects.exists()


def test_signs_that_hide_or_turn_others_are_left_out(alice: Member) -> None:
    question = asked(alice, "Why\0 does \u202e this\nwork?", text="a\0b\r\nc")
    assert (question.title, question.text) == ("Why does this work?", "ab\nc")


def test_a_secret_is_warned_of_once(alice: Member, bo: Member) -> None:
    with pytest.raises(LooksSecret):
        ask(by=alice, title="Why?", text="password: hunter2hunter2")
    question = asked(alice, text="password: hunter2hunter2", anyway=True)
    for refused in (
        lambda: answer(question, by=bo, text="token=abcdefgh12345"),
        lambda: remark(question, by=bo, text="token=abcdefgh12345"),
        lambda: reword(question, by=alice, title="Why?", text="token=abcdefgh12345", skill=None, sequence=0),
    ):
        with pytest.raises(LooksSecret):
            refused()


def test_a_flood_is_stopped_and_told_how_long(alice: Member, bo: Member) -> None:
    for number in range(MOST_ASKED):
        asked(alice, f"Why {number}?")
    with pytest.raises(TooOften) as often:
        ask(by=alice, title="Why still?")
    assert often.value.seconds == 3600
    question = Question.objects.order_by("pk")[0]
    for number in range(MOST_SAID):
        answer(question, by=bo, text=f"So {number}.")
        remark(question, by=bo, text=f"And {number}.")
    for refused in (lambda: answer(question, by=bo, text="So!"), lambda: remark(question, by=bo, text="And!")):
        with pytest.raises(TooOften):
            refused()
    with clock.at(MONDAY + timedelta(hours=1, seconds=1)):
        asked(alice, "Why still?")


def test_ten_thousand_mentions_are_refused_and_ten_are_told(alice: Member, bo: Member, make_member: MakeMember) -> None:
    crowd = [make_member(f"Member{number:02}") for number in range(12)]
    question = asked(alice)
    with pytest.raises(ValidationError):
        answer(question, by=bo, text=" ".join(f"@{one.name}" for one in crowd))
    answer(question, by=bo, text=f"@nobody {'@ ' * 3000} @Member03 and @Member04")
    assert told("answer.given") == [sorted([crowd[3].pk, crowd[4].pk])]


def test_an_edit_while_another_edits_is_told_with_both(alice: Member, bo: Member) -> None:
    question = asked(alice)
    reword(question, by=alice, title="How do I borrow?", text="", skill=None, sequence=0)
    with pytest.raises(Overtaken) as overtaken:
        reword(question, by=alice, title="How do I lend?", text="", skill=None, sequence=0)
    assert overtaken.value.stands.title == "How do I borrow?"  # type: ignore[union-attr]
    given = answer(question, by=bo, text="Clone it.")
    change_answer(given, by=bo, text="Copy it.", another_view=False, source="", sequence=0)
    with pytest.raises(Overtaken) as overtaken:
        change_answer(given, by=bo, text="Move it.", another_view=False, source="", sequence=0)
    assert overtaken.value.stands.text == "Copy it."
    with pytest.raises(PermissionDenied):
        reword(question, by=bo, title="Mine", text="", skill=None, sequence=1)
    with pytest.raises(PermissionDenied):
        change_answer(given, by=alice, text="Mine", another_view=False, source="", sequence=1)


def test_taken_back_its_words_go_and_each_keeps_their_own_answer(alice: Member, bo: Member, charlie: Member) -> None:
    question = asked(alice, text="With details.")
    for by in (bo, charlie):
        answer(question, by=by, text=f"Says {by.name}.")
    remark(question, by=bo, text="Which version?")
    take_question_back(question, by=alice)
    take_question_back(question, by=alice)
    question.refresh_from_db()
    assert (question.title, question.text, Remark.objects.count()) == ("", "", 0)
    assert (texts(bo, question), texts(charlie, question)) == (["Says Bo."], ["Says Charlie."])
    assert list(questions_seen_by(alice)) == []
    assert titles(bo, "open") == titles(alice, "mine") == []
    assert find(bo, "says", among=["question", "answer"]).hits == ()
    with pytest.raises(Gone):
        answer(question, by=bo, text="More.")
    with pytest.raises(PermissionDenied):
        take_question_back(question, by=bo)


def test_a_block_parts_their_questions_and_answers(alice: Member, bo: Member, charlie: Member) -> None:
    theirs, other = asked(bo, "Where is the stapler?"), asked(charlie)
    answer(other, by=bo, text="A stapler.")
    block(alice, bo)
    assert titles(alice, "open") == [other.title]
    assert (texts(alice, other), page(alice, theirs.uid), find(alice, "stapler").hits) == ([], None, ())
    assert [one.answers for one in listed(alice, "open", at_most=1)] == [0]
    assert texts(charlie, other) == ["A stapler."]


def test_a_moderator_hides_and_shows_again(alice: Member, bo: Member, charlie: Member, moderator: Member) -> None:
    question = asked(alice)
    given = answer(question, by=bo, text="Rude words.")
    with pytest.raises(PermissionDenied):
        hide_answer(given, by=charlie, reason="I do not like it.")
    with pytest.raises(ValidationError):
        hide_answer(given, by=moderator, reason=" ")
    hide_answer(given, by=moderator, reason="It is rude.")
    assert (texts(charlie, question), texts(bo, question), texts(moderator, question)) == (
        [], ["Rude words."], ["Rude words."],
    )  # fmt: skip
    assert find(charlie, "rude words").hits == ()
    show_answer(given, by=moderator)
    assert texts(charlie, question) == ["Rude words."]
    hide_question(question, by=moderator, reason="It is about a colleague.")
    assert (page(charlie, question.uid), titles(charlie, "open"), find(charlie, "borrow").hits) == (None, [], ())
    assert titles(alice, "mine") == [question.title]
    show_question(question, by=moderator)
    assert titles(charlie, "open") == [question.title]


def test_remarks_are_said_and_taken_back_by_their_author(alice: Member, bo: Member, charlie: Member) -> None:
    question = asked(alice)
    given = answer(question, by=bo, text="Clone it.")
    said = remark(question, by=charlie, text="Is that not slow?", on=given)
    assert remark(question, by=charlie, text="Is that not slow?", on=given) == said
    shown = page(alice, question.uid)
    assert shown is not None
    assert [[one.text for one in each.remarks] for each in shown.answers] == [["Is that not slow?"]]
    with pytest.raises(PermissionDenied):
        take_remark_back(said, by=bo)
    take_remark_back(said, by=charlie)
    assert not Remark.objects.exists()


def test_similar_questions_are_found_while_one_writes(alice: Member, bo: Member) -> None:
    first, other = asked(alice, "How do I borrow twice in Rust?"), asked(alice, "Where is the stapler?")
    answer(other, by=bo, text="Beside the printer.")
    assert [one.question for one in alike_to(bo, "borrow rust")] == [first]
    assert [one.question for one in alike_to(bo, "printer")] == [other]
    assert alike_to(bo, '"') == []


def test_what_somebody_asked_and_answered_stays_when_they_leave(alice: Member, bo: Member, charlie: Member) -> None:
    question = asked(alice)
    answer(question, by=bo, text="Clone it.")
    for member in (alice, bo):
        depart(member, by=None)
        member.refresh_from_db()
    assert (titles(charlie, "open"), texts(charlie, question)) == ([question.title], ["Clone it."])
    assert (titles(alice, "mine"), page(bo, question.uid)) == ([], None)


def test_lists_and_pages_ask_as_often_for_many_as_for_one(
    alice: Member, bo: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = asked(alice, "Why 0?")
    remark(first, by=alice, text="Why?", on=answer(first, by=bo, text="So."))
    with django_assert_num_queries(7):
        listed(bo, "open", at_most=30)
    with clock.at(MONDAY - timedelta(days=1)):
        for number in range(MOST_ASKED - 1):
            answer(asked(alice, f"Why {number}?"), by=bo, text="So.")
    with django_assert_num_queries(7):
        listed(bo, "open", at_most=30)
    page(alice, first.uid)  # reads her roles, once for each request
    with django_assert_num_queries(4):
        page(alice, first.uid)
    for number in range(10):
        given = answer(first, by=bo, text=f"So {number}.")
        remark(first, by=alice, text=f"Why {number}?", on=given)
    with django_assert_num_queries(4):
        page(alice, first.uid)


def test_with_a_question_the_files_of_its_answers_are_gone(
    alice: Member, bo: Member, charlie: Member, moderator: Member, settings: Any, tmp_path: Path
) -> None:
    """Charlie has kept the address of the file that Bo gave."""
    settings.DATA = tmp_path
    question = asked(alice)
    file = store_file(io.BytesIO(b"All our prices"), name="prices.txt", by=bo)
    given = answer(question, by=bo, text="See the file.", files=[file])
    assert list(files_seen_by(charlie)) == [file]
    hide_question(question, by=moderator, reason="It tells of a customer.")
    assert list(files_seen_by(charlie)) == []
    hide_answer(given, by=moderator, reason="So does this.")
    show_answer(given, by=moderator)
    assert list(files_seen_by(charlie)) == []
    show_question(question, by=moderator)
    assert list(files_seen_by(charlie)) == [file]
    take_question_back(question, by=alice)
    assert (list(files_seen_by(charlie)), list(files_seen_by(bo))) == ([], [file])

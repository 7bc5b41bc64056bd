"""A remark is told to whom it is said to; a moderator hides one that should not stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.questions.conftest import MONDAY, asked, whispered

from peerloop.kit import clock
from peerloop.notices.queries import notices_seen_by, shown
from peerloop.questions.actions import answer, hide_remark, release_due, remark, show_remark
from peerloop.questions.birds import called
from peerloop.questions.queries import page
from peerloop.questions.rules import next_quarter

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.questions.models import Question

TITLE = "How do I borrow a vector twice in Rust?"


def told(reader: Member, kind: str = "remark_made") -> list[tuple[list[str], str]]:
    """What the reader is told of remarks: the sentence and what was said."""
    there = shown(reader, list(notices_seen_by(reader)))
    return [(one.message.sentences, one.message.quote) for one in there if one.kind.code == kind]


def remarks(reader: Member, question: Question) -> list[str]:
    seen = page(reader, question.uid)
    return [one.text for one in seen.remarks] if seen else []


def test_who_asked_and_whose_answer_it_is_about_are_told(alice: Member, bo: Member, charlie: Member) -> None:
    question = asked(alice, TITLE)
    given = answer(question, by=bo, text="Clone it.")
    remark(question, by=charlie, text="Is that not slow?", on=given)
    remark(question, by=alice, text="Is it?", on=given)
    remark(question, by=bo, text="In which edition?")
    assert [told(one) for one in (alice, bo, charlie)] == [
        [(["Bo remarks on it:"], "In which edition?"), (["Charlie remarks on it:"], "Is that not slow?")],
        [(["Alice remarks on your answer:"], "Is it?"), (["Charlie remarks on your answer:"], "Is that not slow?")],
        [],
    ]


def test_under_a_pseudonym_it_is_told_at_the_quarter_hour_and_names_nobody(
    alice: Member, bo: Member, charlie: Member
) -> None:
    question = whispered(alice, TITLE)
    given = answer(question, by=bo, text="Clone it.")
    with clock.at(next_quarter(next_quarter(MONDAY))):
        remark(question, by=alice, text="Is it?", on=given)
        assert told(bo) == []
    with clock.at(next_quarter(next_quarter(next_quarter(MONDAY)))):
        release_due()
        remark(question, by=charlie, text="In which edition?")
        bird = called(question.pseudonym)
        assert [told(one) for one in (alice, bo, charlie)] == [
            [(["Charlie remarks on it:"], "In which edition?")], [([f"{bird} remarks on your answer:"], "Is it?")], [],
        ]  # fmt: skip


def test_a_moderator_hides_a_remark_and_its_author_is_told_why(
    alice: Member, bo: Member, charlie: Member, moderator: Member
) -> None:
    question = asked(alice, TITLE)
    said = remark(question, by=bo, text="Rude words.")
    with pytest.raises(PermissionDenied):
        hide_remark(said, by=charlie, reason="I do not like it.")
    with pytest.raises(ValidationError):
        hide_remark(said, by=moderator, reason=" ")
    hide_remark(said, by=moderator, reason="It is rude.")
    hide_remark(said, by=moderator, reason="Twice.")
    assert [remarks(one, question) for one in (alice, charlie, bo, moderator)] == [
        [], [], ["Rude words."], ["Rude words."],
    ]  # fmt: skip
    reason = [(["A moderator has hidden it from the others. This is the reason:"], "It is rude.")]
    assert (told(bo, "remark_hidden"), told(alice)) == (reason, [])
    show_remark(said, by=moderator)
    assert (remarks(charlie, question), told(bo, "remark_hidden")) == (["Rude words."], [])


def test_of_one_under_a_pseudonym_who_asked_is_told(alice: Member, bo: Member, moderator: Member) -> None:
    question = whispered(alice, TITLE)
    with clock.at(next_quarter(next_quarter(MONDAY))):
        said = remark(question, by=alice, text="Rude words.")
    with clock.at(next_quarter(next_quarter(next_quarter(MONDAY)))):
        release_due()
        hide_remark(said, by=moderator, reason="It is rude.")
        assert [remarks(one, question) for one in (alice, bo)] == [["Rude words."], []]
        assert [bool(told(one, "remark_hidden")) for one in (alice, bo)] == [True, False]

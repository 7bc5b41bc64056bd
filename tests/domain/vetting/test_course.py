"""The facilitator's course and its check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from peerloop.journal.models import Entry
from peerloop.people.actions import depart
from peerloop.vetting.actions import take_check
from peerloop.vetting.course import PAGES, QUESTIONS
from peerloop.vetting.models import Passed
from peerloop.vetting.queries import may_facilitate, ready_to_facilitate

if TYPE_CHECKING:
    from peerloop.people.models import Member

RIGHT = {one.code: one.right for one in QUESTIONS}
WRONG = RIGHT | {"silent": 0, "hurt": 2}


def test_each_question_has_one_right_answer_and_explains_all() -> None:
    assert all(one.right in range(len(one.choices)) and len(one.choices) == 3 for one in QUESTIONS)
    assert all(str(choice.text) and str(choice.why) for one in QUESTIONS for choice in one.choices)
    assert len({one.right for one in QUESTIONS}) == 3
    assert len({one.code for one in QUESTIONS}) == len(QUESTIONS) == 6
    assert [bool(str(page.title) and str(page.text)) for page in PAGES] == [True] * 5


def test_who_answers_everything_may_facilitate_from_then_on(alice: Member, bo: Member) -> None:
    assert may_facilitate(alice) is False
    assert take_check(RIGHT, by=alice) == frozenset()
    assert may_facilitate(alice) is True
    assert ready_to_facilitate([alice.pk, bo.pk]) == {alice.pk}


def test_what_was_wrong_is_told_kept_nowhere_and_taken_again_at_once(alice: Member) -> None:
    assert take_check(WRONG, by=alice) == {"silent", "hurt"}
    assert may_facilitate(alice) is False
    assert list(Entry.objects.filter(verb__startswith="course.")) == []
    assert take_check(RIGHT, by=alice) == frozenset()
    assert may_facilitate(alice) is True


def test_once_passed_it_stays_passed(alice: Member) -> None:
    take_check(RIGHT, by=alice)
    take_check(RIGHT, by=alice)
    assert take_check(WRONG, by=alice) == {"silent", "hurt"}
    assert may_facilitate(alice) is True
    assert Passed.objects.count() == Entry.objects.filter(verb="course.passed").count() == 1


def test_a_question_without_an_answer_or_with_one_that_is_not_there_is_named(alice: Member) -> None:
    with pytest.raises(ValidationError) as refused:
        take_check({code: place for code, place in RIGHT.items() if code != "time"} | {"drift": 3}, by=alice)
    assert refused.value.message_dict == {
        "drift": ["Please choose an answer."], "time": ["Please choose an answer."],
    }  # fmt: skip


def test_who_has_left_neither_takes_it_nor_facilitates(alice: Member, bo: Member) -> None:
    take_check(RIGHT, by=alice)
    for member in (alice, bo):
        depart(member, by=None)
        member.refresh_from_db()
    assert ready_to_facilitate([alice.pk, bo.pk]) == set()
    with pytest.raises(PermissionDenied):
        take_check(RIGHT, by=bo)

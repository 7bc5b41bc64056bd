"""What becomes of questions: proposals of three that are alike, and the past that is routed again."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from tests.domain.questions.conftest import DAY, MONDAY, asked, has_shown

from peerloop.kit import clock
from peerloop.proposals.models import MeToo, Proposal
from peerloop.questions.actions import (
    accept,
    answer,
    begin_from,
    gather_alike,
    hide_question,
    make_session,
    show_question,
    take_question_back,
)
from peerloop.questions.models import Gathered, TeacherAsked
from peerloop.questions.queries.history import history
from peerloop.schedule.actions import cancel_session
from peerloop.schedule.models import Session
from peerloop.search.queries import find

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


def test_three_alike_that_nobody_answers_become_a_proposal_and_the_likeliest_is_asked(
    alice: Member, bo: Member, charlie: Member, dana: Member, make_member: MakeMember
) -> None:
    zoe = make_member("Zoe")
    has_shown(dana, zoe, "Can one borrow a vector twice?", "Clone the vector, or borrow it in two scopes.")
    for by, title in ((alice, "How do I borrow a vector twice?"), (bo, "How can I borrow a vector twice?")):
        asked(by, title)
    asked(zoe, "Where is the stapler?")
    with clock.at(MONDAY + 2 * DAY):
        assert gather_alike() == 0  # two are not three
    asked(charlie, "How do I borrow my vector twice?")
    with clock.at(MONDAY + timedelta(hours=23)):
        assert gather_alike() == 0  # not a day old
    with clock.at(MONDAY + 2 * DAY):
        assert (gather_alike(), gather_alike()) == (1, 0)
    proposal = Proposal.objects.get()
    assert (proposal.by, proposal.title) == (None, "How do I borrow a vector twice?")
    assert set(MeToo.objects.values_list("member__name", flat=True)) == {"Alice", "Bo", "Charlie"}
    assert TeacherAsked.objects.get().member == dana
    assert Gathered.objects.count() == 3


def test_what_is_taken_back_stands_in_no_proposal_any_more(
    alice: Member, bo: Member, charlie: Member, moderator: Member
) -> None:
    first = asked(alice, "How do I borrow a vector twice?", text="I have told nobody yet that I cannot.")
    second = asked(bo, "How can I borrow a vector twice?", text="In a loop.")
    third = asked(charlie, "How do I borrow my vector twice?", text="In a test.")
    with clock.at(MONDAY + 2 * DAY):
        gather_alike()
    assert Proposal.objects.get().about == first.text
    take_question_back(first, by=alice)
    assert said() == (second.title, second.text)
    assert find(charlie, "nobody yet", among=["proposal"]).hits == ()
    hide_question(second, by=moderator, reason="It is rude.")
    assert said() == (third.title, third.text)
    take_question_back(third, by=charlie)
    assert said() == ("A question that was taken back or hidden", "")
    assert find(alice, "vector", among=["proposal"]).hits == ()
    show_question(second, by=moderator)
    assert said() == (second.title, second.text)


def said() -> tuple[str, str]:
    return Proposal.objects.values_list("title", "about").get()


def test_one_who_asks_thrice_is_not_three(alice: Member) -> None:
    for word in ("a", "my", "the"):
        asked(alice, f"How do I borrow {word} vector twice?")
    with clock.at(MONDAY + 2 * DAY):
        assert gather_alike() == 0


def test_a_question_becomes_a_session_once_and_again_when_that_is_cancelled(
    alice: Member, bo: Member, charlie: Member
) -> None:
    question = asked(alice)
    made = make_session(question, by=bo)
    assert make_session(question, by=charlie) == made
    cancel_session(made, by=bo)
    assert make_session(question, by=charlie) != made
    assert Session.objects.count() == 2


def test_an_answer_begins_a_loop_once(alice: Member, bo: Member, rust: Skill) -> None:
    given = answer(asked(alice, skill=rust), by=bo, text="Clone it.")
    loop = begin_from(given, by=alice)
    assert (begin_from(given, by=alice), loop.learner, loop.skill) == (loop, alice, rust)
    assert [(one.member, one.part) for one in loop.askings.all()] == [(bo, "taught")]
    with pytest.raises(PermissionDenied):
        begin_from(given, by=bo)
    with pytest.raises(ValidationError):
        begin_from(answer(asked(alice, "Why?"), by=bo, text="So."), by=alice)


def test_the_past_is_routed_again(bo: Member, charlie: Member, make_member: MakeMember) -> None:
    for number in range(10):
        asker = make_member(f"Member {number}")
        with clock.at(MONDAY + number * DAY):
            question = asked(asker, f"How do I borrow vector {number} in Rust?")
            given = answer(question, by=bo if number % 2 else charlie, text="Clone the vector.")
        with clock.at(MONDAY + number * DAY + timedelta(hours=1)):
            accept(given, by=asker)
    past = history()
    assert ([one.by for one in past.answered], {one.grade for one in past.answered}) == ([charlie.pk, bo.pk] * 5, {2.0})
    out = StringIO()
    call_command("replay", "--json", stdout=out)
    told = json.loads(out.getvalue())["questions"]
    assert (told["requests"], told["weights"], told["found"]["requests"]) == (10, "shipped", 8)

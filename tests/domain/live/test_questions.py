"""Questions posed and wanted before a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.live.conftest import NOON, minutes

from peerloop.journal.models import Entry
from peerloop.live.actions import answer_question, pose, unvote, vote, withdraw_question
from peerloop.live.models import Posed, Vote
from peerloop.live.queries import posed_seen_by, questions_for
from peerloop.people.actions import block
from peerloop.schedule.actions import cancel_session

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@pytest.fixture
def question(lunch: Session, alice: Member) -> Posed:
    return pose(lunch, text="Why not\n a subquery?", by=alice)


def told(session: Session, reader: Member) -> list[tuple[str, int, bool, bool]]:
    return [(one.text, one.wanted, one.mine, one.voted) for one in questions_for(session, reader)]


def test_the_most_wanted_comes_first(
    lunch: Session, question: Posed, alice: Member, bo: Member, charlie: Member
) -> None:
    other = pose(lunch, text="Is it slow?", by=charlie)
    vote(other, by=alice)
    vote(other, by=bo)
    assert told(lunch, alice) == [("Is it slow?", 2, False, True), ("Why not a subquery?", 0, True, False)]


def test_one_vote_each_and_it_can_be_taken_back(question: Posed, charlie: Member) -> None:
    vote(question, by=charlie)
    vote(question, by=charlie)
    assert Vote.objects.count() == 1
    assert Entry.objects.filter(verb="posed.wanted").count() == 1
    unvote(question, by=charlie)
    unvote(question, by=charlie)
    assert Vote.objects.count() == 0


def test_ones_own_counts_already(question: Posed, alice: Member) -> None:
    with pytest.raises(ValidationError, match="your own"):
        vote(question, by=alice)


def test_the_same_question_twice_is_once(lunch: Session, question: Posed, alice: Member) -> None:
    assert pose(lunch, text="Why not a  subquery?", by=alice) == question


def test_only_ones_own_is_withdrawn_and_its_votes_go(question: Posed, alice: Member, bo: Member) -> None:
    vote(question, by=bo)
    with pytest.raises(PermissionDenied):
        withdraw_question(question, by=bo)
    withdraw_question(question, by=alice)
    withdraw_question(question, by=alice)
    assert (Posed.objects.count(), Vote.objects.count()) == (0, 0)


def test_what_is_withdrawn_cannot_be_wanted(question: Posed, alice: Member, bo: Member) -> None:
    withdraw_question(Posed.objects.get(), by=alice)
    vote(question, by=bo)
    assert Vote.objects.count() == 0


def test_who_leads_marks_it_answered(
    lunch: Session, question: Posed, alice: Member, bo: Member, charlie: Member
) -> None:
    with pytest.raises(PermissionDenied):
        answer_question(question, by=alice)
    answer_question(question, by=bo)
    answer_question(question, by=bo)
    assert [one.done for one in questions_for(lunch, charlie)] == [True]
    with pytest.raises(ValidationError, match="answered"):
        vote(question, by=charlie)


def test_who_takes_no_part_neither_sees_nor_asks(lunch: Session, question: Posed, dana: Member) -> None:
    assert list(posed_seen_by(dana)) == []
    with pytest.raises(PermissionDenied):
        pose(lunch, text="Who asked?", by=dana)
    with pytest.raises(PermissionDenied):
        vote(question, by=dana)


@pytest.mark.parametrize("text", ["", " \n ", "x" * 281])
def test_none_or_too_much_is_refused(lunch: Session, alice: Member, text: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        pose(lunch, text=text, by=alice)
    assert list(wrong.value.message_dict) == ["text"]


def test_five_are_enough(lunch: Session, alice: Member) -> None:
    for number in range(5):
        pose(lunch, text=f"Question {number}?", by=alice)
    with pytest.raises(ValidationError, match="enough questions"):
        pose(lunch, text="One more?", by=alice)


def test_not_when_it_is_over_or_cancelled(clock, lunch: Session, question: Posed, charlie: Member, bo: Member) -> None:
    clock.move_to(NOON + minutes(45))
    with pytest.raises(ValidationError, match="over"):
        vote(question, by=charlie)
    clock.move_to(NOON - minutes(60))
    cancel_session(lunch, by=bo)
    with pytest.raises(ValidationError, match="cancelled"):
        pose(lunch, text="And now?", by=charlie)


def test_a_block_takes_the_blocked_ones_out_of_each_others_sight(
    lunch: Session, question: Posed, alice: Member, charlie: Member
) -> None:
    """Both still come; neither reads what the other asks."""
    block(charlie, alice)
    assert list(posed_seen_by(charlie)) == []
    assert list(posed_seen_by(alice)) == [question]


def test_as_many_queries_for_one_question_as_for_thirty(
    lunch: Session, question: Posed, people, alice: Member, bo: Member, django_assert_num_queries
) -> None:
    with django_assert_num_queries(1):
        assert len(questions_for(lunch, bo)) == 1
    Posed.objects.bulk_create(Posed(session=lunch, by=alice, text=f"{one}?") for one in range(29))
    Vote.objects.bulk_create(Vote(posed=posed, member=bo) for posed in Posed.objects.all())
    with django_assert_num_queries(1):
        assert {one.wanted for one in questions_for(lunch, bo)} == {1}

"""Alice's question is under no skill, and gets one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from tests.domain.questions.conftest import asked, whispered

from peerloop.kit import clock
from peerloop.people.actions import block
from peerloop.questions.actions import answer, release_due, reword
from peerloop.questions.queries import may_verify, perhaps_about
from peerloop.questions.rules import next_quarter
from peerloop.recognition.models import Contribution
from peerloop.skills.actions import endorse, offer, propose_skill

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

TITLE = "How do I borrow twice?"


def counted_for(member: Member) -> list[str | None]:
    return list(Contribution.objects.filter(member=member).order_by("at").values_list("skill__name", flat=True))


def test_what_it_names_is_suggested_before_what_questions_like_it_are_about(
    alice: Member, bo: Member, rust: Skill
) -> None:
    go = propose_skill("Go", by=bo)
    for title in ("Who owns my borrowed value?", "Is a borrowed value dropped?"):
        asked(bo, title, skill=rust)
    assert perhaps_about(alice, "Is my borrowed value dropped in GraphQL?", "") == [rust]
    assert perhaps_about(alice, "Borrowed value", "In rust, and not in SQL") == [rust]
    assert perhaps_about(alice, "Where do we go for lunch?", "") == []
    assert perhaps_about(alice, "Lunch", "Say Golang or go: who knows?") == []
    assert perhaps_about(alice, "May a Go programme borrow?", "") == [go, rust]


def test_what_somebody_kept_apart_asks_suggests_nothing(alice: Member, bo: Member, rust: Skill) -> None:
    for title in ("Who owns my borrowed value?", "Is a borrowed value dropped?"):
        asked(bo, title, skill=rust)
    block(alice, bo)
    assert perhaps_about(alice, "Is my borrowed value dropped?", "") == []


def test_answered_before_it_had_a_skill_it_counts_for_the_one_that_it_gets(
    alice: Member, bo: Member, charlie: Member, rust: Skill
) -> None:
    question = asked(alice, TITLE)
    given = answer(question, by=bo, text="Clone it.")
    endorse(offer(charlie, skill=rust, level=4), by=alice, text="She showed me.")
    assert (counted_for(bo), may_verify(given, charlie)) == ([None], False)
    question = reword(question, by=alice, title=TITLE, text="", skill=rust, sequence=0)
    given.refresh_from_db()
    assert (question.skill, question.sequence) == (rust, 1)
    assert (counted_for(bo), may_verify(given, charlie)) == (["Rust"], True)


def test_once_answered_it_stays_under_its_skill(alice: Member, bo: Member, rust: Skill) -> None:
    go = propose_skill("Go", by=bo)
    question = asked(alice, TITLE, skill=rust)
    assert reword(question, by=alice, title=TITLE, text="", skill=go, sequence=0).skill == go
    answer(question, by=bo, text="Clone it.")
    for skill in (rust, None):
        with pytest.raises(ValidationError) as wrong:
            reword(question, by=alice, title=TITLE, text="", skill=skill, sequence=1)
        assert wrong.value.message_dict == {"skill": ["It has been answered, and stays a question about Go."]}


def test_under_a_pseudonym_it_gets_its_skill_at_the_quarter_hour(alice: Member, bo: Member, rust: Skill) -> None:
    go = propose_skill("Go", by=bo)
    question = whispered(alice, TITLE)
    answer(question, by=bo, text="Clone it.")
    reword(question, by=alice, title=TITLE, text="", skill=go, sequence=0)
    reword(question, by=alice, title=TITLE, text="", skill=rust, sequence=1)
    question.refresh_from_db()
    assert (question.skill, counted_for(bo)) == (None, [None])
    with clock.at(next_quarter(clock.now())):
        release_due()
    question.refresh_from_db()
    assert (question.skill, counted_for(bo)) == (rust, ["Rust"])

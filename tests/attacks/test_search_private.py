"""Somebody asks the search for private circles, for drafts, for who stands behind a pseudonym, for what was taken back.

What is said must be what is said where there is nothing of the kind: no result, no "more", no near spelling, no limit
that bites, no other order.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests.domain.library.conftest import again, newest, reviewed

from peerloop.circles.actions import close_circle, join_circle, start_circle
from peerloop.circles.models import Circle
from peerloop.circles.queries import circles_seen_by
from peerloop.kit import clock
from peerloop.kit.clock import now
from peerloop.library.actions import ask_for_review, begin_resource, withdraw_resource, write_version
from peerloop.people.actions import block, found_team
from peerloop.questions.actions import (
    answer,
    ask,
    hide_answer,
    hide_question,
    release_due,
    take_answer_back,
    take_question_back,
)
from peerloop.questions.models import Question, Waiting
from peerloop.search.counting import count_words
from peerloop.search.kinds import kinds
from peerloop.search.models import Document
from peerloop.search.queries import find
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper
    from tests.conftest import MakeMember

    from peerloop.people.models import Member

ASKED = ("Quetzalcoatl", "quetzal", "Quetzalcaotl", "feathered serpent", "quetzalcoatl feathered serpents", "serpnet")
CANARY = {"title": "Quetzalcoatl", "goal": "The feathered serpent, in small steps"}


def told(reader: Member, **limits: Any) -> list[tuple[Any, ...]]:
    """Return all that the search says to each of the canary's words: hits with their marks, and where there is more."""
    said = []
    for text in ASKED:
        found = find(reader, text, at_most=1, narrowed=limits)
        said.append((found.hits, found.more))
    return said


@pytest.fixture
def others(make_member: MakeMember) -> list[Member]:
    """Colleagues whose names are near to the canary's, so that it could take a place or push another."""
    return [make_member(name) for name in ("Quetzal Azul", "Serpentina Quill", "Feather Quint")]


@pytest.mark.usefixtures("others")
@pytest.mark.parametrize("openness", ["private", "hidden"])
def test_a_circle_that_is_not_open_is_found_by_who_is_in_it_alone(
    openness: str, alice: Member, bo: Member, dana: Member, organiser: Member
) -> None:
    skill = propose_skill("Mesoamerica", by=None)
    readers = (alice, dana, organiser)
    without = [told(reader, **limits) for reader in readers for limits in ({}, {"skill": skill.pk})]
    circle = start_circle(by=bo, openness=openness, skill=skill, **CANARY)
    count_words()
    assert [told(reader, **limits) for reader in readers for limits in ({}, {"skill": skill.pk})] == without
    assert [hit.subject for hit in find(bo, "quetzalcoatl", among=["circle"]).hits] == [circle.pk]
    assert not circles_seen_by(alice).exists()


@pytest.mark.usefixtures("others")
def test_an_open_circle_is_found_until_it_is_closed_or_its_facilitator_shuts_the_door(
    alice: Member, bo: Member, charlie: Member
) -> None:
    without = told(alice)
    circle = start_circle(by=bo, openness="open", **CANARY)
    assert [hit.subject for hit in find(alice, "quetzalcaotl", among=["circle"]).hits] == [circle.pk]
    join_circle(circle, by=charlie)
    close_circle(Circle.objects.get(pk=circle.pk), by=bo)
    assert told(alice) == without
    assert not Document.objects.filter(kind="circle").exists()


def whispered(by: Member, title: str, text: str = "", **more: Any) -> Question:
    made = ask(by=by, title=title, text=text, pseudonymous=True, **more)
    assert isinstance(made, Waiting)
    with clock.at(now() + timedelta(minutes=20)):
        release_due()
    return Question.objects.get(uid=made.uid)


def test_who_asked_under_a_pseudonym_is_told_by_no_word_and_no_limit(alice: Member, make_member: MakeMember) -> None:
    """The same question by two people of different teams, names and places: the search says the same of both."""
    skill = propose_skill("Mesoamerica", by=None)
    one = make_member("Quetzalcoatl Serpent", team=found_team("Feathered"), place="Tula")
    other = make_member("Zoe Plain", team=found_team("Flat"), place="Nowhere")
    made = whispered(one, "How do I read a codex?", "From the left?", skill=skill)
    copied = whispered(other, "How do I read a codex?", "From the left?", skill=skill)
    rows = Document.objects.filter(kind="question").order_by("pk").values_list("names", "tokens", "near")
    assert rows[0] == rows[1]
    by_name = [find(alice, text, among=["question", "answer"]).hits for text in (*ASKED, "Zoe Plain", "Tula")]
    assert by_name == [()] * 8
    assert {hit.subject for hit in find(alice, "codex", among=["question"]).hits} == {made.pk, copied.pk}
    assert kinds["question"].ways.keys() == kinds["answer"].ways.keys() == {"skill", "when"}


def test_a_question_under_a_pseudonym_is_found_by_nobody_before_its_quarter_hour(alice: Member, bo: Member) -> None:
    before = told(alice), told(bo)
    ask(by=bo, title="Quetzalcoatl?", text="The feathered serpent", pseudonymous=True)
    assert (told(alice), told(bo)) == before
    assert not Document.objects.filter(kind="question").exists()


def test_a_block_parts_named_questions_and_answers_but_tells_nothing_of_a_pseudonym(
    alice: Member, bo: Member, charlie: Member
) -> None:
    without = told(alice)
    named = ask(by=bo, title="Quetzalcoatl?", text="The feathered serpent")
    assert isinstance(named, Question)
    other = ask(by=charlie, title="Whose is this codex?")
    assert isinstance(other, Question)
    answer(other, by=bo, text="The feathered serpent of Quetzalcoatl")
    assert told(alice) != without
    block(bo, alice)
    count_words()
    assert told(alice) == without
    hidden = whispered(bo, "How do I read a glyph?")
    assert [hit.subject for hit in find(alice, "glyph", among=["question"]).hits] == [hidden.pk]


@pytest.mark.parametrize("how", ["hidden", "taken back"])
@pytest.mark.parametrize("what", ["question", "answer"])
def test_what_is_hidden_or_taken_back_is_found_no_more_not_even_by_its_author(
    what: str, how: str, alice: Member, bo: Member, moderator: Member
) -> None:
    canary = "Quetzalcoatl, the feathered serpent"
    readers = (alice, bo, moderator)
    without = [told(reader) for reader in readers]
    asked = ask(by=alice, title=canary if what == "question" else "Whose is this codex?")
    assert isinstance(asked, Question)
    given = answer(asked, by=bo, text=canary if what == "answer" else "Nobody knows.")
    assert told(moderator) != without[2]
    acts: dict[tuple[str, str], Callable[[], object]] = {
        ("question", "hidden"): lambda: hide_question(asked, by=moderator, reason="Not here"),
        ("question", "taken back"): lambda: take_question_back(asked, by=alice),
        ("answer", "hidden"): lambda: hide_answer(given, by=moderator, reason="Not here"),
        ("answer", "taken back"): lambda: take_answer_back(given, by=bo),
    }
    acts[what, how]()
    assert [told(reader) for reader in readers] == without


def test_what_is_undone_in_the_middle_was_never_to_be_found(alice: Member, bo: Member) -> None:
    """The index is of the same transaction as the question."""
    from django.db import transaction

    with transaction.atomic():
        ask(by=bo, title="Quetzalcoatl?")
        assert find(alice, "quetzalcoatl", among=["question"]).hits
        transaction.set_rollback(True)
    assert find(alice, "quetzalcoatl", among=["question"]).hits == ()


@pytest.mark.usefixtures("others")
def test_a_draft_is_found_by_nobody_and_what_is_written_anew_only_once_it_is_published(
    alice: Member, bo: Member, charlie: Member, organiser: Member, settings: SettingsWrapper, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    readers = (alice, bo, charlie, organiser)
    without = [told(reader) for reader in readers]
    made = begin_resource(by=alice, kind="tip", title="Quetzalcoatl", text="The feathered serpent")
    ask_for_review(made, bo, by=alice)
    count_words()
    assert [told(reader) for reader in readers] == without
    published = reviewed(begin_resource(by=alice, kind="tip", title="Reading a codex", text="From the left"), alice, bo)
    assert [hit.subject for hit in find(charlie, "codex", among=["resource"]).hits] == [published.pk]
    write_version(
        published, by=alice, based_on=newest(published).number, title="Reading Quetzalcoatl", text="Feathered serpent"
    )
    assert [told(reader) for reader in readers] == without
    assert [hit.subject for hit in find(charlie, "codex", among=["resource"]).hits] == [published.pk]
    withdraw_resource(again(published), by=alice, word="It is out of date")
    assert find(charlie, "codex", among=["resource"]).hits == ()
    assert not Document.objects.filter(kind="resource").exists()

"""What people have shown of a skill, and which skills a text is about."""

from __future__ import annotations

import pytest

from peerloop.engines.finding import Contributions, SuggestedSkill, evidence, suggest_skills

DAY = 86_400.0
EXCEL, RUST, SQL, GO = range(4)
NAMES = {EXCEL: ["Microsoft Excel", "Excel", "spreadsheets"], RUST: ["Rust"], SQL: ["SQL"], GO: ["Go", "golang"]}
ALICE, BO, CHARLIE = range(3)


def taught() -> Contributions:
    """Bo helped with Excel long ago and lately, Charlie with Rust long ago and with Excel in a closed circle."""
    store = Contributions()
    store.ask("How do I sum a column of a spreadsheet?", by=ALICE, at=0, topics=[EXCEL])
    store.ask("Who owns a borrowed value?", by=ALICE, at=0, topics=[RUST])
    store.ask("Does a borrowed value live long enough?", by=ALICE, at=0, topics=[RUST])
    store.answer(0, "With SUM.", by=BO, at=DAY)
    store.answer(1, "Its owner.", by=CHARLIE, at=2 * DAY, grade=2)
    store.answer(0, "Or with a pivot table.", by=BO, at=700 * DAY)
    store.answer(0, "Like this.", by=CHARLIE, at=701 * DAY, audience=5)
    return store


def test_a_skill_shown_is_a_sum_of_answers_that_fade_with_the_answers_that_say_so():
    proofs = evidence(taught(), [EXCEL, RUST], now=731 * DAY, audiences=[])
    assert [(one.member, one.topic, one.rows, one.fading) for one in proofs] == [
        (BO, EXCEL, (2, 0), False),
        (CHARLIE, RUST, (1,), True),
    ]
    assert proofs[0].strength == pytest.approx(0.5 ** (31 / 365) + 0.5 ** (730 / 365))
    assert (proofs[0].answers, proofs[0].last) == (2, 31)


def test_a_closed_circles_answer_is_evidence_inside_it_only():
    inside = evidence(taught(), [EXCEL], now=731 * DAY, audiences=[5])
    assert {one.member for one in inside} == {BO, CHARLIE}
    assert {one.member for one in evidence(taught(), [EXCEL], now=731 * DAY, audiences=[])} == {BO}


def test_nothing_shown_is_no_row_rather_than_a_zero():
    assert evidence(taught(), [GO], now=731 * DAY) == []
    assert evidence(taught(), [EXCEL], now=0) == []


def test_a_name_or_an_alias_in_the_text_is_a_reason():
    assert suggest_skills("Pivot tables in microsoft excel", NAMES) == [
        SuggestedSkill(EXCEL, 1.0, "Microsoft Excel", ())
    ]
    assert suggest_skills("a few spreadsheets", NAMES) == [SuggestedSkill(EXCEL, 1.0, "spreadsheets", ())]


def test_an_everyday_word_is_no_skill_and_a_sign_is():
    assert suggest_skills("Where does the rust on my bike go?", NAMES) == []
    assert suggest_skills("Let's go: who knows SQL?", NAMES) == [SuggestedSkill(SQL, 1.0, "SQL", ())]
    assert suggest_skills("Go home. Rust is bad for bikes.", NAMES) == []


def test_an_everyday_word_written_as_a_name_within_a_sentence_is_a_skill():
    assert suggest_skills("Who owns a value in Rust?", NAMES) == [SuggestedSkill(RUST, 1.0, "Rust", ())]
    assert suggest_skills("Well, Go has channels", NAMES) == [SuggestedSkill(GO, 1.0, "Go", ())]


def test_questions_like_this_one_tell_the_skill_and_settle_an_everyday_word():
    store = taught()
    found = suggest_skills("My borrowed value is dropped", NAMES, store, now=731 * DAY)
    assert [(one.skill, one.name, one.questions) for one in found] == [(RUST, "", (1, 2))]
    named = suggest_skills("rust: who owns this?", NAMES, store, now=731 * DAY)
    assert [(one.skill, one.name, one.questions) for one in named] == [(RUST, "Rust", (1,))]


def test_nothing_to_suggest_is_an_empty_list():
    assert suggest_skills("", NAMES, Contributions()) == []
    assert suggest_skills("knitting", {}, taught(), now=731 * DAY) == []

"""What is found for what somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from peerloop.people.actions import block, depart, unblock
from peerloop.search.counting import count_words
from peerloop.search.models import Word
from peerloop.search.queries import find
from peerloop.skills.actions import confirm_offer, offer, propose_skill, withdraw_offer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import MakeMember

    from peerloop.people.models import Member

    Finds = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("go", ["Go", "Google Cloud Platform"]),
        ("golang", ["Go"]),
        ("r", ["R", "Ruby", "Rust"]),
        ("java", ["Java", "JavaScript"]),
        ("javas", ["JavaScript"]),
        ("c++", ["C++"]),
        ("C#", ["C#"]),
        ("css", ["HTML/CSS"]),
        ("node.js", ["Node.js"]),
        ("sql", ["SQL", "Microsoft SQL Server"]),
        ("postgres", ["PostgreSQL"]),
        ("日本", ["日本語"]),
        ("schuhgrösse", ["Schuhgröße messen"]),
        ("SCHUHGRÖSSE MESSEN", ["Schuhgröße messen"]),
        ("speaking public", ["Public speaking", "Speaking up in meetings"]),
        ("PowerPoint", ["Microsoft PowerPoint"]),
        ("postgres indexes", ["PostgreSQL"]),
        ("who can help me with postgres indexes?", ["PostgreSQL"]),
        ("ann", ["Anna Schmidt"]),
        ("muller", ["Jörg Müller"]),
        ("smith john", ["John Smith"]),
    ],
)
def test_by_words_and_by_their_beginnings(found: Finds, text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("powerponit", ["Microsoft PowerPoint?"]),
        ("postgers", ["PostgreSQL?"]),
        ("nodejs", ["Node.js?"]),
        ("java script", ["Java", "JavaScript"]),
        ("schmitd", ["Anna Schmidt?"]),
        ("jhon", ["John Smith?"]),
        ("kowalsky", ["Wojciech Kowalski?"]),
        ("wojceich", ["Wojciech Kowalski?"]),
        ("語", ["日本語?"]),
        ("rb", []),
        ("zzzzzz", []),
    ],
)
def test_near_spellings_are_forgiven_but_not_of_short_words(found: Finds, text: str, names: list[str]) -> None:
    assert found(text) == names


def test_one_kind_alone(found: Finds) -> None:
    assert found("s", "member") == ["Anna Schmidt", "John Smith"]
    assert found("sc", "skill") == ["Schuhgröße messen"]


@pytest.mark.parametrize("text", ["", " ", '"', "*", "%", "\x00", "🦀", "'", "\\", "()", "- -", "\u202e", "\ud800"])
def test_where_no_word_is_left_nothing_is_sought(found: Finds, alice: Member, text: str) -> None:
    assert find(alice, text).words == ()
    assert found(text) == []


def test_the_worst_that_can_be_typed(found: Finds, alice: Member) -> None:
    assert found("-x") == found("NOT AND OR NEAR(zz)") == found("a:b") == []
    assert found("java AND") == ["Java", "JavaScript"]
    assert found("x" * 64_000) == []
    assert found("java " * 13_000) == ["Java", "JavaScript"]
    assert len(find(alice, " ".join(f"word{number}" for number in range(60))).words) == 32


@example(text="".join(chr(97 + number * 7 % 26) for number in range(90)))
@example(text="'':* & | ! <-> \\ \" ^ { } NEAR(a, 2)")
@given(text=st.text(max_size=300))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_text_breaks_it(found: Finds, alice: Member, text: str) -> None:
    find(alice, text)


def test_what_a_member_helps_with_finds_them_once_they_have_said_yes(found: Finds, bo: Member, alice: Member) -> None:
    made = offer(bo, skill=propose_skill("Kubernetes", by=None), text="clusters at sea", confirmed=False)
    assert found("kubernetes", "member") == []
    confirm_offer(made, by=bo)
    assert found("kubernetes", "member") == found("clusters at sea", "member") == ["somebody"]
    withdraw_offer(made, by=bo)
    assert found("kubernetes", "member") == []


def test_who_is_blocked_is_found_no_more_and_takes_nobodys_place(
    alice: Member, bo: Member, make_member: MakeMember
) -> None:
    others = [make_member(f"Bo {letter}") for letter in "ABCDEFGH"]
    block(bo, alice)
    hits = find(alice, "bo", at_most=8)
    assert {hit.subject for hit in hits.hits} == {other.pk for other in others}
    assert not hits.more
    unblock(bo, alice)
    assert bo.pk in {hit.subject for hit in find(alice, "bo", at_most=9).hits}
    depart(bo, by=None)
    assert bo.pk not in {hit.subject for hit in find(alice, "bo", at_most=9).hits}


def test_somebody_who_has_left_finds_nothing(found: Finds, alice: Member) -> None:
    depart(alice, by=None)
    assert found("java") == []


def test_words_are_counted_by_the_hour_and_rare_ones_not_told_apart(found: Finds, make_member: MakeMember) -> None:
    for letter in "ABCDE":
        make_member(f"Topic {letter}")
    make_member("Hapax Nobody")
    count_words()
    counted = dict(Word.objects.values_list("word", "documents"))
    assert counted.pop("") == 22 + 4 + 5 + 1 + 2
    assert counted == {"topic": 5}
    assert found("hapax") == ["somebody"]

"""Which skill a word means."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from peerloop.skills.actions import add_alias, propose_skill
from peerloop.skills.models import Skill
from peerloop.skills.names import full_key, padded
from peerloop.skills.queries import find_skill, look_alikes


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PowerPoint", "Microsoft PowerPoint"),
        ("ms powerpoint", "Microsoft PowerPoint"),
        ("  c++ ", "C++"),
        ("c#", "C#"),
        ("C", "C"),
        ("GO", "Go"),
        ("Google Go", "Go"),
        ("r", "R"),
        ("SCHUHGRÖSSE MESSEN", "Schuhgröße messen"),
        ("schuhgröße messen", "Schuhgröße messen"),
    ],
)
def test_a_skill_is_found_however_it_is_written(named: dict[str, Skill], text: str, name: str) -> None:
    assert find_skill(text) == named[name]


@pytest.mark.parametrize("text", ["", "Gogo", "C+", "Adobe PowerPoint Extra", "\x00", "%", "_"])
def test_what_is_not_there_is_not_found(named: dict[str, Skill], text: str) -> None:
    assert find_skill(text) is None


def test_another_vendors_product_is_another_skill(db: None) -> None:
    amazon = propose_skill("Amazon Connect", by=None)
    adobe = propose_skill("Adobe Connect", by=None)
    assert [find_skill("Amazon Connect"), find_skill("Adobe Connect")] == [amazon, adobe]
    assert find_skill("Connect") == amazon


def test_an_alias_is_found(named: dict[str, Skill]) -> None:
    add_alias(named["Go"], "Golang", by=None)
    assert find_skill("golang") == named["Go"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Power Point", ["Microsoft PowerPoint"]),
        ("Posgresql", ["PostgreSQL"]),
        ("Speaking in public", ["Public speaking"]),
        ("Golf", []),
    ],
)
def test_look_alikes_of_a_new_name(named: dict[str, Skill], text: str, names: list[str]) -> None:
    assert [skill.name for skill in look_alikes(text)][:1] == names


@example(text=" ".join(f"word{number}" for number in range(60)))
@example(text="".join(chr(97 + number * 7 % 26) for number in range(90)))
@given(text=st.text(max_size=300))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_text_breaks_the_search(named: dict[str, Skill], text: str) -> None:
    look_alikes(text)
    find_skill(text)


def test_look_alikes_ask_the_database_a_fixed_number_of_times(db: None) -> None:
    names = [f"Topic {number} of the trade" for number in range(2000)]
    Skill.objects.bulk_create(Skill(name=name, key=full_key(name), words=padded([name])) for name in names)
    with CaptureQueriesContext(connection) as asked:
        assert look_alikes("Topci 77 of hte trade")[0].name == "Topic 77 of the trade"
    assert len(asked) == 2

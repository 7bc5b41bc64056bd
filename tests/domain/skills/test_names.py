"""One word, one key; and what is found by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerloop.skills.names import bare_key, full_key, is_short, padded, trigrams, words


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Microsoft PowerPoint", "powerpoint"),
        ("MS Word", "word"),
        ("Apache Spark", "spark"),
        ("Google Cloud", ""),
        ("IBM Cloud or Watson", ""),
        ("Oracle", ""),
        ("PowerPoint", ""),
    ],
)
def test_a_vendor_falls_off_where_enough_is_left(name: str, bare: str) -> None:
    assert bare_key(name) == bare


def test_short_vendors_are_written_out() -> None:
    assert full_key("MS Excel") == full_key("microsoft  EXCEL") == "microsoft excel"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("C++", {"c++"}),
        ("C#", {"c#"}),
        ("R", {"r"}),
        ("Node.js", {"node.js", "node", "js", "nodejs"}),
        ("HTML/CSS", {"html", "css"}),
        (".NET", {".net", "net"}),
        ("GRÖSSE schätzen", {"grösse", "schätzen"}),
        ("日本語", {"日本語"}),
        ("???", set()),
    ],
)
def test_the_words_of_a_name(name: str, expected: set[str]) -> None:
    assert words(name) == expected


def test_every_word_stands_between_spaces() -> None:
    assert padded(["Go", "Golang"]) == " go golang "


@pytest.mark.parametrize(("word", "short"), [("go", True), ("java", True), ("scala", False), ("日本", False)])
def test_short_words_are_those_of_four_letters_or_fewer_in_scripts_with_capitals(word: str, short: bool) -> None:
    assert is_short(word) is short


@given(st.text())
def test_no_text_breaks_the_words(text: str) -> None:
    assert all(word and " " not in word for word in words(text))
    assert bare_key(text) in full_key(text)
    assert len(trigrams(text)) <= len(text)

"""The words of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerloop.engines.finding import query_terms, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("C, C++ and C#", ["c", "c++", "and", "c#"]),
        ("Node.js", ["node.js", "node", "js"]),
        ("ASP.NET, .NET; C#/.NET", ["asp.net", "asp", "net", ".net", "net", "c#", ".net", "net"]),
        ("Notepad++", ["notepad++", "notepad"]),
        ("a+b=1+1", ["a", "b", "1", "1"]),
        ('x:y -z AND "q"', ["x", "y", "z", "and", "q"]),
        ("snake_case e-mail", ["snake", "case", "e", "mail"]),
        ("Größe GRÖSSE gro\u0308ße", ["grosse", "grosse", "grosse"]),
        ("Łódź, Sørensen, İstanbul", ["lodz", "sorensen", "istanbul"]),
        ("日本語 C言語 語", ["日本", "本語", "c", "言語", "語"]),
        ("ｶﾞｲﾄﾞ", ["ガイ", "イド"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("soft\u00adware\u200b", ["software"]),
        ("", []),
        ("\x00 . ++ # ...", []),
        ("R", ["r"]),
        ("end.Next ...dots", ["end.next", "end", "next", "dots"]),
    ],
)
def test_words_as_people_mean_them(text: str, words: list[str]):
    assert tokens(text) == words


@given(st.text())
def test_any_string_has_words_and_they_are_their_own_words(text: str):
    for word in tokens(text):
        assert word in tokens(word)
        assert 0 < len(word) <= 64


@given(st.text(alphabet='abcXYZ019 .+#_-:"\x00', max_size=40))
def test_plain_text_is_read_as_the_same_text_beside_other_scripts(text: str):
    assert tokens(text + " 語") == [*tokens(text), "語"]


def test_a_query_has_each_word_once_and_not_too_many():
    assert query_terms("C++ or c++, Go or go") == ["c++", "or", "go"]
    assert query_terms(" ".join(str(n) for n in range(100))) == [str(n) for n in range(32)]

"""Text with marks becomes HTML that runs nothing, fetches nothing, and never takes long."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerloop.kit.markdown import LONGEST, TAGS, rendered


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>\n"),
        ("# Title", "<h3>Title</h3>\n"),
        ("one\ntwo", "<p>one<br>\ntwo</p>\n"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](data:text/html,x)", "<p>[x](data:text/html,x)</p>\n"),
        ("[x](vbscript:x)", "<p>[x](vbscript:x)</p>\n"),
        ("[y](https://e.org)", '<p><a href="https://e.org" rel="nofollow noopener noreferrer">y</a></p>\n'),
        (
            "![p](https://e.org/x.png)",
            '<p><a href="https://e.org/x.png" rel="nofollow noopener noreferrer">p</a></p>\n',
        ),
        ("~~no~~", "<p><s>no</s></p>\n"),
        ("", ""),
    ],
)
def test_each_mark_means_what_people_expect(text: str, html: str) -> None:
    assert rendered(text) == html


def test_named_words_become_links_but_in_code_they_stay() -> None:
    links = {"@Bo": "/members/1", "@Bo Lind": "/members/2"}
    assert rendered("@Bo Lind, @Bo and `@Bo`, [@Bo](https://e.org)", links) == (
        '<p><a href="/members/2" rel="nofollow noopener noreferrer">@Bo Lind</a>, '
        '<a href="/members/1" rel="nofollow noopener noreferrer">@Bo</a> and <code>@Bo</code>, '
        '<a href="https://e.org" rel="nofollow noopener noreferrer">@Bo</a></p>\n'
    )


@pytest.mark.parametrize(
    "bomb",
    [
        "![[" * 21_333,
        "[" * 64_000,
        "*a_" * 20_000,
        ">" * 60_000,
        "`" * 60_000,
        "|a" * 20_000,
        "a\n" * 50_000,
        "<" * 60_000,
    ],
)
def test_a_bomb_is_shown_as_it_was_written(bomb: str) -> None:
    assert rendered(bomb).startswith('<p class="as-written">')


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "bomb", ["- " * 20_000, "a\n" * 19_000, "&" * 39_000, "~~a" * 13_000, "(" * 39_000, "    a\n" * 6_000]
)
def test_what_is_just_allowed_is_done_soon(bomb: str) -> None:
    assert len(bomb) <= LONGEST
    assert len(rendered(bomb)) < 20 * LONGEST


@given(st.text(alphabet=st.sampled_from("a<>\"'&[]()!*_`#|\n -:/\\javscript@"), max_size=200))
def test_nothing_but_what_is_allowed_comes_out(text: str) -> None:
    html = rendered(text, {"@a": "/members/1"})
    tags = set(re.findall(r"<\s*/?\s*([a-z0-9]+)", html))
    assert tags <= TAGS
    assert not re.search(r"""<[^>]*\s(on\w+|style|src)\s*=""", html)
    assert all(re.match(r"(https?:|mailto:|/|[^:]*$)", to) for to in re.findall(r'href="([^"]*)"', html))

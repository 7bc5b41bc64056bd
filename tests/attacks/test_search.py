"""Somebody asks the search for what they may not know, or for what no search can take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from peerloop.people.actions import block
from peerloop.search.counting import count_words
from peerloop.skills.actions import offer, propose_skill

if TYPE_CHECKING:
    from django.test import Client
    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


def look(browser: Client, text: str, of: str = "") -> str:
    """Return what the page says, without what was typed and what is new each time."""
    answer = browser.get(reverse("find:find"), {"q": text, "of": of})
    assert answer.status_code == 200
    said = answer.text.split("<main")[1].split("</main>")[0]
    return TOKEN.sub("", said).replace(text, "…")


@pytest.mark.parametrize("of", ["", "people", "nonsense"])
@pytest.mark.parametrize("text", ["Wilhelmina", "wilhel", "Wilhelmnia", "wilhelmina seafaring", "seafaring"])
def test_who_has_blocked_one_is_not_found_by_name_beginning_slip_or_by_what_they_offer(
    text: str, of: str, alice: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    """What is said is what is said where there is nobody of that name at all."""
    make_member("Wilfried")
    propose_skill("Seafaring", by=None)
    browser = client_of(alice)
    without = look(browser, text, of)
    hidden = make_member("Wilhelmina")
    block(hidden, alice)
    offer(hidden, skill=propose_skill("Navigation by stars", by=hidden), text="seafaring since ever")
    count_words()
    assert look(browser, text, of) == without


def test_no_more_is_promised_where_the_rest_is_hidden(
    alice: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    shown = [make_member(f"Topic {letter}") for letter in "ABCDEFGH"]
    hidden = [make_member(f"Topic {letter}") for letter in "IJKLMNOP"]
    for one in hidden:
        block(one, alice)
    said = look(client_of(alice), "topic")
    assert "Show more of these" not in said
    assert [one.name in said for one in [*shown, *hidden]] == [True] * 8 + [False] * 8


@pytest.mark.parametrize("of", ["", "people", "skills", "\x00", "member"])
@pytest.mark.parametrize(
    "text",
    ["'", '"', "\\", "_", "*", "-x", "a:b", "NEAR(a b)", "AND", "NOT", "a AND", "(((", "\x00", "\ud800", "🦀", "日本",
     "x" * 64_000, "word " * 500, "<script>alert(1)</script>", "'; DROP TABLE search_document; --", "::tsquery & !'a'"],
)  # fmt: skip
def test_whatever_is_typed_the_answer_is_a_page(text: str, of: str, alice: Member, client_of: ClientOf) -> None:
    answer = client_of(alice).get(reverse("find:find"), {"q": text.encode("utf-8", "surrogatepass"), "of": of})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text

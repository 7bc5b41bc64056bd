"""One box over people and skills."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peerloop.people.actions import block, depart
from peerloop.skills.actions import offer, propose_skill, want
from peerloop.web.find.asking import subject

if TYPE_CHECKING:
    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("I want to learn Rust", "Rust"),
        ("who knows C++?", "C++"),
        ("Who can help me with public speaking", "public speaking"),
        ("learn", "learn"),
        ("learning", "learning"),
        ("  C#  ", "C#"),
        ("\x00", ""),
        (".NET", ".NET"),
    ],
)
def test_a_question_is_about_something(asked: str, about: str) -> None:
    assert subject(asked) == about


def test_a_found_skill_says_how_many_help_and_what_comes_next(
    alice: Member, bo: Member, charlie: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    rust = propose_skill("Rust", by=None)
    for member in (bo, charlie, make_member("Erin")):
        offer(member, skill=rust)
    offer(make_member("Fred"), skill=rust, confirmed=False)
    block(bo, alice)
    depart(charlie, by=None)
    browser, address = client_of(alice), reverse("find:find")
    shown = browser.get(address, {"q": "I want to learn rust"}).text
    assert "1 colleague can help" in shown
    assert f'href="{reverse("skills:needs")}?skill={rust.pk}"' in shown
    need = want(alice, skill=rust)
    again = browser.get(address, {"q": "rust"}).text
    assert f'href="{reverse("matchmaking:suggestions", args=[need.pk])}"' in again


def test_what_nobody_has_named_can_be_named(alice: Member, client_of: ClientOf) -> None:
    shown = client_of(alice).get(reverse("find:find"), {"q": "C++ & C#"}).text
    assert f'href="{reverse("skills:needs")}?name=C%2B%2B%20%26%20C%23"' in shown


def test_a_question_in_a_whole_sentence_finds_the_skill_and_those_who_help_with_it(
    alice: Member, bo: Member, client_of: ClientOf
) -> None:
    offer(bo, skill=propose_skill("PostgreSQL", by=None))
    shown = client_of(alice).get(reverse("find:find"), {"q": "who can help me with postgres indexes?"}).text
    assert "PostgreSQL</a>" in shown
    assert f'href="{reverse("members:member", args=[bo.pk])}"' in shown
    assert "Can help with PostgreSQL" in shown


def test_a_slip_is_forgiven_and_said(alice: Member, client_of: ClientOf) -> None:
    propose_skill("Kubernetes", by=None)
    browser, address = client_of(alice), reverse("find:find")
    shown = browser.get(address, {"q": "kuberentes"}).text
    assert "Kubernetes</a>" in shown
    assert "Nothing is spelled just so. This comes close:" in shown
    assert f'href="{reverse("skills:needs")}?name=kuberentes"' in shown
    assert "This comes close" not in browser.get(address, {"q": "kubernetes"}).text


def test_one_kind_can_be_chosen_and_has_room_for_more(
    alice: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    topics = [make_member(f"Topic {number}") for number in range(12)]
    propose_skill("Topic of the day", by=None)
    browser, address = client_of(alice), reverse("find:find")

    def shown(**asked: str) -> tuple[int, int, int]:
        text = browser.get(address, {"q": "topic", **asked}).text
        people = [f'<a href="{reverse("members:member", args=[one.pk])}">' in text for one in topics]
        return sum(people), text.count("Topic of the day</a>"), text.count("Show more of these")

    assert shown() == (8, 1, 1)
    assert shown(of="people") == (12, 0, 0)
    assert shown(of="skills") == (0, 1, 0)
    assert shown(of="nonsense") == (8, 1, 1)


def test_people_are_found_by_name_and_not_where_a_door_is_shut(alice: Member, bo: Member, client_of: ClientOf) -> None:
    browser, address = client_of(alice), reverse("find:find")
    link = f'href="{reverse("members:member", args=[bo.pk])}"'
    assert link in browser.get(address, {"q": "bo"}).text
    block(bo, alice)
    assert link not in browser.get(address, {"q": "bo"}).text


@pytest.mark.parametrize(
    "asked",
    ["", " ", "%", "_", "'", '"', "\x00", "C++", "AND", "x" * 5000, "🦀", "日本", "*", "a" * 5 + " " * 90],
)
def test_whatever_is_asked_the_answer_is_a_page(alice: Member, client_of: ClientOf, asked: str) -> None:
    assert client_of(alice).get(reverse("find:find"), {"q": asked}).status_code == 200


def test_the_page_asks_the_same_of_the_database_for_1_and_30(
    alice: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    browser = client_of(alice)

    def more(number: int) -> None:
        offer(make_member(f"Topic {number}"), skill=propose_skill(f"Topic {number} of the trade", by=None))

    def asked() -> list[int]:
        counts = []
        for text in ("topic", "", "zzzzzz"):
            with CaptureQueriesContext(connection) as queries:
                browser.get(reverse("find:find"), {"q": text})
            counts.append(len(queries))
        return counts

    more(0)
    few = asked()
    for number in range(1, 31):
        more(number)
    assert all(now <= then for now, then in zip(asked(), few, strict=True))
    assert max(few) <= 10

"""One box over people and skills."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.domain.library.conftest import reviewed

from peerloop.circles.actions import start_circle
from peerloop.kit.clock import at, now
from peerloop.library.actions import begin_resource, make_collection
from peerloop.people.actions import block, depart
from peerloop.proposals.actions import propose
from peerloop.questions.actions import answer, ask, release_due
from peerloop.questions.birds import called
from peerloop.questions.models import Question
from peerloop.schedule.actions import announce_session
from peerloop.search.kinds import kinds
from peerloop.skills.actions import offer, propose_skill, want
from peerloop.web.find.asking import subject
from peerloop.web.find.shelves import SHELVES

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper
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
    assert max(few) <= 12


def test_an_open_circle_is_joined_from_where_it_is_found(alice: Member, bo: Member, client_of: ClientOf) -> None:
    circle = start_circle(by=bo, title="Topics of the trade", goal="To know all of them")
    browser, address = client_of(alice), reverse("find:find")
    shown = browser.get(address, {"q": "topics of the tarde"}).text
    assert f'action="{reverse("circles:membership", args=[circle.pk])}"' in shown
    browser.post(reverse("circles:membership", args=[circle.pk]))
    shown = browser.get(address, {"q": "topics", "of": "circles"}).text
    assert "Topics of the trade</a>" in shown
    assert f'action="{reverse("circles:membership", args=[circle.pk])}"' not in shown


def test_questions_answers_and_the_library_are_found_with_what_comes_next(
    alice: Member, bo: Member, charlie: Member, client_of: ClientOf, settings: SettingsWrapper, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    made = ask(by=bo, title="How do I cook a topic?", text="With Größe and C++")
    assert isinstance(made, Question)
    given = answer(made, by=charlie, text="The topic simmers for an hour")
    kept = reviewed(begin_resource(by=bo, kind="tip", title="Topics at table", text="Node.js 日本語"), bo, charlie)
    shelf = make_collection(by=bo, title="Topics of the kitchen")
    browser, address = client_of(alice), reverse("find:find")
    shown = browser.get(address, {"q": "topic"}).text + browser.get(address, {"q": "simmers an hour"}).text
    for step in (
        f'action="{reverse("questions:me-too", args=[made.uid])}"',
        f'<a class="button small push" href="{reverse("questions:answer", args=[given.pk])}"',
        f'<a class="button small push" href="{reverse("library:resource", args=[kept.pk])}"',
        f'<a class="button small push" href="{reverse("library:collection", args=[shelf.pk])}"',
    ):
        assert step in shown
    for text, title in (
        ("c++", made.title),
        ("GRÖSSE", made.title),
        ("node.js", "Topics at table"),
        ("日本", "Topics at"),
    ):
        assert title in browser.get(address, {"q": text}).text


def test_under_a_pseudonym_the_bird_stands_there_and_nobody_else(
    alice: Member, bo: Member, client_of: ClientOf
) -> None:
    ask(by=bo, title="Whom do I tell?", pseudonymous=True)
    with at(now() + timedelta(minutes=20)):
        release_due()
        shown = client_of(alice).get(reverse("find:find"), {"q": "whom do i tell"}).text
    made = Question.objects.get()
    assert called(made.pseudonym) in shown
    assert f'href="{reverse("members:member", args=[bo.pk])}"' not in shown


def test_every_kind_that_can_be_found_has_a_place_on_the_page() -> None:
    assert {shelf.kind for shelf in SHELVES} == kinds.keys()


def test_where_every_kind_has_something_fewer_of_each_are_shown(
    alice: Member, bo: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    members = [make_member(f"Topic {number}") for number in range(8)]
    for number, by in enumerate(members):
        title = f"Topic {number} of the trade, which has a rather long name all the same"
        propose_skill(title, by=None)
        made = ask(by=by, title=title, text="And how?")
        assert isinstance(made, Question)
        answer(made, by=bo, text=f"The topic is {title}. " * 10)
        start_circle(by=by, title=title, goal=title)
        propose(by=by, title=title, about=title)
        make_collection(by=by, title=title)
    shown = client_of(alice).get(reverse("find:find"), {"q": "topic"})
    assert shown.text.count("Show more of these") == 7
    assert [f'href="{reverse("members:member", args=[one.pk])}"' in shown.text for one in members].count(True) == 4
    assert len(shown.content) < 60_000


def test_a_session_is_joined_from_where_it_is_found(
    alice: Member, bo: Member, dana: Member, client_of: ClientOf
) -> None:
    """Bo's has one place: it is Alice's with one click, and Dana is offered the waiting list."""
    with at(datetime(2026, 11, 23, 8, tzinfo=UTC)):
        session = announce_session(
            kind="workshop", title="Topics of the trade", by=bo, capacity=1,
            local_date=date(2026, 11, 26), local_time=time(12), zone="UTC", minutes=60,
        )  # fmt: skip
        browser, address = client_of(alice), reverse("find:find")
        joining = reverse("sessions:answering", args=[session.pk])
        page = browser.get(address, {"q": "topics"}).text
        assert (f'action="{joining}"' in page, 'name="said" value="yes">Join' in page) == (True, True)
        browser.post(joining, {"said": "yes", "sequence": session.sequence})
        assert f'action="{joining}"' not in browser.get(address, {"q": "topics"}).text
        page = client_of(dana).get(address, {"q": "topics"}).text
        assert 'name="said" value="waiting">Put me on the waiting list' in page

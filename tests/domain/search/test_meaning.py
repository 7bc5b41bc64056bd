"""With the extra ``semantic``: what is alike is found though it shares no word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.found import skills_found

from peerloop.circles.actions import start_circle
from peerloop.people.actions import block
from peerloop.proposals.actions import propose
from peerloop.search.meaning import finding, here
from peerloop.search.meaning.pieces import pieces
from peerloop.search.models import Document
from peerloop.search.queries import find
from peerloop.skills.actions import offer, propose_skill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peerloop.people.models import Member

SAID_OTHERWISE = {
    "Public speaking": "talks before an audience",
    "Negotiation": "reach a better deal with suppliers",
    "Bookkeeping": "simple accounting",
    "First aid": "help an injured person until the ambulance comes",
    "Carpentry": "woodworking",
    "Photography": "take good pictures with a camera",
    "Machine learning": "train neural networks",
    "Nutrition": "eat a healthy diet",
    "Hiring": "interview job candidates",
    "Gardening": "grow vegetables and flowers",
}
with_the_model = pytest.mark.skipif(not here(), reason="the extra is not installed")


@pytest.fixture(autouse=True)
def _fresh_signs() -> Iterator[None]:
    yield
    finding.signs.cache_clear()


def test_a_text_falls_into_the_pieces_that_the_model_knows() -> None:
    assert pieces("Node.js, unaffordable GRÖSSE; c++") == [
        13045, 1012, 1046, 2015, 1010, 14477, 4246, 8551, 3085, 7977, 2063, 1025, 1039, 1009, 1009
    ]  # fmt: skip
    assert pieces("日本") == [1864, 1876]
    assert pieces("x" * 101 + " ok \u0a15") == [100, 7929, 100]


def test_without_the_extra_nothing_is_stored_and_search_goes_by_words(found: Callable[..., list[str]], work) -> None:
    if here():
        pytest.skip("the extra is installed")
    work()
    assert not Document.objects.exclude(meant_at=None).exists()
    assert found("talks before an audience") == []


@with_the_model
def test_what_is_alike_is_found_after_what_has_the_words(found: Callable[..., list[str]], alice: Member) -> None:
    while finding.find_meanings():
        pass
    assert found("talks before an audience", "skill")[0] == "Public speaking"
    assert found("sql", "skill")[0] == "SQL"
    assert set(found("rust")[:1]) == {"Rust"}


@with_the_model
def test_a_changed_document_gets_another_meaning_and_who_is_hidden_stays_so(alice: Member, bo: Member) -> None:
    rust = propose_skill("Rust", by=None)
    finding.find_meanings()
    assert skills_found(alice, "public speaking") == []
    speech = propose_skill("Rhetoric and presentations", by=None)
    offer(bo, skill=speech)
    assert Document.objects.filter(meant_at=None).count() == 2
    finding.find_meanings()
    assert skills_found(alice, "talks before an audience") == [speech]
    assert rust not in skills_found(alice, "talks before an audience")
    block(bo, alice)
    hits = find(alice, "talks before an audience").hits
    assert ("member", bo.pk) not in {(hit.kind, hit.subject) for hit in hits}


@with_the_model
def test_what_is_alike_stays_within_the_limits_and_behind_its_guard(alice: Member, bo: Member) -> None:
    rust, asked = propose_skill("Rust", by=None), "talks before an audience"
    talk = propose(by=bo, title="Rhetoric and presentations")
    circle = start_circle(by=bo, title="Speeches and toasts", goal="To speak in public", openness="hidden")
    finding.find_meanings()

    def kinds(reader: Member, **narrowed: int) -> set[tuple[str, int]]:
        hits = find(reader, asked, among=["proposal", "circle"], narrowed=narrowed).hits
        return {(hit.kind, hit.subject) for hit in hits}

    assert kinds(alice) == {("proposal", talk.pk)}
    assert kinds(bo) == {("proposal", talk.pk), ("circle", circle.pk)}
    assert kinds(alice, skill=rust.pk) == set()


@with_the_model
def test_more_is_found_with_it_than_by_words_alone(alice: Member) -> None:
    """Ten things to learn, each asked for in words that its title has not: what comes first, by words and with it."""
    made = {propose_skill(name, by=None): said for name, said in SAID_OTHERWISE.items()}

    def right() -> int:
        return sum(skills_found(alice, said)[:1] == [skill] for skill, said in made.items())

    by_words = right()
    while finding.find_meanings():
        pass
    assert (by_words, right()) == (0, len(made))

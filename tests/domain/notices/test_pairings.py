"""Mail about learning together: each message says why it came, and none says because of whom."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client
from tests.domain.matchmaking.test_rings import circle, swaps

from peerloop.kit.clock import now
from peerloop.matchmaking.actions import (
    accept,
    ask,
    draw_stretch,
    end_pairing,
    join_ring,
    leave_ring,
    publish,
    release_silent,
    thank,
    want_earlier,
)
from peerloop.matchmaking.models import Ending, Pairing, Ring
from peerloop.matchmaking.queries import season_of, suggestions_for
from peerloop.people.actions import block, update_profile
from peerloop.skills.actions import offer, propose_skill, want

if TYPE_CHECKING:
    import time_machine

    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairing(clock: time_machine.Coordinates, alice: Member, bo: Member) -> Pairing:
    """Alice and Bo learn Rust together; what was written about that has been read."""
    rust = propose_skill("Rust", by=bo)
    offer(bo, skill=rust, level=4)
    need = want(alice, skill=rust, level=3)
    return accept(ask(need, teacher=bo, starts_at=suggestions_for(need)[0].starts_at, by=alice), by=bo)


def text(letter) -> str:
    return " ".join(letter.get_body(("plain",)).get_content().split())


def link(letter, path: str) -> list[str]:
    found = re.findall(
        rf"{re.escape(settings.PEERLOOP_URL)}(/{path}/[^\s]+)", letter.get_body(("plain",)).get_content()
    )
    return list(dict.fromkeys(found))


def about(letters: list, word: str) -> list:
    return [letter for letter in letters if word in letter["Subject"]]


def test_both_are_asked_after_silence_and_one_click_is_enough(
    pairing: Pairing, alice: Member, bo: Member, post, work, clock
) -> None:
    clock.shift(timedelta(days=28))
    release_silent()
    work()
    for member, other in ((alice, "Bo"), (bo, "Alice")):
        [letter] = about(post.to(member), "still at it")
        assert letter["Subject"] == f"Rust with {other}: are you two still at it?"
        assert "You get this because you two are learning together. Nobody else is told." in text(letter)
        assert len(link(letter, "words")) == 2
    [letter] = about(post.to(bo), "still at it")
    assert Client().post(link(letter, "words")[0]).status_code == 200
    clock.shift(timedelta(days=13))
    release_silent()
    assert not Ending.objects.exists()


def test_what_nobody_answered_comes_to_rest_and_both_hear_of_it(
    pairing: Pairing, alice: Member, bo: Member, post, work, clock
) -> None:
    for _turn in range(2):
        clock.shift(timedelta(days=28))
        release_silent()
        work()
    for member in (alice, bo):
        [letter] = about(post.to(member), "come to rest")
        assert "Nobody has done anything wrong" in text(letter)


@pytest.mark.parametrize("kind", ["done", "not_a_fit"])
def test_of_an_end_the_other_reads_the_same_words_whatever_the_reason(
    kind: str, pairing: Pairing, alice: Member, bo: Member, post, work
) -> None:
    work()
    post.letters.clear()
    end_pairing(pairing, by=bo, kind=kind)
    work()
    [letter] = about(post.to(alice), "has ended")
    assert letter["Subject"] == "Rust with Bo has ended"
    assert "has come to its end" in text(letter)
    assert "Since you still want to learn it, new suggestions are looked for." in text(letter)
    assert not any(word in text(letter) for word in ("fit", "because of"))


def test_a_word_of_thanks_comes_with_it_or_later(pairing: Pairing, alice: Member, bo: Member, post, work) -> None:
    end_pairing(pairing, by=alice, thanks="You saved me weeks")
    work()
    [letter] = about(post.to(bo), "has ended")
    assert "You saved me weeks" in text(letter)
    assert about(post.to(alice), "has ended") == []
    thank(pairing, text="It was a joy", by=bo)
    work()
    [letter] = about(post.to(alice), "says thank you")
    assert "It was a joy" in text(letter)


def test_after_a_block_nothing_is_written(pairing: Pairing, alice: Member, bo: Member, post, work) -> None:
    work()
    post.letters.clear()
    block(bo, alice)
    work()
    assert about(post.letters, "has ended") == []


@pytest.fixture
def ring(organiser: Member, alice: Member, bo: Member, charlie: Member, clock: time_machine.Coordinates) -> Ring:
    circle(alice, bo, charlie)
    publish(swaps(organiser), by=organiser)
    clock.shift(timedelta(hours=2))
    return Ring.objects.get()


def test_a_ring_is_put_to_all_with_a_click_each(
    ring: Ring, alice: Member, bo: Member, charlie: Member, post, work
) -> None:
    work()
    for member in (alice, bo, charlie):
        [letter] = about(post.to(member), "A ring")
        assert "and so the ring closes." in text(letter)
        assert "You get this because you want to learn something openly" in text(letter)
        assert about(post.to(member), "Somebody to learn from") == []
        yes, _no = link(letter, "words")
        assert Client().post(yes).status_code == 200
    assert Pairing.objects.filter(ring=ring).count() == 3
    work()
    for member in (alice, bo, charlie):
        assert len(about(post.to(member), "Everybody has said yes")) == 1


def test_only_who_said_yes_hears_that_it_will_not_be_and_not_because_of_whom(
    ring: Ring, alice: Member, bo: Member, charlie: Member, post, work
) -> None:
    join_ring(ring, by=alice)
    leave_ring(ring, by=bo)
    work()
    [letter] = about(post.to(alice), "will not be this time")
    assert not any(name in text(letter).replace("Hello Alice", "") for name in ("Bo ", "Charlie "))
    assert about([*post.to(bo), *post.to(charlie)], "will not be") == []
    assert about(post.letters, "A ring") == []


def test_something_outside_ones_field_says_so_and_why(pairing: Pairing, alice: Member, charlie: Member, post, work):
    singing = propose_skill("Singing", by=charlie)
    offer(charlie, skill=singing, level=4)
    update_profile(alice, by=alice)
    assert draw_stretch(alice, season=season_of(now().date())[0]) is not None
    from peerloop.journal.models import Entry
    from peerloop.notices.kinds import KINDS

    entry = Entry.objects.get(verb="stretch.made")
    message = KINDS["stretch_found"].compose(alice, entry)
    assert message is not None
    assert message.subject == "Outside your field, on purpose: Singing"
    assert message.reason == "You get this because once in a season one such thing is suggested to everybody, by lot."
    assert KINDS["stretch_found"].nudge
    assert KINDS["stretch_found"].compose(charlie, entry) is None


def test_reverse_mentoring_is_asked_for_as_such(clock, alice: Member, charlie: Member, post, work) -> None:
    from datetime import date

    skill = propose_skill("Short videos", by=charlie)
    offer(charlie, skill=skill, level=4)
    for member, year in ((alice, 2010), (charlie, 2024)):
        update_profile(member, by=None, hired_on=date(year, 1, 1))
    need = want(alice, skill=skill, level=2)
    alice.refresh_from_db()
    want_earlier(need, by=alice)
    ask(need, teacher=charlie, starts_at=suggestions_for(need)[0].starts_at, by=alice)
    work()
    [letter] = about(post.to(charlie), "would like to learn from you")
    assert "Alice asks you as somebody earlier in their career." in text(letter)

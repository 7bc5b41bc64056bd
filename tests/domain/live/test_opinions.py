"""What a session was worth: pooled where many met, signed where two did."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.live.conftest import NOON, minutes

from peerloop.journal.leases import work_off
from peerloop.journal.models import Entry
from peerloop.live.actions import close_opinions, say_opinion
from peerloop.live.models import Opinion, Pool
from peerloop.live.queries import opinion_for, opinion_of, pool_for
from peerloop.schedule.actions import record_ended_sessions

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

AFTER = NOON + minutes(50)
CLOSE = NOON + minutes(45) + timedelta(days=3)


@pytest.fixture
def twelve(people: Callable[[int], list[Member]]) -> list[Member]:
    return people(12)


@pytest.fixture
def large(clock, announced: Callable[..., Session], twelve: list[Member]) -> Session:
    """Twelve have listened to Bo; it is just over, and the house has written that down."""
    session = announced(*twelve)
    clock.move_to(AFTER)
    record_ended_sessions()
    return session


def say(session: Session, *members: Member, worth: str = "yes", usable: str = "partly", text: str = "") -> None:
    for number, member in enumerate(members):
        say_opinion(session, worth=worth, usable=usable, text=text and f"{text} {number}", by=member)


def test_at_the_close_five_or_more_are_told_of_and_the_answers_deleted(
    clock, large: Session, twelve: list[Member], bo: Member
) -> None:
    say(large, *twelve[:7])
    say(large, *twelve[7:9], worth="no", usable="no")
    assert pool_for(large, bo) is None
    clock.move_to(CLOSE - minutes(1))
    work_off()
    assert pool_for(large, bo) is None
    clock.move_to(CLOSE)
    work_off()
    pool = pool_for(large, bo)
    assert (pool.enough, pool.worth, pool.usable, pool.texts) == (True, {"yes": 5}, {"partly": 5}, [])
    assert Opinion.objects.count() == 0
    assert Entry.objects.get(verb="opinions.pooled").about == [bo.pk]


def test_of_four_nothing_is_told(clock, large: Session, twelve: list[Member], bo: Member) -> None:
    say(large, *twelve[:4], text="Good")
    clock.move_to(CLOSE)
    work_off()
    pool = pool_for(large, bo)
    assert (pool.enough, pool.worth, pool.usable, pool.texts) == (False, {}, {}, [])
    assert Opinion.objects.count() == 0


def test_words_are_told_from_ten_on_without_order(clock, large: Session, twelve: list[Member], bo: Member) -> None:
    say(large, *twelve[:10], text="Good")
    clock.move_to(CLOSE)
    work_off()
    assert sorted(pool_for(large, bo).texts) == sorted(f"Good {number}" for number in range(10))


def test_of_nine_words_none(clock, large: Session, twelve: list[Member], bo: Member) -> None:
    say(large, *twelve[:9], text="Good")
    say(large, *twelve[9:])
    clock.move_to(CLOSE)
    work_off()
    assert pool_for(large, bo).texts == []


def test_nobody_but_who_led_sees_the_pool(clock, large: Session, twelve: list[Member]) -> None:
    say(large, *twelve)
    clock.move_to(CLOSE)
    work_off()
    assert pool_for(large, twelve[0]) is None


def test_closing_twice_tells_the_same(clock, large: Session, twelve: list[Member]) -> None:
    say(large, *twelve)
    clock.move_to(CLOSE)
    assert close_opinions(large) == close_opinions(large) == Pool.objects.get()


def test_one_says_it_anew_until_the_close(clock, large: Session, twelve: list[Member]) -> None:
    say(large, twelve[0])
    say(large, twelve[0], worth="no")
    assert opinion_of(large, twelve[0]).worth == "no"
    assert opinion_of(large, twelve[1]) is None
    clock.move_to(CLOSE)
    with pytest.raises(ValidationError, match="time for this is over"):
        say(large, twelve[0])


def test_the_journal_does_not_say_who_has_answered(large: Session, twelve: list[Member]) -> None:
    say(large, twelve[0])
    entry = Entry.objects.get(verb="opinion.given")
    assert (entry.actor, entry.about) == (None, [])


def test_not_before_the_end(clock, large: Session, twelve: list[Member]) -> None:
    clock.move_to(NOON + minutes(30))
    with pytest.raises(ValidationError, match="when the session is over"):
        say(large, twelve[0])


def test_neither_who_led_nor_who_was_not_there(large: Session, bo: Member, dana: Member) -> None:
    for somebody in (bo, dana):
        with pytest.raises(PermissionDenied):
            say(large, somebody)


@pytest.mark.parametrize("said", [{"worth": "great"}, {"usable": ""}, {"text": "x" * 1001}])
def test_what_is_none_of_the_three_is_refused_by_its_field(
    large: Session, twelve: list[Member], said: dict[str, str]
) -> None:
    with pytest.raises(ValidationError) as wrong:
        say_opinion(large, **{"worth": "yes", "usable": "yes"} | said, by=twelve[0])
    assert list(wrong.value.message_dict) == list(said)


def test_of_so_few_nobody_is_asked(clock, announced: Callable[..., Session], people) -> None:
    """Of six there would never be anything to tell; so they may say it to Bo's face."""
    six = people(6)
    session = announced(*six)
    clock.move_to(AFTER)
    with pytest.raises(PermissionDenied):
        say(session, six[0])
    clock.move_to(CLOSE)
    assert close_opinions(session) is None


def test_of_two_each_says_it_to_the_other_and_signs(
    clock, hour: Session, alice: Member, bo: Member, dana: Member
) -> None:
    clock.move_to(AFTER)
    say(hour, alice, text="It helped")
    assert opinion_for(hour, bo).text == "It helped 0"
    assert opinion_for(hour, alice) is None
    entry = Entry.objects.get(verb="opinion.signed")
    assert (entry.actor, entry.about) == (alice.pk, sorted([alice.pk, bo.pk]))
    with pytest.raises(PermissionDenied):
        say(hour, dana)


def test_what_two_have_said_stays_theirs(clock, hour: Session, alice: Member, bo: Member) -> None:
    clock.move_to(AFTER)
    record_ended_sessions()
    say(hour, alice)
    clock.move_to(CLOSE)
    work_off()
    assert not Pool.objects.exists()
    assert opinion_for(hour, bo).worth == "yes"


def test_what_more_have_said_is_read_by_nobody_before(large: Session, twelve: list[Member], bo: Member) -> None:
    say(large, *twelve, text="Good")
    assert opinion_for(large, bo) is None
    assert opinion_of(large, bo) is None

"""Forty clients at once: no seat is given twice, no hour is booked twice, no need is asked for twice.

On PostgreSQL the locks are what is tested; on SQLite the one writer is, which hides missing locks.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.db.models import Count

from peerloop.kit import clock
from peerloop.matchmaking.actions import accept, ask, decline, refresh_suggestions, withdraw
from peerloop.matchmaking.models import Outcome, Pairing, Request
from peerloop.matchmaking.queries import seats_left
from peerloop.matchmaking.rules import AlreadyAsked, HourTaken, NotPossible, SeatTaken
from peerloop.people.actions import join
from peerloop.schedule.models import Participation
from peerloop.skills.actions import offer, propose_skill, want

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Skill

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 40
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
TUESDAY_9 = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HALF = timedelta(minutes=30)
ALWAYS = bytes([255]) * 84


def at_once(acts: Sequence[Callable[[], object]]) -> list[object]:
    """Run all of them at the same moment, each with its own connection; return results or refusals, in order."""
    start = Barrier(len(acts))

    def alone(act: Callable[[], object]) -> object:
        try:
            start.wait()
            with clock.at(MONDAY):
                return act()
        except NotPossible as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(alone, acts))


def member(name: str, **profile: object) -> Member:
    return join(name=name, email=f"{name.lower().replace(' ', '.')}@example.org", week=ALWAYS, **profile)


@pytest.fixture
def rust() -> Skill:
    return propose_skill("Rust", by=member("Charlie"))


@pytest.fixture
def bo(rust: Skill) -> Member:
    """A teacher with three seats."""
    teacher = member("Bo", capacity=3)
    offer(teacher, skill=rust, level=5)
    return teacher


def needs(rust: Skill, number: int) -> list[Need]:
    with clock.at(MONDAY):
        return [want(member(f"Learner {one}"), skill=rust, level=3) for one in range(number)]


def booked_twice() -> list[tuple[int, datetime]]:
    """Members with two sessions that begin at once and are not cancelled."""
    held = Participation.objects.filter(session__cancellation=None).values_list("member", "session__starts_at")
    return list(held.annotate(times=Count("pk")).filter(times__gt=1))


def test_forty_learners_and_three_seats(rust: Skill, bo: Member) -> None:
    """Each asks for another hour, so that only the seats can run out."""
    wanted = needs(rust, CLIENTS)
    results = at_once([
        lambda need=need, place=place: ask(need, teacher=bo, starts_at=TUESDAY_9 + place * HALF, by=need.member)
        for place, need in enumerate(wanted)
    ])  # fmt: skip
    assert sum(isinstance(one, Request) for one in results) == Request.objects.count() == 3
    assert sum(isinstance(one, SeatTaken) for one in results) == CLIENTS - 3
    assert seats_left([bo.pk]) == {bo.pk: 0}


def test_forty_learners_and_one_hour(rust: Skill, bo: Member) -> None:
    """There are seats for all, but Bo has the hour once."""
    bo.capacity = 50
    bo.save()
    wanted = needs(rust, CLIENTS)
    results = at_once([
        lambda need=need: ask(need, teacher=bo, starts_at=TUESDAY_9, by=need.member) for need in wanted
    ])  # fmt: skip
    assert sum(isinstance(one, Request) for one in results) == Request.objects.count() == 1
    assert sum(isinstance(one, HourTaken) for one in results) == CLIENTS - 1
    assert booked_twice() == []


def test_one_learner_clicks_forty_times(rust: Skill, bo: Member) -> None:
    [need] = needs(rust, 1)
    results = at_once([lambda: ask(need, teacher=bo, starts_at=TUESDAY_9, by=need.member)] * CLIENTS)
    assert {one.pk for one in results if isinstance(one, Request)} == {Request.objects.get().pk}
    assert len(results) == sum(isinstance(one, Request) for one in results)


def test_one_learner_asks_forty_teachers_in_forty_windows(rust: Skill) -> None:
    [need] = needs(rust, 1)
    teachers = [member(f"Teacher {number}") for number in range(CLIENTS)]
    for teacher in teachers:
        offer(teacher, skill=rust, level=4)
    results = at_once([
        lambda teacher=teacher, place=place: ask(
            need, teacher=teacher, starts_at=TUESDAY_9 + place * HALF, by=need.member
        )
        for place, teacher in enumerate(teachers)
    ])  # fmt: skip
    assert sum(isinstance(one, Request) for one in results) == Request.objects.count() == 1
    assert sum(isinstance(one, AlreadyAsked) for one in results) == CLIENTS - 1


def test_yes_no_and_never_mind_at_once(rust: Skill, bo: Member) -> None:
    """Accepted by page and by mail, declined and withdrawn in the same moment: one outcome stands, and all agree."""
    [need] = needs(rust, 1)
    with clock.at(MONDAY):
        asked = ask(need, teacher=bo, starts_at=TUESDAY_9, by=need.member)
    at_once([
        *[lambda: accept(asked, by=bo)] * 14,
        *[lambda: decline(asked, by=bo)] * 13,
        *[lambda: withdraw(asked, by=need.member)] * 13,
    ])  # fmt: skip
    kind = Outcome.objects.get().kind
    asked = Request.objects.select_related("session").get()
    assert Pairing.objects.count() == (kind == "accepted")
    assert hasattr(asked.session, "confirmation") is (kind == "accepted")
    assert hasattr(asked.session, "cancellation") is (kind != "accepted")
    assert seats_left([bo.pk]) == {bo.pk: 2 if kind == "accepted" else 3}


def test_crosswise_nobody_waits_for_ever(rust: Skill) -> None:
    """Twenty who teach and learn crosswise ask, pass on and look again at once; all ends, and nothing is double."""
    people = [member(f"Member {number}", capacity=2) for number in range(20)]
    for one in people:
        offer(one, skill=rust, level=5)
    with clock.at(MONDAY):
        wanted = [want(one, skill=rust, level=3) for one in people]
        first = [
            ask(need, teacher=people[(place + 1) % 20], starts_at=TUESDAY_9, then_next=True, by=need.member)
            if place % 4 == 0
            else None
            for place, need in enumerate(wanted)
        ]
    acts: list[Callable[[], object]] = []
    for place, need in enumerate(wanted):
        if (asked := first[place]) is not None:
            acts.append(lambda asked=asked: decline(asked, by=asked.teacher))
        else:
            at = TUESDAY_9 + (1 + place) * HALF
            acts.append(
                lambda need=need, teacher=people[place - 1], at=at: ask(
                    need, teacher=teacher, starts_at=at, by=need.member
                )
            )
        acts.append(lambda need=need: refresh_suggestions(need))
    at_once(acts)
    assert booked_twice() == []
    assert min(seats_left([one.pk for one in people]).values()) >= 0
    open_for = Request.objects.filter(outcome=None).values_list("need").annotate(times=Count("pk"))
    assert all(times == 1 for _need, times in open_for)

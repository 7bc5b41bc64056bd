"""Forty at a time want the last places, leave, wait, are let in and moved: places are kept, and so is the order.

On PostgreSQL this shows that the locks are there; on SQLite that nobody is turned away by the database.
"""

from __future__ import annotations

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections

from peerloop.journal.models import Entry
from peerloop.kit.clock import now
from peerloop.schedule.actions import (
    announce_session,
    change_session,
    join_session,
    leave_session,
    move_session,
    stop_waiting,
)
from peerloop.schedule.models import Participation, Session, Waiting
from peerloop.schedule.rules import Full, StaleSequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import MakeMember

    from peerloop.people.models import Member

CLIENTS = 40
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(work: Callable[[int], str]) -> Counter[str]:
    """Let forty clients begin together, each on its own connection, and count what they say."""
    together = Barrier(CLIENTS)

    def client(number: int) -> str:
        try:
            together.wait(timeout=60)
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLIENTS) as clients:
        return Counter(clients.map(client, range(CLIENTS)))


def gathering(by: Member, **otherwise: Any) -> Session:
    said: dict[str, Any] = {
        "kind": "workshop",
        "title": "Knots",
        "by": by,
        "local_date": now().date() + timedelta(days=3),
        "local_time": time(10),
        "zone": "UTC",
        "minutes": 60,
        "capacity": 1,
    }
    return announce_session(**said | otherwise)


def taken(session: Session) -> list[int]:
    seats = session.participations.exclude(part=Participation.Part.TEACHER)
    return list(seats.order_by("pk").values_list("member", flat=True))


@pytest.fixture
def crowd(make_member: MakeMember) -> list[Member]:
    return [make_member(f"Member {number}") for number in range(CLIENTS)]


def test_forty_want_the_last_seat(crowd: list[Member], bo: Member) -> None:
    session = gathering(bo)

    def join(number: int) -> str:
        try:
            join_session(session, by=crowd[number], wait=False)
        except Full:
            return "full"
        return "in"

    assert at_once(join) == {"in": 1, "full": CLIENTS - 1}
    assert len(taken(session)) == 1


def test_forty_join_and_all_but_three_wait_in_the_order_of_the_journal(crowd: list[Member], bo: Member) -> None:
    session = gathering(bo, capacity=3)

    def join(number: int) -> str:
        return type(join_session(session, by=crowd[number])).__name__

    assert at_once(join) == {"Participation": 3, "Waiting": CLIENTS - 3}
    came = Entry.objects.filter(verb="session.waiting").order_by("pk").values_list("actor", flat=True)
    queue = list(session.waiting.order_by("pk").values_list("member", flat=True))
    assert queue == list(came)
    change_session(session, by=bo, sequence=0, title="Knots", capacity=10)
    assert taken(session)[3:] == queue[:7]


def test_one_clicks_forty_times(alice: Member, bo: Member) -> None:
    session = gathering(bo)
    assert at_once(lambda _number: type(join_session(session, by=alice)).__name__) == {"Participation": CLIENTS}
    assert Entry.objects.filter(verb="session.joined").count() == 1


def test_forty_are_in_one_place_only_at_a_time(crowd: list[Member], bo: Member, charlie: Member) -> None:
    """Twenty members try to join two sessions at the same hour, each in two windows."""
    both = [gathering(bo, capacity=40), gathering(charlie, capacity=40)]

    def join(number: int) -> str:
        try:
            join_session(both[number % 2], by=crowd[number // 2])
        except ValidationError:
            return "taken"
        return "in"

    assert at_once(join) == {"in": 20, "taken": 20}


def test_forty_come_and_go_while_it_is_changed_and_moved(crowd: list[Member], bo: Member, charlie: Member) -> None:
    """Whatever comes first: places are never more than there are, nobody waits while a place is free, all is told."""
    session = gathering(charlie, capacity=5, teachers=[bo, charlie])
    for member in crowd[:20]:
        join_session(session, by=member)

    def deed(number: int) -> str:
        dice, me = random.Random(number), crowd[number]
        for _time in range(3):
            try:
                match dice.choice(["join", "leave", "join", "stop", "change", "move"]):
                    case "join":
                        join_session(session, by=me)
                    case "leave":
                        leave_session(session, by=me)
                    case "stop":
                        stop_waiting(session, by=me)
                    case "change":
                        sequence = Session.objects.get(pk=session.pk).sequence
                        change_session(session, by=bo, sequence=sequence, title="Knots", capacity=dice.randint(5, 9))
                    case "move":
                        stands = Session.objects.get(pk=session.pk)
                        day, at = stands.local_date, time(dice.randint(8, 18))
                        move_session(session, by=charlie, local_date=day, local_time=at, sequence=stands.sequence)
            except (ValidationError, PermissionDenied):
                continue
        return "done"

    assert at_once(deed) == {"done": CLIENTS}
    stands = Session.objects.get(pk=session.pk)
    assert len(taken(stands)) <= stands.capacity
    assert len(taken(stands)) == stands.capacity or not stands.waiting.exists()
    told = Counter(Entry.objects.filter(subject=session.pk).values_list("verb", flat=True))
    assert told["session.joined"] + told["session.promoted"] - told["session.left"] == len(taken(stands))
    entered = told["session.waiting"] - told["session.promoted"] - told["session.unwaited"]
    assert entered == Waiting.objects.filter(session=stands).count()
    assert stands.sequence == told["session.changed"] + told["session.moved"]


def test_forty_moves_and_one_prevails(bo: Member, charlie: Member) -> None:
    session = gathering(charlie, teachers=[bo, charlie])

    def move(number: int) -> str:
        at = time(11 + number % 8)
        try:
            move_session(
                session, by=(bo, charlie)[number % 2], local_date=session.local_date, local_time=at, sequence=0
            )
        except StaleSequence:
            return "late"
        return "moved"

    assert at_once(move) == {"moved": 1, "late": CLIENTS - 1}

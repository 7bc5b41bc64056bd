"""Forty clients at a time: no member is booked twice at once, whatever they do.

On PostgreSQL this shows that the locks are there; on SQLite, where every writing transaction is the only one,
that nobody is turned away by the database.
"""

from __future__ import annotations

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from peerloop.kit.clock import now
from peerloop.schedule.actions import cancel_session, confirm_session, hold_session, move_session
from peerloop.schedule.models import Participation, Session
from peerloop.schedule.rules import Clash

if TYPE_CHECKING:
    from collections.abc import Callable

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


def tomorrow() -> date:
    return now().date() + timedelta(days=2)


def hold(learner: Member, teacher: Member, at: time, minutes: int = 30) -> Session:
    return hold_session(
        by=learner, learner=learner, teacher=teacher, skill=None,
        local_date=tomorrow(), local_time=at, zone="Europe/Berlin", minutes=minutes,
    )  # fmt: skip


def doubly_booked() -> list[int]:
    """Return whose sessions overlap, found by laying each member's side by side."""
    spans: dict[int, list[tuple[datetime, datetime]]] = {}
    taken = Participation.objects.filter(session__cancellation=None)
    for member, start, end in taken.values_list("member", "session__starts_at", "session__ends_at"):
        spans.setdefault(member, []).append((start, end))
    return [m for m, some in spans.items() if any(a[1] > b[0] for a, b in pairwise(sorted(some)))]


def test_forty_ask_one_teacher_for_one_hour(make_member, bo: Member) -> None:
    learners = [make_member(f"Learner {number}") for number in range(CLIENTS)]

    def ask(number: int) -> str:
        try:
            hold(learners[number], bo, time(10, 0))
        except Clash:
            return "taken"
        return "held"

    assert at_once(ask) == {"held": 1, "taken": CLIENTS - 1}
    assert Session.objects.count() == 1


def test_forty_hold_confirm_move_and_cancel_among_eight(make_member) -> None:
    members = [make_member(f"Member {number}") for number in range(8)]
    quarters = [time(hour, minute) for hour in range(9, 13) for minute in (0, 15, 30, 45)]

    def one(dice: random.Random) -> None:
        learner, teacher = dice.sample(members, 2)
        session = hold(learner, teacher, dice.choice(quarters), minutes=dice.choice([15, 30, 60]))
        deed = dice.choice(["leave", "confirm", "move", "cancel"])
        if deed == "confirm":
            confirm_session(session, by=teacher)
        elif deed == "cancel":
            cancel_session(session, by=learner)
        elif deed == "move":
            move_session(session, by=teacher, local_date=tomorrow(), local_time=dice.choice(quarters), sequence=0)

    def busy(number: int) -> str:
        dice = random.Random(number)
        for _time in range(4):
            try:
                one(dice)
            except ValidationError:
                continue
        return "done"

    assert at_once(busy) == {"done": CLIENTS}
    assert doubly_booked() == []
    assert Session.objects.filter(cancellation=None).exists()


def test_forty_move_one_session_and_one_prevails(make_member, alice: Member, bo: Member) -> None:
    session = confirm_session(hold(alice, bo, time(10, 0)), by=bo)

    def move(number: int) -> str:
        by, at = (alice, bo)[number % 2], time(11 + number % 8, 0)
        try:
            move_session(session, by=by, local_date=tomorrow(), local_time=at, sequence=0)
        except ValidationError as refused:
            return type(refused).__name__
        return "moved"

    assert at_once(move) == {"moved": 1, "StaleSequence": CLIENTS - 1}
    session.refresh_from_db()
    assert (session.sequence, session.moves.count()) == (1, 1)

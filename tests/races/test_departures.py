"""Members leave the company, and block one another, while others join, move and book what they have ahead.

On PostgreSQL the order of the locks is what is tested: taken crosswise, one of the two is turned away by the database.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections

from peerloop.kit.clock import now
from peerloop.people.actions import block, depart
from peerloop.schedule.actions import announce_session, confirm_session, hold_meeting, join_session, leave_session
from peerloop.schedule.models import Participation, Session

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.conftest import MakeMember

    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db(transaction=True)
PEER = Participation.Part.PEER


def at_once(acts: Sequence[Callable[[], object]]) -> None:
    """Let all of them begin together, each on its own connection; a rule may refuse, the database may not."""
    together = Barrier(len(acts))

    def client(act: Callable[[], object]) -> None:
        try:
            together.wait(timeout=60)
            act()
        except (PermissionDenied, ValidationError):
            pass
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as clients:
        list(clients.map(client, acts))


def gathering(by: Member, **otherwise: Any) -> Session:
    said: dict[str, Any] = {
        "kind": "workshop",
        "title": "Knots",
        "by": by,
        "local_date": now().date() + timedelta(days=3),
        "local_time": time(10),
        "zone": "UTC",
        "minutes": 60,
    }
    return announce_session(**said | otherwise)


def coffee(*members: Member, on: int = 3) -> Session:
    day = now().date() + timedelta(days=on)
    when: dict[str, Any] = {"local_date": day, "local_time": time(15), "zone": "UTC"}
    parts = dict.fromkeys([member.pk for member in members], PEER)
    return confirm_session(hold_meeting(parts, kind=Session.Kind.COFFEE, by=None, **when), by=None)


def test_two_of_three_say_at_once_that_they_cannot_come(make_member: MakeMember) -> None:
    for number in range(8):
        one, two, three = (make_member(f"{name} {number}") for name in ("Ida", "Jon", "Kim"))
        session = coffee(one, two, three)
        at_once([lambda: leave_session(session, by=one), lambda: leave_session(session, by=two)])  # noqa: B023
        session.refresh_from_db()
        assert hasattr(session, "cancellation")
        assert session.participations.count() == 2


def test_many_leave_the_company_while_others_come(make_member: MakeMember, bo: Member) -> None:
    """Each session's queue and crowd are shared by those who leave and those who come."""
    days = [now().date() + timedelta(days=3 + day) for day in range(5)]
    sessions = [gathering(bo, local_date=day, capacity=8) for day in days]
    leaving = [make_member(f"Leaving {number}") for number in range(10)]
    coming = [make_member(f"Coming {number}") for number in range(20)]
    for session in sessions:
        for member in leaving:
            join_session(session, by=member)

    def come(member: Member, number: int) -> None:
        for session in sessions[number % 5 :] + sessions[: number % 5]:
            join_session(session, by=member)

    acts: list[Callable[[], object]] = [lambda member=member: depart(member, by=None) for member in leaving]
    acts += [lambda member=member, number=number: come(member, number) for number, member in enumerate(coming)]
    at_once(acts)
    assert not Participation.objects.filter(member__in=leaving).exists()


def test_many_block_one_another_with_sessions_ahead(make_member: MakeMember) -> None:
    crowd = [make_member(f"Crowd {number}") for number in range(8)]
    for day in range(2):
        for number, leader in enumerate(crowd):
            session = gathering(leader, local_date=now().date() + timedelta(days=3 + day + 5 * number))
            for member in crowd:
                if member != leader:
                    join_session(session, by=member)
    acts: list[Callable[[], object]] = [
        lambda one=one, other=other: block(one, other) for one, other in zip(crowd, crowd[1:] + crowd[:1], strict=True)
    ]
    at_once(acts)

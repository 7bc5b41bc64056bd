"""Forty at once for the last place of a day or of some weeks, and two who say yes in the same moment.

On PostgreSQL the locks are what is tested; on SQLite the one writer is, which hides missing locks.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from peerloop.exchange.actions import accept_guest, agree, ask_for_place, ask_to_come, offer_day, offer_place
from peerloop.exchange.models import DayRequest, Reply, Rotation
from peerloop.kit import clock
from peerloop.matchmaking.models import Pairing
from peerloop.onboarding.actions import look_for_buddy, say_no, say_yes
from peerloop.onboarding.models import Buddy, Task
from peerloop.people.actions import join
from peerloop.people.models import Team
from peerloop.schedule.models import Participation, Session

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 40
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def at_once(acts: Sequence[Callable[[], object]]) -> list[object]:
    """Run all of them at the same moment, each with its own connection; return results or refusals, in order."""
    start = Barrier(len(acts))

    def alone(act: Callable[[], object]) -> object:
        try:
            start.wait()
            with clock.at(MONDAY):
                return act()
        except ValidationError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(alone, acts))


def member(name: str, **profile: object) -> Member:
    return join(name=name, email=f"{name.lower().replace(' ', '.')}@example.org", **profile)


@pytest.fixture
def bo() -> Member:
    """Has been here for years, in a team."""
    return member("Bo", hired_on=date(2019, 1, 1), team=Team.objects.create(name="Data", key="data"), capacity=9)


def test_forty_guests_and_two_places_on_a_day(bo: Member) -> None:
    """Bo says yes to all of them in forty windows."""
    with clock.at(MONDAY):
        day = offer_day(by=bo, said="A day", local_date=date(2026, 12, 2), local_time=time(9), until=time(12), seats=2)
        asked = [ask_to_come(day, by=member(f"Guest {one}")) for one in range(CLIENTS)]
    results = at_once([lambda one=one: accept_guest(one, by=bo) for one in asked])
    assert sum(isinstance(one, Session) for one in results) == 2
    assert Reply.objects.filter(kind=Reply.Kind.ACCEPTED).count() == 2
    assert DayRequest.objects.filter(reply__kind=Reply.Kind.TAKEN).count() == CLIENTS - 2
    assert (Session.objects.count(), Participation.objects.count()) == (1, 3)


def test_forty_members_and_one_place_in_a_team(bo: Member) -> None:
    with clock.at(MONDAY):
        place = offer_place(by=bo, said="One thing", starts_on=date(2027, 1, 11), weeks=4, days=2)
        asked = [ask_for_place(place, by=member(f"Member {one}")) for one in range(CLIENTS)]
    results = at_once([lambda one=one: agree(one, by=bo) for one in asked])
    assert sum(one is True for one in results) == 1
    assert Pairing.objects.count() == 1
    assert Rotation.objects.filter(reply__kind=Reply.Kind.TAKEN).count() == CLIENTS - 1


def test_two_places_for_the_same_weeks_are_not_both_settled(bo: Member) -> None:
    """Alice has asked twenty hosts, and all say yes in the same moment."""
    alice = member("Alice")
    with clock.at(MONDAY):
        asked = []
        for number in range(20):
            host = member(f"Host {number}", team=bo.team)
            place = offer_place(by=host, said="One thing", starts_on=date(2027, 1, 11), weeks=4, days=2)
            asked.append((ask_for_place(place, by=alice), host))
    results = at_once([lambda one=one, host=host: agree(one, by=host) for one, host in asked])
    assert sum(one is True for one in results) == Pairing.objects.count() == 1


def test_forty_yeses_of_two_begin_it_once(bo: Member) -> None:
    with clock.at(MONDAY):
        alice = member("Alice")
        look_for_buddy(alice, by=alice)
        buddy = Buddy.objects.get()
    results = at_once([
        lambda by=by: say_yes(buddy, by=by) for _one in range(CLIENTS // 2) for by in (alice, bo)
    ])  # fmt: skip
    assert True in results
    assert (Pairing.objects.count(), Buddy.objects.get().acceptances.count()) == (1, 2)
    assert Task.objects.count() == Task.objects.values("text").distinct().count()


def test_asked_for_forty_times_one_is_proposed_and_a_yes_beside_a_no_leaves_no_half(bo: Member) -> None:
    with clock.at(MONDAY):
        alice = member("Alice")
    at_once([lambda: look_for_buddy(alice, by=alice) for _one in range(CLIENTS)])
    [buddy] = Buddy.objects.all()
    at_once([lambda: say_yes(buddy, by=alice), lambda: say_yes(buddy, by=bo), lambda: say_no(buddy, by=bo)])
    after = Buddy.objects.select_related("passing").get()
    assert hasattr(after, "passing") != (after.pairing_id is not None)

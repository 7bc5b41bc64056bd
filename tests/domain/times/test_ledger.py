"""Bad local hours are shared fairly, and whoever has borne them is nobody's business."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from tests.domain.times.conftest import MONDAY, TWO_WEEKS

from peerloop.engines.slots import common, pack
from peerloop.kit import clock
from peerloop.people.actions import depart
from peerloop.schedule.actions import cancel_session, join_session, leave_session, move_session
from peerloop.schedule.queries import in_full, sessions_seen_by
from peerloop.times.actions import note_bad_hours
from peerloop.times.models import Borne
from peerloop.times.queries import best_hours, borne_with, ledger_of
from peerloop.times.rules import LATELY, LEAD, bad_quarters

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.domain.times.conftest import Meet

    from peerloop.people.models import Member

    InZone = Callable[..., Member]

SEVEN = datetime(2026, 11, 24, 7, tzinfo=UTC)
"""07:00 in London, 16:00 in Tokyo."""


def ledger() -> dict[str, int]:
    return dict(Borne.objects.values_list("member__name", "quarters"))


@pytest.fixture
def alice(in_zone: InZone) -> Member:
    return in_zone("Alice", "Europe/London", always=True)


@pytest.fixture
def aiko(in_zone: InZone) -> Member:
    return in_zone("Aiko", "Asia/Tokyo", always=True)


@pytest.mark.parametrize(
    ("start", "minutes", "zone", "bad"),
    [
        ("2026-11-24T09:00", 60, "Europe/London", 0),
        ("2026-11-24T07:00", 60, "Europe/London", 4),
        ("2026-11-24T07:30", 60, "Europe/London", 2),
        ("2026-11-24T17:45", 30, "Europe/London", 1),
        ("2026-11-24T18:00", 25, "Europe/London", 2),
        ("2026-11-24T03:00", 60, "Asia/Kolkata", 0),
        ("2026-11-24T02:00", 60, "Asia/Kolkata", 2),
    ],
)
def test_what_a_bad_hour_is(start: str, minutes: int, zone: str, bad: int) -> None:
    begins = datetime.fromisoformat(start).replace(tzinfo=UTC)
    assert bad_quarters(begins, begins + timedelta(minutes=minutes), zone) == bad


def test_the_ledger_follows_what_is_booked_moved_left_and_cancelled(alice: Member, aiko: Member, meet: Meet) -> None:
    session = meet(alice, aiko, starts_at=SEVEN)
    assert ledger() == {"Alice": 4}
    session = move_session(
        session, by=alice, local_date=SEVEN.date(), local_time=SEVEN.replace(hour=9, minute=30).time(), sequence=0
    )
    assert ledger() == {"Aiko": 4}
    leave_session(session, by=aiko)
    assert ledger() == {}
    join_session(session, by=aiko)
    assert ledger() == {"Aiko": 4}
    note_bad_hours(session.pk)
    assert ledger() == {"Aiko": 4}
    cancel_session(session, by=alice)
    assert ledger() == {}


def test_who_did_not_come_has_not_borne_it(alice: Member, in_zone: InZone, meet: Meet) -> None:
    bo = in_zone("Bo", "Europe/London", always=True)
    session = meet(alice, bo, starts_at=SEVEN)
    note_bad_hours(session.pk, besides=[bo.pk])
    assert ledger() == {"Alice": 4}


def test_who_took_the_last_one_is_spared_the_next(alice: Member, in_zone: InZone, meet: Meet) -> None:
    """London's day and Auckland's have no hour in common: whenever one of the two meets by day, the other does not."""
    ana = in_zone("Ana", "Pacific/Auckland", always=True)
    bears = []
    for week in range(6):
        with clock.at(MONDAY + timedelta(weeks=week)):
            until, borne = clock.now() + timedelta(days=7), borne_with([alice, ana], alice)
            hours = best_hours(
                [alice, ana], 60, after=clock.now() + LEAD, until=until, zone="UTC", borne=borne, at_most=1
            )
            bears.append([who for who in (alice, ana) if hours[0].bad[who.pk]])
            meet(alice, ana, starts_at=hours[0].starts_at)
    assert [len(one) for one in bears] == [1] * 6
    assert all(one != other for one, other in pairwise(bears))


def test_a_season_later_it_is_forgotten(alice: Member, aiko: Member, meet: Meet) -> None:
    meet(alice, aiko, starts_at=SEVEN)
    with clock.at(SEVEN + LATELY):
        assert borne_with([alice, aiko], aiko) == {alice.pk: 4}
    with clock.at(SEVEN + LATELY + timedelta(seconds=1)):
        assert borne_with([alice, aiko], aiko) == {}


def test_one_sees_ones_own_ledger(alice: Member, aiko: Member, meet: Meet) -> None:
    session = meet(alice, aiko, starts_at=SEVEN)
    assert [(row.session, row.quarters) for row in ledger_of(alice)] == [(session, 4)]
    assert list(ledger_of(aiko)) == []


def test_no_order_tells_charlie_what_alice_bore_with_others(
    alice: Member, aiko: Member, in_zone: InZone, meet: Meet
) -> None:
    """Charlie proposes an hour to Alice and to Aiko; the order is the same, whatever the two have done before."""
    charlie = in_zone("Charlie", "Europe/London", always=True)
    members = [charlie, alice, aiko]

    def order() -> list[datetime]:
        borne = borne_with(members, charlie)
        hours = best_hours(members, 120, after=MONDAY, until=MONDAY + TWO_WEEKS, zone="UTC", borne=borne)
        return [hour.starts_at for hour in hours]

    before = order()
    for week in range(4, 8):
        meet(alice, aiko, starts_at=SEVEN + timedelta(weeks=week), minutes=120)
    assert order() == before
    assert borne_with(members, None) == {alice.pk: 16}  # the house knows, and shows nobody
    meet(charlie, aiko, starts_at=SEVEN + timedelta(weeks=9), minutes=120)
    assert borne_with(members, charlie) == {charlie.pk: 4}


def test_who_leaves_leaves_the_ledger_with_their_sessions(alice: Member, aiko: Member, meet: Meet) -> None:
    session = meet(aiko, alice, starts_at=SEVEN)
    depart(alice, by=None)
    assert in_full(sessions_seen_by(aiko)).get(pk=session.pk).participations.count() == 1
    assert ledger() == {}


def fairest(bad: np.ndarray, rounds: int) -> float:
    """Return the least that the most burdened can bear over so many rounds, if rounds could be divided."""
    members, slots = bad.shape[1], len(bad)
    found = linprog(
        np.r_[np.zeros(slots), 1],
        A_ub=np.c_[bad.T, -np.ones(members)],
        b_ub=np.zeros(members),
        A_eq=[np.r_[np.ones(slots), 0]],
        b_eq=[rounds],
    )
    return float(found.fun)


zones = st.lists(st.integers(-11, 13).map(lambda hours: hours * 60), min_size=2, max_size=8)


@settings(max_examples=40)
@given(zones, st.sampled_from([2, 4, 8]))
@example([0, 540], 4)
@example([-240, -180, -300, -360, -120, -420, 360], 8)
def test_over_many_rounds_nobody_bears_more_than_the_bound(east: list[int], length: int) -> None:
    """Twice the fairest there is, and two sessions; without the ledger one member would bear all of it."""
    free, offset, rounds = pack(np.ones((len(east), 672), dtype=bool)), np.array(east), 30
    borne = np.zeros(len(east), dtype=np.int64)
    for _round in range(rounds):
        slots = common(free, members=len(east), least=len(east), length=length, offset=offset, borne=borne)
        borne += slots.bad[0]
    least = fairest(np.unique(slots.bad, axis=0), rounds)
    assert borne.max() <= 2 * least + 2 * length


def test_without_the_ledger_the_bound_would_not_hold() -> None:
    free, offset = pack(np.ones((3, 672), dtype=bool)), np.array([0, 480, 960])
    slots = common(free, members=3, least=3, length=4, offset=offset)
    alone = 30 * slots.bad[0]
    assert alone.max() > 2 * fairest(np.unique(slots.bad, axis=0), 30) + 2 * 4

"""Many at once: each is in once, nobody joins what is closed, and everybody is invited once.

On PostgreSQL the locks are what is tested; on SQLite the one writer is, which hides missing locks.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from peerloop.kit import clock
from peerloop.people.actions import depart, grant_role, join
from peerloop.programmes.actions import (
    close_programme,
    invite_audience,
    join_programme,
    open_programme,
    set_up_programme,
)
from peerloop.programmes.models import CallOut, Figure, Participant, Programme
from peerloop.schedule.models import Allowance

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def at_once(acts: Sequence[Callable[[], object]]) -> list[object]:
    """Run all of them at the same moment, each with its own connection; return results or refusals, in order."""
    start = Barrier(len(acts))

    def alone(act: Callable[[], object]) -> object:
        try:
            start.wait()
            with clock.at(MONDAY):
                return act()
        except (ValidationError, PermissionDenied) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(alone, acts))


@pytest.fixture
def organiser() -> Member:
    member = join(name="Olga", email="olga@example.org")
    grant_role(member, "organiser", by=None)
    return member


@pytest.fixture
def season(organiser: Member) -> Programme:
    with clock.at(MONDAY):
        made = set_up_programme(by=organiser, title="A season", starts_on=date(2026, 11, 16), allowance=180)
        open_programme(made, by=organiser)
    return made


def people(count: int) -> list[Member]:
    return [join(name=f"M{number}", email=f"m{number}@example.org") for number in range(count)]


def test_ten_forms_sent_at_once_set_up_one(organiser: Member) -> None:
    uid, day = uuid4(), date(2026, 12, 1)
    made = at_once([lambda: set_up_programme(by=organiser, title="Twice?", starts_on=day, uid=uid)] * 10)
    assert ({one.pk for one in made if isinstance(one, Programme)}, len(made)) == ({Programme.objects.get().pk}, 10)


def test_who_clicks_twice_is_in_once_and_has_the_time_once(season: Programme) -> None:
    crowd = people(8)
    at_once([lambda member=member: join_programme(season, by=member) for member in crowd * 2])
    assert (Participant.objects.count(), Allowance.objects.count()) == (8, 8)


def test_whoever_joins_while_it_closes_is_in_before_it_or_not_at_all(season: Programme, organiser: Member) -> None:
    crowd = people(12)
    acts = [lambda member=member: join_programme(season, by=member) for member in crowd]
    answers = at_once([*acts[:6], lambda: close_programme(season, by=organiser), *acts[6:]])
    refused = sum(isinstance(answer, ValidationError) for answer in answers)
    assert Participant.objects.count() == 12 - refused
    assert set(Allowance.objects.values_list("ends_on", flat=True)) <= {MONDAY.date()}
    assert Figure.objects.filter(what="participants").count() == 1


def test_whoever_leaves_the_house_while_joining_is_not_in_it(season: Programme) -> None:
    crowd = people(6)
    joins = [lambda member=member: join_programme(season, by=member) for member in crowd]
    leaves = [lambda member=member: depart(member, by=None) for member in crowd]
    at_once([act for pair in zip(joins, leaves, strict=True) for act in pair])
    assert (Participant.objects.count(), Allowance.objects.count()) == (0, 0)


def test_ten_clicks_invite_everybody_once(season: Programme, organiser: Member) -> None:
    people(3)
    at_once([lambda: invite_audience(season, by=organiser)] * 10)
    assert CallOut.objects.count() == 1

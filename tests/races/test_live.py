"""Forty clients at once in a session: the clock turns once, votes and check-ins count once, one text stands.

On PostgreSQL the locks are what is tested; on SQLite the one writer is, which hides missing locks.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from tests.browser.lived import fresh

from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.live.actions import check_in, keep_notes, next_step, pose, start, vote
from peerloop.live.models import Agenda, CheckIn, Clock, Notes, Posed, Vote
from peerloop.live.rules import Overtaken, code_of
from peerloop.people.actions import join
from peerloop.schedule.actions import announce_session, join_session

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 40
EIGHT, NOON = (datetime(2026, 11, 23, hour, 0, tzinfo=UTC) for hour in (8, 12))


def at_once(acts: Sequence[Callable[[], object]], at: datetime = NOON) -> list[object]:
    """Run all of them at the same moment, each with its own connection; return results or refusals, in order."""
    begin = Barrier(len(acts))

    def alone(act: Callable[[], object]) -> object:
        try:
            begin.wait()
            with clock.at(at):
                return act()
        except ValidationError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(alone, acts))


@pytest.fixture
def people() -> list[Member]:
    return [join(name=f"Colleague {one}", email=f"colleague.{one}@example.org") for one in range(CLIENTS)]


@pytest.fixture
def two() -> list[Member]:
    """Two who lead."""
    return [join(name=name, email=f"{name.lower()}@example.org") for name in ("Bo", "Alice")]


@pytest.fixture
def session(two: list[Member], people: list[Member]) -> Session:
    with clock.at(EIGHT):
        made = announce_session(
            kind="lunch_and_learn", title="SQL", by=two[0], local_date=NOON.date(), local_time=NOON.time(), zone="UTC",
            minutes=45, teachers=two,
        )  # fmt: skip
        for one in people:
            join_session(made, by=one)
    return fresh(made)


def test_two_leaders_press_next_twenty_times_each_and_it_goes_on_by_one(session: Session, two: list[Member]) -> None:
    with clock.at(NOON):
        start(session, by=two[0])
    results = at_once([lambda by=by: next_step(session, by=by, sequence=0) for by in two * 20])
    assert sum(isinstance(one, Clock) for one in results) == 1
    assert sum(isinstance(one, Overtaken) for one in results) == CLIENTS - 1
    assert (Clock.objects.get().place, Clock.objects.get().sequence) == (1, 1)


def test_both_begin_at_once_and_there_is_one_agenda_and_one_clock(session: Session, two: list[Member]) -> None:
    results = at_once([lambda by=by: start(session, by=by) for by in two * 10])
    assert {one.pk for one in results} == {Clock.objects.get().pk}
    assert Agenda.objects.count() == 1
    assert Entry.objects.filter(verb="live.started").count() == 1


def test_forty_upvotes_are_forty(session: Session, two: list[Member], people: list[Member]) -> None:
    with clock.at(EIGHT):
        posed = pose(session, text="Why?", by=two[1])
    at_once([lambda by=by: vote(posed, by=by) for by in people], EIGHT)
    assert Vote.objects.count() == CLIENTS


def test_one_member_votes_forty_times_and_it_is_one(session: Session, two: list[Member], people: list[Member]) -> None:
    with clock.at(EIGHT):
        posed = pose(session, text="Why?", by=two[1])
    results = at_once([lambda: vote(posed, by=people[0])] * CLIENTS, EIGHT)
    assert results == [None] * CLIENTS
    assert Vote.objects.count() == Entry.objects.filter(verb="posed.wanted").count() == 1


def test_checking_in_forty_times_is_once(session: Session, people: list[Member]) -> None:
    code = code_of(session)
    results = at_once([lambda: check_in(session, by=people[0], code=code)] * CLIENTS)
    assert {one.pk for one in results} == {CheckIn.objects.get().pk}
    assert Entry.objects.filter(verb="session.checked_in").count() == 1


def test_one_asks_forty_questions_at_once_and_five_stay(session: Session, people: list[Member]) -> None:
    results = at_once(
        [lambda number=number: pose(session, text=f"Question {number}?", by=people[0]) for number in range(CLIENTS)],
        EIGHT,
    )
    assert sum(isinstance(one, Posed) for one in results) == Posed.objects.count() == 5


def test_of_forty_texts_one_stands_and_the_others_are_told(session: Session, people: list[Member]) -> None:
    results = at_once([
        lambda by=by: keep_notes(session, text=f"By {by.name}", sequence=0, by=by) for by in people
    ])  # fmt: skip
    assert sum(isinstance(one, Notes) for one in results) == 1
    assert sum(isinstance(one, Overtaken) for one in results) == CLIENTS - 1
    assert Notes.objects.get().sequence == 1

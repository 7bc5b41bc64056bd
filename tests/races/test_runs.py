"""Clicks at the same moment: a run is published once, withdrawn or superseded, stopped or finished, and never half.

On PostgreSQL the locks are what is tested; on SQLite the one writer is, which hides missing locks.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from peerloop.kit import clock
from peerloop.matchmaking.actions import ask, ask_for_run, discard, publish, run, send_appeal, stop, withdraw_run
from peerloop.matchmaking.models import Appeal, Choice, Miss, Publication, Request, Run, Stop, Suggestion, Withdrawal
from peerloop.matchmaking.queries.runs import runs_in_full
from peerloop.matchmaking.rules import NotPossible
from peerloop.matchmaking.states import State, state
from peerloop.people.actions import grant_role, join
from peerloop.skills.actions import drop_need, offer, propose_skill, want
from peerloop.skills.models import Need

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 12
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
TUESDAY_9 = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
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
def olga() -> Member:
    organiser = member("Olga")
    grant_role(organiser, "organiser", by=None)
    return organiser


@pytest.fixture
def rust() -> Skill:
    return propose_skill("Rust", by=None)


@pytest.fixture
def needs(rust: Skill) -> list[Need]:
    """Ten learners want Rust, and Bo can take them all."""
    offer(member("Bo", capacity=50), skill=rust, level=5)
    with clock.at(MONDAY):
        return [want(member(f"Learner {one}"), skill=rust, level=3) for one in range(10)]


def drafted(**more: object) -> Run:
    with clock.at(MONDAY):
        return run(**more)


def states() -> list[State]:
    with clock.at(MONDAY):
        return [state(one) for one in runs_in_full(Run.objects.all()).order_by("pk")]


def standing() -> set[int | None]:
    return set(Suggestion.objects.exclude(run=None).values_list("run", flat=True))


def test_twelve_clicks_publish_once(needs: list[Need], olga: Member) -> None:
    draft = drafted()
    results = at_once([lambda: publish(draft, by=olga)] * CLIENTS)
    assert {one.pk for one in results if isinstance(one, Run)} == {draft.pk}
    assert Publication.objects.count() == 1
    assert Suggestion.objects.filter(run=draft).count() == 10


def test_two_drafts_published_at_once_and_one_of_them_stands(needs: list[Need], olga: Member) -> None:
    one, other = drafted(), drafted()
    at_once([lambda: publish(one, by=olga), lambda: publish(other, by=olga)] * 3)
    assert Publication.objects.count() == 2
    [stands] = standing()
    assert Suggestion.objects.filter(run=stands).count() == 10


def test_published_and_thrown_away_at_once_it_is_one_of_the_two(needs: list[Need], olga: Member) -> None:
    draft = drafted()
    at_once([lambda: publish(draft, by=olga), lambda: discard(draft, by=olga)] * 4)
    [found] = states()
    assert found in {State.PUBLISHED, State.DISCARDED}
    assert standing() == ({draft.pk} if found is State.PUBLISHED else set())
    assert (Stop.objects.count(), Publication.objects.count()) == ((0, 1) if found is State.PUBLISHED else (1, 0))


def test_published_and_another_withdrawn_at_once(needs: list[Need], olga: Member) -> None:
    """Either the new one came first, and the old one is no longer there to withdraw, or it stands after that."""
    old = drafted()
    with clock.at(MONDAY):
        publish(old, by=olga)
    new = drafted()
    at_once([lambda: publish(new, by=olga), lambda: withdraw_run(old, by=olga)] * 4)
    assert standing() == {new.pk}
    assert Suggestion.objects.filter(run=new).count() == 10
    assert states() in ([State.PUBLISHED, State.PUBLISHED], [State.WITHDRAWN, State.PUBLISHED])


def test_withdrawn_at_once_by_many(needs: list[Need], olga: Member) -> None:
    draft = drafted()
    with clock.at(MONDAY):
        publish(draft, by=olga)
    at_once([lambda: withdraw_run(draft, by=olga)] * CLIENTS)
    assert (Withdrawal.objects.count(), standing()) == (1, set())


def test_stopped_while_it_is_being_finished(needs: list[Need], olga: Member) -> None:
    """Whoever is first: a draft that is there in whole and thrown away, or nothing at all."""
    with clock.at(MONDAY):
        asked = ask_for_run(by=olga)
    at_once([lambda: run(asked=asked), *[lambda: stop(asked, by=olga)] * 3])
    assert states()[0] in {State.STOPPED, State.DISCARDED}
    assert (Choice.objects.count(), Miss.objects.count(), Stop.objects.count()) == (0, 0, 1)


def test_two_workers_finish_the_same_run(needs: list[Need], olga: Member) -> None:
    with clock.at(MONDAY):
        asked = ask_for_run(by=olga)
    at_once([lambda: run(asked=asked)] * 3)
    assert states() == [State.DRAFT]
    assert Choice.objects.filter(run=asked).count() == 10


def test_published_while_learners_ask_and_drop_what_they_want(needs: list[Need], olga: Member) -> None:
    draft = drafted()
    teacher = draft.choices.select_related("teacher").first().teacher
    hours = [TUESDAY_9 + place * timedelta(minutes=30) for place in range(10)]
    asking = [
        lambda need=need, at=at: ask(need, teacher=teacher, starts_at=at, by=need.member)
        for need, at in zip(needs[:5], hours, strict=False)
    ]
    dropping = [lambda need=need: drop_need(need, by=need.member) for need in needs[5:]]
    results = at_once([lambda: publish(draft, by=olga), *asking, *dropping])
    assert [one for one in results if isinstance(one, Exception)] == []
    assert Request.objects.filter(outcome=None).count() == 5
    assert Need.objects.count() == 5
    assert not Suggestion.objects.exclude(need__in=Need.objects.all()).exists()


def test_withdrawn_while_learners_ask(needs: list[Need], olga: Member) -> None:
    draft = drafted()
    with clock.at(MONDAY):
        publish(draft, by=olga)
    teacher = draft.choices.select_related("teacher").first().teacher
    asking = [
        lambda need=need, place=place: ask(
            need, teacher=teacher, starts_at=TUESDAY_9 + place * timedelta(minutes=30), by=need.member
        )
        for place, need in enumerate(needs)
    ]
    results = at_once([*asking, lambda: withdraw_run(draft, by=olga)])
    assert sum(isinstance(one, Request) for one in results) == Request.objects.filter(outcome=None).count() == 10
    assert standing() == set()


def test_an_appeal_goes_out_once(rust: Skill, olga: Member) -> None:
    with clock.at(MONDAY):
        for number in range(5):
            want(member(f"Learner {number}"), skill=rust, level=3)
        offer(member("Gail"), skill=rust, level=2)
    draft = drafted()
    results = at_once([lambda: send_appeal(draft, rust, text="", by=olga)] * CLIENTS)
    assert sum(isinstance(one, Appeal) for one in results) == Appeal.objects.count() == 1

"""Forty at once: each is counted once, the proposer hears once, one of two is the first to teach it, one session.

On PostgreSQL the locks are what is tested; on SQLite the one writer is, which hides missing locks.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier
from time import sleep
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.people.actions import join
from peerloop.people.models import Member
from peerloop.proposals.actions import (
    close_proposal,
    keep_proposal,
    propose,
    schedule_proposal,
    tidy_quiet,
    volunteer,
    want_too,
)
from peerloop.proposals.models import MeToo, Proposal, Scheduling, Volunteer
from peerloop.proposals.rules import THEN, Over
from peerloop.schedule.models import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 40
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
THURSDAY = {"kind": "workshop", "local_date": date(2026, 11, 26), "local_time": time(10), "minutes": 60}


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


def member(name: str) -> Member:
    return join(name=name, email=f"{name.lower().replace(' ', '.')}@example.org")


@pytest.fixture
def proposal() -> Proposal:
    return propose(by=member("Alice"), title="Reading a balance sheet")


def told(verb: str) -> int:
    return Entry.objects.filter(verb=verb).count()


def test_forty_me_toos_are_forty_and_the_proposer_hears_once_of_each_step(proposal: Proposal) -> None:
    crowd = [member(f"Member {number}") for number in range(CLIENTS)]
    counts = at_once([lambda by=by: want_too(proposal, by=by) for by in crowd])
    assert (MeToo.objects.count(), sorted(counts)) == (CLIENTS + 1, list(range(2, CLIENTS + 2)))
    assert told("proposal.popular") == 3  # at five, ten and twenty-five


def test_a_double_click_is_one_wish_one_proposal_and_one_volunteer(proposal: Proposal) -> None:
    bo = member("Bo")
    at_once([lambda: want_too(proposal, by=bo)] * 10)
    at_once([lambda: volunteer(proposal, by=bo)] * 10)
    at_once([lambda: propose(by=bo, title="Baking bread")] * 10)
    assert (MeToo.objects.filter(proposal=proposal).count(), Volunteer.objects.count()) == (2, 1)
    assert [told(verb) for verb in ("proposal.wanted", "proposal.taken", "proposal.joined")] == [1, 1, 0]
    assert Proposal.objects.filter(title="Baking bread").count() == 1


def test_of_many_who_volunteer_at_once_one_is_the_first(proposal: Proposal) -> None:
    crowd = [member(f"Member {number}") for number in range(CLIENTS)]
    at_once([lambda by=by: volunteer(proposal, by=by) for by in crowd])
    assert Volunteer.objects.count() == CLIENTS
    assert (told("proposal.taken"), told("proposal.joined")) == (1, CLIENTS - 1)


def test_it_becomes_one_session_however_often_it_is_planned(proposal: Proposal) -> None:
    two = [member("Bo"), member("Charlie")]
    for by in two:
        volunteer(proposal, by=by)
    done = at_once([lambda by=by: schedule_proposal(proposal, by=by, **THURSDAY) for by in two * 10])
    assert (Session.objects.count(), Scheduling.objects.count(), told("session.announced")) == (1, 1, 1)
    assert {type(one).__name__ for one in done} == {"Scheduled", "Over"}


def test_it_is_closed_or_taken_and_never_both(proposal: Proposal) -> None:
    alice, crowd = proposal.by, [member(f"Member {number}") for number in range(20)]
    acts = [lambda by=by: volunteer(proposal, by=by) for by in crowd]
    done = at_once([*acts, lambda: close_proposal(proposal, by=alice)])
    stands = Proposal.objects.select_related("closure").get()
    assert hasattr(stands, "closure")
    closed_at = Entry.objects.get(verb="proposal.closed").pk
    later = Entry.objects.filter(verb__in=("proposal.taken", "proposal.joined"), pk__gt=closed_at)
    assert (later.count(), sum(isinstance(one, Over) for one in done)) == (0, 20 - Volunteer.objects.count())


def test_kept_while_the_quiet_ones_are_closed(proposal: Proposal) -> None:
    """Who says at the last moment that it is still wanted is heard."""
    alice = Member.objects.get(pk=proposal.by_id or 0)
    Proposal.objects.update(asked_at=MONDAY - THEN - timedelta(hours=1))

    def keep() -> None:
        with transaction.atomic():
            keep_proposal(proposal, by=alice)
            sleep(1)

    def tidy() -> tuple[int, int]:
        sleep(0.3)
        return tidy_quiet()

    assert at_once([keep, tidy])[1] == (0, 0)
    assert Proposal.objects.get().asked_at is None

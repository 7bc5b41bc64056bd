"""At once: both peers say "ready", a form is sent twice, the last seat before the teacher is taken.

On PostgreSQL the locks are what is tested; on SQLite the one writer is, which hides missing locks.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time
from threading import Barrier
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.people.actions import join
from peerloop.schedule.actions import join_session
from peerloop.schedule.models import Participation, Session
from peerloop.skills.actions import offer, propose_skill
from peerloop.vetting.actions import ask_peer, plan_teach_back, say_remark
from peerloop.vetting.models import Remark, TeachBack, Vetted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peerloop.people.models import Member
    from peerloop.skills.models import Offer

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY, THURSDAY = datetime(2026, 11, 23, 8, tzinfo=UTC), datetime(2026, 11, 26, 11, tzinfo=UTC)
WHEN = {"local_date": date(2026, 11, 26), "local_time": time(10)}
MARKS = dict.fromkeys(("goal", "steps", "checks", "time"), 3)


def at_once(acts: Sequence[Callable[[], object]], at: datetime = MONDAY) -> list[object]:
    """Run all of them at the same moment, each with its own connection; return results or refusals, in order."""
    start = Barrier(len(acts))

    def alone(act: Callable[[], object]) -> object:
        try:
            start.wait()
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
    return [join(name=f"Member {n}", email=f"member.{n}@example.org") for n in range(8)]


@pytest.fixture
def mine(people: list[Member]) -> Offer:
    return offer(people[0], skill=propose_skill("Rust", by=people[0]))


def test_two_who_say_ready_at_once_vet_it_once(people: list[Member], mine: Offer) -> None:
    with clock.at(MONDAY):
        lesson = plan_teach_back(mine, peers=people[1:3], by=people[0], **WHEN)
        for peer in people[1:3]:
            join_session(lesson.session, by=peer)
    acts = [
        lambda peer=peer: say_remark(lesson, marks=MARKS, worked="All of it", ready=True, by=peer)
        for peer in people[1:3]
    ]
    answers = at_once(acts, THURSDAY)
    assert not [one for one in answers if isinstance(one, Exception)]
    assert (Remark.objects.count(), Vetted.objects.count()) == (2, 1)
    assert Entry.objects.filter(verb="offer.vetted").count() == 1


def test_a_form_sent_twenty_times_plans_one_lesson(people: list[Member], mine: Offer) -> None:
    uid = uuid4()
    acts = [lambda: plan_teach_back(mine, peers=people[1:3], by=people[0], uid=uid, **WHEN)] * 20
    lessons = {one.pk for one in at_once(acts) if isinstance(one, TeachBack)}
    assert (len(lessons), TeachBack.objects.count(), Session.objects.count()) == (1, 1, 1)


def test_of_seven_who_say_yes_two_listen(people: list[Member], mine: Offer) -> None:
    with clock.at(MONDAY):
        lesson = plan_teach_back(mine, peers=people[1:3], by=people[0], **WHEN)
        for peer in people[3:]:
            ask_peer(lesson, peer, by=people[0])
    at_once([lambda peer=peer: join_session(lesson.session, by=peer, wait=False) for peer in people[1:]])
    assert Participation.objects.filter(session=lesson.session, part="peer").count() == 2

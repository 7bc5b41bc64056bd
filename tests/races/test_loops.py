"""Forty clicks at once: one receipt, one contribution, one answer, one loop, one word of thanks.

On PostgreSQL the locks are what is tested; on SQLite the one writer is, which hides missing locks.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.loops import actions as loops
from peerloop.loops.models import Asking, FollowUp, Loop, Observation, Receipt
from peerloop.people.actions import join
from peerloop.recognition.actions import thank
from peerloop.recognition.models import Contribution, Kudos, Thanked
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

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


def member(name: str) -> Member:
    return join(name=name, email=f"{name.lower().replace(' ', '.')}@example.org")


@pytest.fixture
def alice() -> Member:
    return member("Alice")


@pytest.fixture
def bo() -> Member:
    return member("Bo")


@pytest.fixture
def sql(bo: Member) -> Skill:
    return propose_skill("SQL", by=bo)


@pytest.fixture
def tried(sql: Skill, alice: Member, bo: Member) -> Loop:
    with clock.at(MONDAY):
        loop = loops.open_loop(learner=alice, teacher=bo, skill=sql, by=bo)
        loops.say_gain(loop, by=alice, gain="a", intention="b", by_when=date(2026, 11, 27))
        return loops.say_applied(loop, by=alice, text="c")


def count(verb: str) -> int:
    return Entry.objects.filter(verb=verb).count()


def test_a_receipt_confirmed_forty_times(tried: Loop, bo: Member) -> None:
    at_once([lambda: loops.confirm(tried, by=bo)] * CLIENTS)
    assert (Receipt.objects.count(), Contribution.objects.count(), count("loop.confirmed")) == (1, 1, 1)


def test_confirmed_and_taken_back_in_the_same_moment(tried: Loop, bo: Member) -> None:
    """Whatever came last: there is a contribution where there is a receipt."""
    at_once([lambda: loops.confirm(tried, by=bo), lambda: loops.unconfirm(tried, by=bo)] * (CLIENTS // 2))
    assert Receipt.objects.count() == Contribution.objects.count()
    assert count("loop.confirmed") - count("loop.unconfirmed") == Receipt.objects.count()


def test_did_you_use_it_answered_from_two_mails_and_the_page(tried: Loop, alice: Member) -> None:
    with clock.at(MONDAY):
        loops.reflect(tried, by=alice, text="d")
    asked = FollowUp.objects.create(loop=tried, days=30)
    at_once([lambda: loops.answer_follow_up(asked, by=alice, answer="yes")] * CLIENTS)
    assert (FollowUp.objects.get().answer, count("follow_up.answered")) == ("yes", 1)


def test_forty_workers_ask_once(tried: Loop, alice: Member) -> None:
    with clock.at(datetime(2026, 10, 20, tzinfo=UTC)):
        loops.reflect(tried, by=alice, text="d")
    at_once([loops.ask_follow_ups] * CLIENTS)
    assert (FollowUp.objects.count(), count("follow_up.asked")) == (1, 1)


def test_who_saw_it_says_yes_and_no_at_once(tried: Loop, alice: Member) -> None:
    charlie = member("Charlie")
    with clock.at(MONDAY):
        asking = loops.ask_companion(tried, by=alice, member=charlie, part="saw")
    at_once([
        *[lambda: loops.say_seen(asking, by=charlie, text="e")] * 20,
        *[lambda: loops.say_no(asking, by=charlie)] * 20,
    ])  # fmt: skip
    answer = Asking.objects.get().answer
    assert Observation.objects.count() == Contribution.objects.count() == (answer == "yes")
    assert count("asking.affirmed") + count("asking.declined") == 1


def test_two_who_taught_it_and_one_is_its_teacher(sql: Skill, alice: Member, bo: Member) -> None:
    charlie = member("Charlie")
    with clock.at(MONDAY):
        loop = loops.begin_loop(by=alice, skill=sql, taught_by=bo)
        [first] = loop.askings.all()
        second = Asking.objects.create(loop=loop, member=charlie, part="taught")
    at_once([
        *[lambda: loops.say_taught(first, by=bo)] * 20,
        *[lambda: loops.say_taught(second, by=charlie)] * 20,
    ])  # fmt: skip
    [yes] = Asking.objects.filter(answer="yes")
    assert (Loop.objects.get().teacher, count("asking.affirmed")) == (yes.member, 1)


def test_a_loop_begun_forty_times(sql: Skill, alice: Member, bo: Member) -> None:
    begun = at_once([lambda: loops.begin_loop(by=alice, skill=sql, taught_by=bo)] * CLIENTS)
    assert set(begun) == {Loop.objects.get()}
    assert Asking.objects.count() == 1


def test_thanks_said_forty_times_and_a_flood(sql: Skill, alice: Member, bo: Member) -> None:
    at_once([lambda: thank(bo, by=alice, text="Thank you", skill=sql)] * CLIENTS)
    assert Kudos.objects.count() == 1
    at_once([lambda n=n: thank(bo, by=alice, text=f"Thank you {n}", skill=sql) for n in range(CLIENTS)])
    assert Thanked.objects.count() == 3

"""Forty at once: the last place of a circle goes to one, an asking is answered once, who leaves and who follows.

On PostgreSQL the locks are what is tested; on SQLite the one writer is, which hides missing locks.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from peerloop.circles.actions import (
    accept_invitation,
    answer_asking,
    ask_to_join,
    close_circle,
    do_task,
    invite_to_circle,
    join_circle,
    leave_circle,
    name_facilitator,
    plan_meeting,
    set_task,
    start_circle,
)
from peerloop.circles.models import Circle, Meeting, Membership, TaskDone
from peerloop.circles.rules import Full, Over
from peerloop.kit import clock
from peerloop.people.actions import depart, join
from peerloop.people.models import Member
from peerloop.schedule.models import Participation, Session
from peerloop.vetting.actions import take_check
from peerloop.vetting.course import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 40
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
THURSDAY = {"local_date": date(2026, 11, 26), "local_time": time(10), "minutes": 60}


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


def member(name: str) -> Member:
    return join(name=name, email=f"{name.lower().replace(' ', '.')}@example.org")


def passed(name: str) -> Member:
    one = member(name)
    with clock.at(MONDAY):
        take_check({each.code: each.right for each in QUESTIONS}, by=one)
    return one


@pytest.fixture
def circle() -> Circle:
    with clock.at(MONDAY):
        return start_circle(by=passed("Bo"), title="Rust on Thursdays", goal="Ship something small.", most=3)


def test_of_forty_who_want_the_last_places_three_have_them(circle: Circle) -> None:
    crowd = [member(f"Member {number}") for number in range(CLIENTS)]
    done = at_once([lambda by=by: join_circle(circle, by=by) for by in crowd])
    assert Membership.objects.filter(circle=circle, part="member").count() == 3
    assert sum(isinstance(one, Membership) for one in done) == 3
    assert sum(isinstance(one, Full) for one in done) == CLIENTS - 3


def test_the_last_place_is_joined_accepted_or_given_and_only_once(circle: Circle) -> None:
    """One was invited long ago, one asked at the door, one just joins: two places are taken, one is left."""
    invited, asking = member("Ina"), member("Ask")
    with clock.at(datetime(2026, 11, 2, tzinfo=UTC)):
        invite_to_circle(circle, [invited], by=circle.by)
    with clock.at(MONDAY):
        for number in range(2):
            join_circle(circle, by=member(f"Member {number}"))
        asked = ask_to_join(circle.door, by=asking)
    crowd = [member(f"Other {number}") for number in range(10)]
    acts = [lambda by=by: join_circle(circle, by=by) for by in crowd]
    at_once([
        *acts, lambda: accept_invitation(circle, by=invited), lambda: answer_asking(asked, by=circle.by, yes=True),
    ])  # fmt: skip
    assert Membership.objects.filter(circle=circle, part="member").count() == 3


def test_a_double_click_is_one_membership_one_meeting_and_one_deed(circle: Circle) -> None:
    alice, bo = member("Alice"), Member.objects.get(name="Bo")
    at_once([lambda: join_circle(circle, by=alice)] * 10)
    uid = Circle().uid
    at_once([lambda: plan_meeting(circle, by=bo, uid=uid, **THURSDAY)] * 6)
    with clock.at(MONDAY):
        task = set_task(circle, by=bo, text="Try it")
    at_once([lambda: do_task(task, by=alice, text="I did")] * 10)
    assert (Membership.objects.count(), Meeting.objects.count(), TaskDone.objects.count()) == (2, 1, 1)


def test_who_joins_while_a_meeting_is_planned_comes_to_it(circle: Circle) -> None:
    alice, bo, charlie = member("Alice"), Member.objects.get(name="Bo"), member("Charlie")
    with clock.at(MONDAY):
        join_circle(circle, by=alice)
    at_once([lambda: plan_meeting(circle, by=bo, **THURSDAY), lambda: join_circle(circle, by=charlie)])
    there = Participation.objects.filter(session=Session.objects.get()).values_list("member__name", flat=True)
    assert sorted(there) == ["Alice", "Bo", "Charlie"]


def test_nobody_is_in_a_circle_below_who_facilitates_it_however_they_hurry(circle: Circle) -> None:
    dana, alice, bo = passed("Dana"), member("Alice"), Member.objects.get(name="Bo")
    Member.objects.filter(pk=alice.pk).update(manager=dana)
    alice.refresh_from_db()
    at_once([lambda: join_circle(circle, by=alice), lambda: name_facilitator(circle, dana, by=bo)])
    within = set(Membership.objects.filter(circle=circle).values_list("member__name", flat=True))
    assert within in ({"Bo", "Alice"}, {"Bo", "Dana"})


def test_who_leaves_the_company_while_others_join_leave_and_plan(circle: Circle) -> None:
    bo, crowd = Member.objects.get(name="Bo"), [member(f"Member {number}") for number in range(8)]
    with clock.at(MONDAY):
        for one in crowd[:2]:
            join_circle(circle, by=one)
    acts = [lambda by=by: join_circle(circle, by=by) for by in crowd[2:]]
    at_once([
        *acts, lambda: depart(bo, by=None), lambda: leave_circle(circle, by=crowd[0]),
        lambda: plan_meeting(circle, by=bo, **THURSDAY),
    ])  # fmt: skip
    within = set(Membership.objects.filter(circle=circle).values_list("member__name", flat=True))
    assert "Bo" not in within
    assert len(within) <= 3


def test_closed_or_joined_and_never_joined_after_it_was_closed(circle: Circle) -> None:
    bo, crowd = Member.objects.get(name="Bo"), [member(f"Member {number}") for number in range(10)]
    done = at_once([*[lambda by=by: join_circle(circle, by=by) for by in crowd], lambda: close_circle(circle, by=bo)])
    joined = sum(isinstance(one, Membership) for one in done)
    assert Membership.objects.filter(circle=circle).count() == joined + 1
    assert all(isinstance(one, Full | Over | PermissionDenied | Membership) for one in done[:-1])

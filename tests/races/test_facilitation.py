"""Many at once: one successor takes over, one hand-over stands, one moderator has dealt with it, one day is adopted.

On PostgreSQL the locks are what is tested; on SQLite the one writer is, which hides missing locks.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from peerloop.circles.actions import join_circle, name_facilitator, start_circle
from peerloop.circles.models import Circle, Membership
from peerloop.facilitation.actions import close_referral, decline_succession, hand_over, refer, take_over
from peerloop.facilitation.models import HandOver, Referral, ReferralEnd, Succession
from peerloop.facilitation.rules import Settled
from peerloop.guidelines.actions import accept_guidelines, adopt, draft_guidelines
from peerloop.guidelines.models import Acceptance, Adoption
from peerloop.guidelines.rules import Adopted
from peerloop.kit import clock
from peerloop.people.actions import grant_role, join
from peerloop.people.models import Member
from peerloop.vetting.actions import take_check
from peerloop.vetting.course import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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


def member(name: str, *roles: str) -> Member:
    made = join(name=name, email=f"{name.lower()}@example.org")
    for role in roles:
        grant_role(made, role, by=None)
    return made


@pytest.fixture
def circle() -> Circle:
    """Bo facilitates; Alice and Charlie are in it, and Charlie has passed the course, too."""
    bo, alice, charlie = member("Bo"), member("Alice"), member("Charlie")
    for one in (bo, charlie):
        take_check({one.code: one.right for one in QUESTIONS}, by=one)
    made = start_circle(by=bo, title="Rust on Thursdays", goal="Ship something small.")
    for one in (alice, charlie):
        join_circle(made, by=one)
    return made


def named(name: str) -> Member:
    return Member.objects.get(name=name)


def facilitating() -> list[str]:
    leading = Membership.objects.exclude(part=Membership.Part.MEMBER)
    return list(leading.order_by("pk").values_list("member__name", flat=True))


def test_yes_and_no_at_once_are_one_answer(circle: Circle) -> None:
    bo, charlie = named("Bo"), named("Charlie")
    row = Succession.objects.create(circle=circle, facilitator=bo, successor=charlie)
    at_once([lambda: take_over(row, by=charlie), lambda: decline_succession(row, by=charlie)] * 3)
    answer = Succession.objects.get(pk=row.pk).answer
    assert (answer, facilitating()) in [("yes", ["Charlie"]), ("no", ["Bo"])]


def test_a_hand_over_clicked_by_many_fingers_is_one(circle: Circle) -> None:
    bo, charlie = named("Bo"), named("Charlie")
    name_facilitator(circle, charlie, by=bo, co=True)
    made = at_once([lambda: hand_over(circle, charlie, by=bo, note="All yours")] * 6)
    assert made == [HandOver.objects.get()] * 6
    assert facilitating() == ["Charlie"]


def test_one_referral_and_one_moderator_deals_with_it(circle: Circle) -> None:
    bo, moderators = named("Bo"), [member(f"Mo{number}", "moderator") for number in range(6)]
    post = circle.thread.posts.create(by=named("Alice"), text="Nonsense")
    made = at_once([lambda: refer(circle, by=bo, why="The tone", post=post)] * 6)
    assert made == [Referral.objects.get()] * 6
    ends = at_once([lambda by=by: close_referral(made[0], by=by, word=by.name) for by in moderators])
    assert [type(one) for one in ends].count(Settled) == 5
    assert ReferralEnd.objects.get() in ends


def test_guidelines_are_adopted_once_and_accepted_once() -> None:
    olga, alice = member("Olga", "organiser"), member("Alice")
    version = draft_guidelines(by=olga, template="house")
    days = [MONDAY.date() + timedelta(days=number) for number in range(6)]
    made = at_once([lambda day=day: adopt(version, by=olga, on=day) for day in days])
    assert [type(one) for one in made].count(Adopted) == 5
    assert Adoption.objects.get() in made
    Adoption.objects.update(on=MONDAY.date())
    assert at_once([lambda: accept_guidelines(version, by=alice)] * 6) == [Acceptance.objects.get()] * 6

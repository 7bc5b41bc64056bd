"""Whatever five members do with sessions, in whatever order: what must hold holds after each step.

``PEERLOOP_DRILL=full`` tells many more and longer stories.
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import date, time
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from peerloop.journal.models import Entry
from peerloop.kit.clock import now
from peerloop.people.actions import block, depart, join, welcome_back
from peerloop.schedule.actions import (
    announce_session,
    cancel_session,
    change_session,
    confirm_session,
    decline_invitation,
    hold_session,
    invite,
    join_session,
    leave_session,
    move_session,
    stop_waiting,
)
from peerloop.schedule.models import Participation, Session, Waiting

if TYPE_CHECKING:
    import time_machine

FULL = os.environ.get("PEERLOOP_DRILL") == "full"
DAY = date(2026, 3, 3)
WHO, HOURS = st.integers(0, 4), st.integers(8, 12)
COUNTED = {
    "announced", "held", "confirmed", "joined", "waiting", "left", "promoted", "unwaited", "displaced", "moved",
    "changed", "cancelled", "released", "invited", "declined",
}  # fmt: skip


class Sessions(RuleBasedStateMachine):
    """Book, announce, join, wait, leave, move, change, invite, decline, cancel, block, depart and come back."""

    sessions = Bundle("sessions")

    def __init__(self) -> None:
        super().__init__()
        self.story = transaction.atomic()
        self.story.__enter__()

    @initialize()
    def gather(self) -> None:
        """Five members, two of whom lead most of it."""
        names = ("Alice", "Bo", "Charlie", "Dana", "Eva")
        self.members = [join(name=name, email=f"{name.lower()}@example.org", weekly_hours=40) for name in names]

    def tried(self, act: Any, *args: Any, **said: Any) -> Any:
        """Do it, or be refused in the ways that are said."""
        try:
            return act(*args, **said)
        except (ValidationError, PermissionDenied):
            return None

    @rule(target=sessions, who=WHO, hour=HOURS, capacity=st.sampled_from([None, 1, 2]), audience=st.booleans())
    def announce(self, who: int, hour: int, capacity: int | None, audience: bool) -> int:
        made = self.tried(
            announce_session,
            kind="workshop",
            title="Knots",
            by=self.members[who],
            local_date=DAY,
            local_time=time(hour),
            zone="UTC",
            minutes=90,
            capacity=capacity,
            audience="everyone" if audience else "invited",
        )
        return made.pk if made else 0

    @rule(target=sessions, who=WHO, other=WHO, hour=HOURS)
    def book(self, who: int, other: int, hour: int) -> int:
        if who == other:
            return 0
        learner, teacher = self.members[who], self.members[other]
        held = self.tried(
            hold_session, by=learner, learner=learner, teacher=teacher, skill=None,
            local_date=DAY, local_time=time(hour), zone="UTC",
        )  # fmt: skip
        if held:
            self.tried(confirm_session, held, by=teacher)
        return held.pk if held else 0

    @rule(pk=sessions, who=WHO)
    def come(self, pk: int, who: int) -> None:
        if session := Session.objects.filter(pk=pk).first():
            self.tried(join_session, session, by=self.members[who])

    @rule(pk=sessions, who=WHO, way=st.sampled_from([leave_session, stop_waiting, decline_invitation, cancel_session]))
    def go(self, pk: int, who: int, way: Any) -> None:
        if session := Session.objects.filter(pk=pk).first():
            self.tried(way, session, by=self.members[who])

    @rule(pk=sessions, who=WHO, hour=HOURS, stale=st.booleans())
    def move(self, pk: int, who: int, hour: int, stale: bool) -> None:
        if session := Session.objects.filter(pk=pk).first():
            at = {"local_date": DAY, "local_time": time(hour), "sequence": session.sequence + stale}
            self.tried(move_session, session, by=self.members[who], **at)

    @rule(pk=sessions, who=WHO, capacity=st.sampled_from([None, 1, 3]))
    def change(self, pk: int, who: int, capacity: int | None) -> None:
        if session := Session.objects.filter(pk=pk).first():
            said = {"sequence": session.sequence, "title": session.title or "Knots", "capacity": capacity}
            self.tried(change_session, session, by=self.members[who], **said)

    @rule(pk=sessions, who=WHO, whom=st.sets(WHO))
    def ask(self, pk: int, who: int, whom: set[int]) -> None:
        if session := Session.objects.filter(pk=pk).first():
            self.tried(invite, session, [self.members[one] for one in whom], by=self.members[who])

    @rule(who=st.integers(3, 4), other=WHO)
    def shut_the_door(self, who: int, other: int) -> None:
        if who != other:
            block(self.members[who], self.members[other])

    @rule(who=st.integers(0, 3))
    def leave_the_house(self, who: int) -> None:
        member = self.members[who]
        depart(member, by=None)
        ahead = Session.objects.filter(cancellation=None, starts_at__gt=now())
        assert not ahead.filter(participations__member=member).exists()
        assert not Waiting.objects.filter(member=member).exists()

    @rule(who=st.integers(0, 3))
    def come_back(self, who: int) -> None:
        welcome_back(self.members[who], by=None)

    @invariant()
    def nobody_is_in_two_places(self) -> None:
        for member in getattr(self, "members", ()):
            here = Session.objects.filter(participations__member=member, cancellation=None).order_by("starts_at")
            spans = list(here.values_list("starts_at", "ends_at"))
            assert all(first[1] <= then[0] for first, then in pairwise(spans)), member

    @invariant()
    def no_more_come_than_there_are_places_and_nobody_waits_beside_one(self) -> None:
        for session in Session.objects.exclude(audience="made_for").filter(cancellation=None):
            come = session.participations.exclude(part=Participation.Part.TEACHER)
            assert session.capacity is None or come.count() <= session.capacity
            assert session.participations.filter(part=Participation.Part.TEACHER).exists()
            both = set(come.values_list("member")) & set(session.waiting.values_list("member"))
            assert both == set()

    @invariant()
    def the_journal_tells_all_of_it(self) -> None:
        """From the entries alone follows who has a place and who waits."""
        for session in Session.objects.exclude(audience="made_for"):
            told = Counter(
                verb.removeprefix("session.")
                for verb in Entry.objects.filter(subject_type="schedule.session", subject=session.pk).values_list(
                    "verb", flat=True
                )
            )
            assert set(told) <= COUNTED
            come = session.participations.exclude(part=Participation.Part.TEACHER).count()
            assert told["joined"] + told["promoted"] - told["left"] - told["displaced"] == come
            waits = told["waiting"] - told["promoted"] - told["unwaited"]
            assert waits == Waiting.objects.filter(session=session).count()
            assert session.sequence == told["moved"] + told["changed"] + told["cancelled"]
            assert told["announced"] == 1
            assert told["moved"] == session.moves.count()
            assert told["cancelled"] == hasattr(session, "cancellation")

    @invariant()
    def the_list_is_in_order(self) -> None:
        """Whoever waits came later in the journal than everybody before them."""
        for session in Session.objects.exclude(audience="made_for"):
            queue = list(session.waiting.order_by("pk").values_list("member", flat=True))
            came = Entry.objects.filter(subject_type="schedule.session", subject=session.pk, verb="session.waiting")
            last = {entry.actor: entry.pk for entry in came.order_by("pk")}
            assert sorted(queue, key=lambda member: last[member]) == queue

    def teardown(self) -> None:
        """Undo all of it, so that the next story begins with nobody."""
        transaction.set_rollback(True)
        self.story.__exit__(None, None, None)


@pytest.mark.django_db
@pytest.mark.timeout(3600 if FULL else 600)  # a busy machine is no fault of the code
def test_what_must_hold_holds_after_each_step(clock: time_machine.Traveller) -> None:
    examples, steps = (200, 50) if FULL else (8, 16)
    sizes = {"max_examples": examples, "stateful_step_count": steps}
    run_state_machine_as_test(
        Sessions, settings=settings(**sizes, deadline=None, suppress_health_check=list(HealthCheck))
    )

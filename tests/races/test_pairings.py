"""Both end at once, the last yeses to a ring come at once, forty write into one note: nothing is done twice or lost.

On PostgreSQL the locks are what is tested; on SQLite the one writer is.
"""

from __future__ import annotations

from datetime import timedelta
from time import sleep
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from tests.races.test_seats import CLIENTS, MONDAY, at_once, member

from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.matchmaking.actions import (
    change_note,
    end_pairing,
    join_ring,
    leave_ring,
    open_pairing,
    tick_point,
    write_note,
)
from peerloop.matchmaking.actions.agenda import add_point
from peerloop.matchmaking.models import Ending, Note, Pairing, Place, Ring, RingOutcome, Thanks, Tick
from peerloop.matchmaking.queries import seats_left
from peerloop.matchmaking.rules import NoteChanged, RingOver
from peerloop.people.actions import block
from peerloop.skills.actions import offer, propose_skill

if TYPE_CHECKING:
    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pairing() -> Pairing:
    """Alice learns from Bo."""
    with clock.at(MONDAY):
        return open_pairing(kind="mentoring", learner=member("Alice"), teacher=member("Bo"), by=None)


def test_both_end_it_at_once(pairing: Pairing) -> None:
    """Twenty clicks of each: one end, both words of thanks, one seat given back."""
    two = (pairing.learner, pairing.teacher)
    at_once([
        lambda who=two[number % 2]: end_pairing(pairing, by=who, thanks=f"From {who.name}")
        for number in range(CLIENTS)
    ])  # fmt: skip
    assert Ending.objects.count() == 1
    assert Entry.objects.filter(verb="pairing.ended").count() == 1
    assert set(Thanks.objects.values_list("text", flat=True)) == {"From Alice", "From Bo"}
    assert seats_left([pairing.teacher_id]) == {pairing.teacher_id: 2}


def ring(*members: Member) -> Ring:
    with clock.at(MONDAY):
        made = Ring.objects.create(answer_by=MONDAY + timedelta(days=5))
        for number, learner in enumerate(members):
            teacher = members[(number + 1) % len(members)]
            skill = propose_skill(f"Art of {teacher.name}", by=teacher)
            offer(teacher, skill=skill, level=4)
            Place.objects.create(ring=made, number=number, learner=learner, teacher=teacher, skill=skill)
        return made


def test_the_last_two_say_yes_at_once() -> None:
    """Forty clicks of two: the ring is formed once, with a pairing for each direction."""
    people = [member(f"Member {number}") for number in range(3)]
    made = ring(*people)
    with clock.at(MONDAY):
        join_ring(made, by=people[0])
    at_once([lambda who=people[1 + number % 2]: join_ring(made, by=who) for number in range(CLIENTS)])
    assert RingOutcome.objects.filter(ring=made, kind="formed").count() == 1
    assert Entry.objects.filter(verb="ring.formed").count() == 1
    assert sorted(Pairing.objects.filter(ring=made).values_list("learner__name", "teacher__name")) == [
        ("Member 0", "Member 1"),
        ("Member 1", "Member 2"),
        ("Member 2", "Member 0"),
    ]


def test_the_last_yes_and_a_no_at_once() -> None:
    """Whichever comes first holds, whole: never a ring that is let go and begun."""
    people = [member(f"Member {number}") for number in range(4)]
    made = ring(*people)
    with clock.at(MONDAY):
        for who in people[:3]:
            join_ring(made, by=who)
    acts = [lambda: join_ring(made, by=people[3]), lambda: leave_ring(made, by=people[0])]
    results = at_once([acts[number % 2] for number in range(CLIENTS)])
    kind = RingOutcome.objects.get(ring=made).kind
    assert Pairing.objects.filter(ring=made).count() == (4 if kind == "formed" else 0)
    assert sum(isinstance(one, RingOver) for one in results) == CLIENTS // 2


def test_forty_change_one_note(pairing: Pairing) -> None:
    """One of them is kept; all others are shown what stands there now, and none is lost without a word."""
    with clock.at(MONDAY):
        note = write_note(pairing, text="First", by=pairing.learner)
    two = (pairing.learner, pairing.teacher)
    results = at_once([
        lambda number=number: change_note(note, text=f"Text {number}", version=1, by=two[number % 2])
        for number in range(CLIENTS)
    ])  # fmt: skip
    kept = Note.objects.get()
    assert kept.version == 2
    assert [type(one) for one in results].count(NoteChanged) == CLIENTS - 1
    assert {one.note.text for one in results if isinstance(one, NoteChanged)} == {kept.text}


def test_forty_tick_one_point(pairing: Pairing) -> None:
    with clock.at(MONDAY):
        point = add_point(pairing, text="Boxes", by=pairing.learner)
    two = (pairing.learner, pairing.teacher)
    at_once([lambda who=two[number % 2]: tick_point(point, by=who) for number in range(CLIENTS)])
    assert Tick.objects.count() == Entry.objects.filter(verb="point.ticked").count() == 1


def test_a_block_while_two_are_being_brought_together() -> None:
    """Whichever comes first: no pairing runs between two of whom one has shut the door on the other."""
    alice, bo = member("Alice"), member("Bo")

    def bring_together() -> None:
        with transaction.atomic():
            open_pairing(kind="mentoring", learner=alice, teacher=bo, by=None)
            sleep(1)

    def shut_the_door() -> None:
        sleep(0.3)
        block(alice, bo)

    at_once([bring_together, shut_the_door])
    assert not Pairing.objects.filter(ending=None).exists()

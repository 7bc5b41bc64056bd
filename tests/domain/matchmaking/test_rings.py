"""What a run of swaps finds becomes pairings once all have said yes, one for each direction; else nothing."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.matchmaking.actions import (
    accept,
    ask,
    end_pairing,
    end_ring,
    expire_rings,
    join_ring,
    leave_ring,
    publish,
    run,
    save_policy,
    withdraw_run,
)
from peerloop.matchmaking.models import Pairing, Place, Ring, Run, Yes
from peerloop.matchmaking.policies import Terms
from peerloop.matchmaking.queries import (
    pairings_seen_by,
    ring_for,
    rings_seen_by,
    rings_to_answer,
    seats_left,
    suggestions_for,
)
from peerloop.matchmaking.rules import NotPossible, RingOver
from peerloop.people.actions import avoid, block, depart, update_profile
from peerloop.skills.actions import drop_need, find_skill, offer, propose_skill, want, withdraw_offer
from peerloop.skills.models import Need, Offer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.conftest import MakeMember

    from peerloop.people.models import Member

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


def circle(*members: Member) -> list[Need]:
    """Each offers a skill of their own and wants that of the next one, openly."""
    for one in members:
        skill = find_skill(f"{one.name}’s art") or propose_skill(f"{one.name}’s art", by=one)
        offer(one, skill=skill, level=4)
    around = pairwise([*members, members[0]])
    return [want(one, skill=find_skill(f"{other.name}’s art"), level=3, visibility="public") for one, other in around]


def swaps(organiser: Member, name: str = "Swaps") -> Run:
    return run(by=organiser, policy=save_policy(Terms(kind="swap"), name=name, by=organiser))


@pytest.fixture
def ring(organiser: Member, alice: Member, bo: Member, charlie: Member) -> Ring:
    """Alice learns from Bo, Bo from Charlie, Charlie from Alice; it is put to them."""
    circle(alice, bo, charlie)
    publish(swaps(organiser), by=organiser)
    return Ring.objects.get()


@pytest.fixture
def swap(organiser: Member, alice: Member, bo: Member) -> Ring:
    circle(alice, bo)
    publish(swaps(organiser), by=organiser)
    return Ring.objects.get()


def outcome(ring: Ring) -> str:
    fresh = Ring.objects.select_related("outcome").get(pk=ring.pk)
    return fresh.outcome.kind if hasattr(fresh, "outcome") else "open"


def test_a_run_puts_it_to_all_of_them(ring: Ring, alice: Member, bo: Member, charlie: Member) -> None:
    who = list(ring.places.order_by("number").values_list("learner__name", "teacher__name"))
    assert who == [("Alice", "Bo"), ("Bo", "Charlie"), ("Charlie", "Alice")]
    for one in (alice, bo, charlie):
        assert list(rings_to_answer(one)) == [ring]
        assert ring_for(Need.objects.get(member=one)) == ring
        assert seats_left([one.pk]) == {one.pk: 1}
    assert not Pairing.objects.exists()


def test_with_the_last_yes_each_direction_is_a_pairing(ring: Ring, alice: Member, bo: Member, charlie: Member) -> None:
    join_ring(ring, by=alice)
    join_ring(ring, by=alice)
    join_ring(ring, by=charlie)
    assert (outcome(ring), Yes.objects.count(), Pairing.objects.count()) == ("open", 2, 0)
    join_ring(ring, by=bo)
    assert outcome(ring) == "formed"
    pairings = Pairing.objects.filter(ring=ring, kind="ring").order_by("pk")
    assert list(pairings.values_list("learner__name", "teacher__name", "skill__name")) == [
        ("Alice", "Bo", "Bo’s art"),
        ("Bo", "Charlie", "Charlie’s art"),
        ("Charlie", "Alice", "Alice’s art"),
    ]
    assert all(one.loop for one in pairings)
    assert suggestions_for(Need.objects.get(member=alice)) == []
    assert seats_left([bo.pk]) == {bo.pk: 1}
    join_ring(ring, by=bo)
    assert Pairing.objects.count() == 3


def test_two_are_a_swap(swap: Ring, alice: Member, bo: Member) -> None:
    for one in (alice, bo):
        join_ring(swap, by=one)
    assert set(Pairing.objects.values_list("kind", "learner__name")) == {("swap", "Alice"), ("swap", "Bo")}


def test_who_cannot_is_told_of_to_nobody(ring: Ring, alice: Member, bo: Member, charlie: Member) -> None:
    join_ring(ring, by=alice)
    leave_ring(ring, by=bo)
    leave_ring(ring, by=charlie)
    assert outcome(ring) == "released"
    [entry] = Entry.objects.filter(verb="ring.released")
    assert (entry.actor, entry.about) == (None, [alice.pk])
    for one in (alice, charlie):
        with pytest.raises(RingOver):
            join_ring(ring, by=one)
    assert [one.teacher for one in suggestions_for(Need.objects.get(member=alice))] == [bo]
    assert {one.run for one in suggestions_for(Need.objects.get(member=alice))} == {None}
    assert seats_left([bo.pk]) == {bo.pk: 2}


def test_after_the_last_yes_nobody_leaves_it_this_way(swap: Ring, alice: Member, bo: Member) -> None:
    for one in (alice, bo):
        join_ring(swap, by=one)
    with pytest.raises(RingOver):
        leave_ring(swap, by=bo)


def test_it_is_let_go_when_not_all_answer_in_time(ring: Ring, alice: Member, bo: Member, charlie: Member) -> None:
    """Five working days after the Monday: Monday the 30th, midnight."""
    assert ring.answer_by == datetime(2026, 12, 1, tzinfo=UTC)
    join_ring(ring, by=alice)
    with clock.at(ring.answer_by - timedelta(minutes=1)):
        assert expire_rings() == 0
    with clock.at(ring.answer_by):
        with pytest.raises(RingOver):
            join_ring(ring, by=bo)
        assert expire_rings() == 1
        assert expire_rings() == 0
    assert outcome(ring) == "released"


def test_nobody_else_answers_or_sees_it(ring: Ring, dana: Member, organiser: Member) -> None:
    """Dana manages Alice."""
    for one in (dana, organiser):
        assert list(rings_seen_by(one)) == []
        for act in (join_ring, leave_ring):
            with pytest.raises(PermissionDenied):
                act(ring, by=one)


GONE: dict[str, Callable[[Member, Member, Member], object]] = {
    "somebody leaves the company": lambda alice, _bo, _charlie: depart(alice, by=None),
    "two who are not neighbours block": lambda alice, _bo, charlie: block(charlie, alice),
    "somebody wants it no longer": lambda alice, _bo, _charlie: drop_need(Need.objects.get(member=alice), by=alice),
    "somebody makes it private": lambda alice, _bo, _charlie: want(
        alice, skill=find_skill("Bo’s art"), level=3, visibility="private"
    ),
    "somebody offers it no longer": lambda _alice, bo, _charlie: withdraw_offer(Offer.objects.get(member=bo), by=bo),
}


@pytest.mark.parametrize("what", GONE)
def test_what_makes_it_impossible_lets_it_go(what: str, ring: Ring, alice: Member, bo: Member, charlie: Member) -> None:
    GONE[what](alice, bo, charlie)
    assert outcome(ring) == "released"
    assert not Pairing.objects.exists()


def test_who_found_somebody_else_meanwhile_lets_it_go(
    ring: Ring, alice: Member, bo: Member, charlie: Member, make_member: MakeMember
) -> None:
    eve = make_member("Eve")
    offer(eve, skill=find_skill("Bo’s art"), level=4)
    need = Need.objects.select_related("member", "skill").get(member=alice)
    accept(ask(need, teacher=eve, starts_at=MONDAY + timedelta(days=1, hours=1), by=alice), by=eve)
    for one in (alice, bo):
        join_ring(ring, by=one)
    assert join_ring(ring, by=charlie).outcome.kind == "released"
    assert Pairing.objects.count() == 1


APART: dict[str, Callable[[Member, Member, Member], object]] = {
    "block": lambda alice, _bo, charlie: block(charlie, alice),
    "avoid": lambda alice, _bo, charlie: avoid(alice, charlie),
    "no seat": lambda _alice, bo, _charlie: update_profile(bo, by=bo, capacity=0),
}


@pytest.mark.parametrize("what", APART)
def test_between_the_draft_and_its_publishing_it_may_become_impossible(
    what: str, organiser: Member, alice: Member, bo: Member, charlie: Member
) -> None:
    circle(alice, bo, charlie)
    draft = swaps(organiser)
    APART[what](alice, bo, charlie)
    publish(draft, by=organiser)
    assert not Ring.objects.exists()


def test_a_manager_and_their_report_are_in_no_ring_though_no_neighbours(
    organiser: Member, alice: Member, dana: Member, bo: Member, charlie: Member
) -> None:
    circle(alice, bo, dana, charlie)
    publish(swaps(organiser), by=organiser)
    assert not Ring.objects.filter(places__learner=alice).filter(places__learner=dana).exists()


def test_nobody_is_in_two_open_rings(ring: Ring, organiser: Member) -> None:
    publish(swaps(organiser, "Swaps once more"), by=organiser)
    assert list(Ring.objects.all()) == [ring]


def test_with_the_run_its_rings_are_taken_back(ring: Ring, organiser: Member, alice: Member) -> None:
    join_ring(ring, by=alice)
    withdraw_run(Run.objects.get(), by=organiser)
    assert outcome(ring) == "released"


def test_those_who_all_said_yes_stay_together_when_the_run_is_taken_back(
    swap: Ring, organiser: Member, alice: Member, bo: Member
) -> None:
    for one in (alice, bo):
        join_ring(swap, by=one)
    withdraw_run(Run.objects.get(), by=organiser)
    assert Pairing.objects.filter(ending=None).count() == 2


def test_one_direction_ends_alone_or_all_together(ring: Ring, alice: Member, bo: Member, charlie: Member) -> None:
    for one in (alice, bo, charlie):
        join_ring(ring, by=one)
    first = Pairing.objects.get(learner=alice)
    end_pairing(first, by=alice)
    assert Pairing.objects.filter(ring=ring, ending=None).count() == 2
    end_ring(ring, by=charlie, thanks="That was good")
    assert Pairing.objects.filter(ring=ring, ending=None).count() == 0
    assert set(Pairing.objects.exclude(ending__by=None).values_list("learner__name", "ending__by__name")) == {
        ("Alice", "Alice"),
        ("Bo", "Charlie"),
        ("Charlie", "Charlie"),
    }
    assert list(Pairing.objects.filter(thanks__by=charlie).values_list("learner__name", flat=True).order_by("pk")) == [
        "Bo",
        "Charlie",
    ]


def test_nobody_ends_a_ring_of_others(swap: Ring, alice: Member, bo: Member, charlie: Member) -> None:
    for one in (alice, bo):
        join_ring(swap, by=one)
    with pytest.raises(PermissionDenied):
        end_ring(swap, by=charlie)


def test_a_block_in_a_formed_ring_hides_it_and_ends_what_the_two_had(
    ring: Ring, alice: Member, bo: Member, charlie: Member
) -> None:
    for one in (alice, bo, charlie):
        join_ring(ring, by=one)
    block(alice, bo)
    assert list(rings_seen_by(alice)) == list(rings_seen_by(bo)) == []
    assert list(rings_seen_by(charlie)) == [ring]
    assert {one.learner.name for one in pairings_seen_by(alice)} == {"Charlie"}


def halves() -> list[Ring]:
    """Rings of which some directions were opened and others were not, or whose places are no circle."""
    wrong = []
    for ring in Ring.objects.all():
        places = list(ring.places.order_by("number"))
        opened = Pairing.objects.filter(ring=ring).count()
        around = [one.teacher_id for one in places] == [one.learner_id for one in [*places[1:], places[0]]]
        if not around or opened != (len(places) if outcome(ring) == "formed" else 0):
            wrong.append(ring)
    return wrong


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    size=st.integers(2, 4),
    said=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["yes", "no", "time", "leave"])), max_size=8),
    data=st.data(),
)
@pytest.mark.django_db(transaction=False)
def test_a_ring_is_never_half_open_and_no_seat_is_given_twice(
    size: int, said: Sequence[tuple[int, str]], data: st.DataObject, make_member: MakeMember, organiser: Member
) -> None:
    """Whatever they say, in whichever order."""
    from django.db import transaction

    with transaction.atomic(), clock.at(MONDAY):
        people = [make_member(f"Person {number}", capacity=data.draw(st.integers(1, 2))) for number in range(size)]
        circle(*people)
        publish(swaps(organiser), by=organiser)
        [ring] = Ring.objects.all()
        for number, what in said:
            who = people[number % size]
            act = {
                "yes": lambda: join_ring(ring, by=who),  # noqa: B023
                "no": lambda: leave_ring(ring, by=who),  # noqa: B023
                "time": lambda: expire_later(ring),
                "leave": lambda: depart(who, by=None) if who.departed_at is None else None,  # noqa: B023
            }[what]
            with suppress(NotPossible, PermissionDenied):
                act()
            who.refresh_from_db()
            assert halves() == []
            for one in people:
                taught = Pairing.objects.filter(teacher=one, ending=None).count()
                held = Place.objects.filter(teacher=one, ring__outcome=None).count()
                assert taught + held <= one.capacity
        transaction.set_rollback(True)


def expire_later(ring: Ring) -> None:
    with clock.at(ring.answer_by):
        expire_rings()

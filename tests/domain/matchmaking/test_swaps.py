"""Rings in which everybody teaches once and learns once."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from tests.engines.matching.companies import companies, company

from peerloop.engines.matching import Members, Policy, all_pairs, plan_is_feasible
from peerloop.matchmaking.swaps import LONGEST, swapped

RUST, SQL, GO = 7, 8, 9


def who(members: Members) -> list[tuple[int, int, int]]:
    """Return (learner, teacher, people in the ring)."""
    found = swapped(members, Policy())
    return list(zip(found.plan.learner.tolist(), found.plan.teacher.tolist(), found.people.tolist(), strict=True))


def test_two_who_want_what_the_other_offers_swap() -> None:
    members = company([{RUST: 4}, {SQL: 4}, {RUST: 4}], [{SQL: 3}, {RUST: 3}, {}])
    assert who(members) == [(0, 1, 2), (1, 0, 2)]


def test_three_in_a_ring() -> None:
    members = company([{RUST: 4}, {SQL: 4}, {GO: 4}], [{SQL: 3}, {GO: 3}, {RUST: 3}])
    assert who(members) == [(0, 1, 3), (1, 2, 3), (2, 0, 3)]


def test_who_only_wants_or_only_offers_is_in_no_ring() -> None:
    assert who(company([{}, {SQL: 4}], [{SQL: 3}, {}])) == []


@settings(max_examples=60, deadline=None)
@given(companies(6))
def test_everybody_in_a_ring_teaches_once_and_learns_once(members: Members) -> None:
    found = swapped(members, Policy(share=0))
    plan = found.plan
    assert plan_is_feasible(plan, members, Policy(share=0))
    assert sorted(plan.learner.tolist()) == sorted(plan.teacher.tolist()) == np.unique(plan.learner).tolist()
    assert found.bound >= plan.score
    teacher_of = dict(zip(plan.learner.tolist(), plan.teacher.tolist(), strict=True))
    for learner, people in zip(plan.learner.tolist(), found.people.tolist(), strict=True):
        ring = [learner]
        while teacher_of[ring[-1]] != learner:
            ring.append(teacher_of[ring[-1]])
        assert len(ring) == people <= LONGEST


@settings(max_examples=60, deadline=None)
@given(companies(5))
def test_no_two_are_left_who_could_have_swapped(members: Members) -> None:
    inside = set(swapped(members, Policy()).plan.learner.tolist())
    request, teacher, _ = all_pairs(members, Policy())
    learner = np.repeat(np.arange(len(np.asarray(members.capacity))), np.diff(members.needs.indptr))[request]
    pairs = set(zip(learner.tolist(), teacher.tolist(), strict=True))
    assert not [(a, b) for a, b in pairs if (b, a) in pairs and a not in inside and b not in inside]

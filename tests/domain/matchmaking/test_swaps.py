"""Rings in which everybody teaches once and learns once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from tests.engines.matching.companies import companies, company

from peerloop.engines.matching import Members, all_pairs, plan_is_feasible
from peerloop.engines.matching import Policy as Points
from peerloop.matchmaking.actions import publish, run, save_policy
from peerloop.matchmaking.policies import Terms
from peerloop.matchmaking.queries import suggestions_for
from peerloop.matchmaking.swaps import LONGEST, swapped
from peerloop.matchmaking.words import reason_words
from peerloop.skills.actions import offer, propose_skill, want

if TYPE_CHECKING:
    from peerloop.matchmaking.models import Policy
    from peerloop.people.models import Member
    from peerloop.skills.models import Need

RUST, SQL, GO = 7, 8, 9


def who(members: Members) -> list[tuple[int, int, int]]:
    """Return (learner, teacher, people in the ring)."""
    found = swapped(members, Points())
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
    found = swapped(members, Points(share=0))
    plan = found.plan
    assert plan_is_feasible(plan, members, Points(share=0))
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
    inside = set(swapped(members, Points()).plan.learner.tolist())
    request, teacher, _ = all_pairs(members, Points())
    learner = np.repeat(np.arange(len(np.asarray(members.capacity))), np.diff(members.needs.indptr))[request]
    pairs = set(zip(learner.tolist(), teacher.tolist(), strict=True))
    assert not [(a, b) for a, b in pairs if (b, a) in pairs and a not in inside and b not in inside]


def a_swap(alice: Member, bo: Member, visibility: str = "public") -> tuple[Need, Need]:
    """Alice wants Rust and offers SQL, Bo the other way round."""
    rust, sql = propose_skill("Rust", by=bo), propose_skill("SQL", by=alice)
    offer(alice, skill=sql, level=4)
    offer(bo, skill=rust, level=4)
    return want(alice, skill=rust, level=3, visibility="public"), want(bo, skill=sql, level=3, visibility=visibility)


def swaps(organiser: Member) -> Policy:
    return save_policy(Terms(kind="swap"), name="Swaps", by=organiser)


def test_a_run_of_swaps_suggests_each_to_the_other_and_says_so(organiser: Member, alice: Member, bo: Member) -> None:
    mine, theirs = a_swap(alice, bo)
    publish(run(by=organiser, policy=swaps(organiser)), by=organiser)
    for need, teacher in ((mine, bo), (theirs, alice)):
        [suggestion] = suggestions_for(need)
        assert (suggestion.teacher, suggestion.run is not None) == (teacher, True)
        assert reason_words(suggestion.reasons)[0] == (
            "A swap: you want what the other knows, and the other what you know"
        )


def test_it_leaves_alone_what_else_stands(organiser: Member, alice: Member, bo: Member, charlie: Member) -> None:
    a_swap(alice, bo)
    go = propose_skill("Go", by=charlie)
    offer(charlie, skill=go, level=4)
    other = want(alice, skill=go, level=3, visibility="public")
    first = publish(run(by=organiser), by=organiser)
    publish(run(by=organiser, policy=swaps(organiser)), by=organiser)
    assert [one.run for one in suggestions_for(other)] == [first]


def test_a_need_that_is_not_public_is_in_no_swap(organiser: Member, alice: Member, bo: Member) -> None:
    a_swap(alice, bo, visibility="matching")
    assert run(by=organiser, policy=swaps(organiser)).choices.count() == 0


def test_who_makes_a_need_private_before_it_is_published_is_not_told_of(
    organiser: Member, alice: Member, bo: Member
) -> None:
    mine, theirs = a_swap(alice, bo)
    draft = run(by=organiser, policy=swaps(organiser))
    want(bo, skill=theirs.skill, level=3, visibility="matching")
    publish(draft, by=organiser)
    assert [one.run for one in suggestions_for(mine)] == [None]

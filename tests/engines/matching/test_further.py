"""How many more teachers would serve how many learners; each answer is checked by solving again with them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.matching.companies import NINE, companies, company, week

from peerloop.engines import InvalidInput
from peerloop.engines.matching import Further, Members, Policy, further_teachers, match_members

PLAIN = Policy(share=0)
RUST, GO = 7, 9


def joined_by(members: Members, skill: int, *, teachers: int, places: int) -> Members:
    """Return the members with so many more at the end, who know the skill, speak everything and are always free."""

    def grown(values, more) -> np.ndarray:
        return np.concatenate([np.asarray(values, dtype=np.asarray(more).dtype), more])

    offers, needs = members.offers, members.needs
    ends = np.asarray(offers.indptr)[-1] + 1 + np.arange(teachers)
    return replace(
        members,
        team=grown(members.team, 900 + np.arange(teachers)),
        manager=grown(members.manager, np.full(teachers, -1)),
        languages=grown(members.languages, np.full(teachers, 2**64 - 1, dtype=np.uint64)),
        free=grown(members.free, np.array([week(*range(0, 672, 4))] * teachers, dtype=np.uint64).reshape(-1, 11)),
        seniority=grown(members.seniority, np.zeros(teachers)),
        place=grown(members.place, np.full(teachers, -1)),
        capacity=grown(members.capacity, np.full(teachers, places)),
        offers=replace(
            offers,
            indptr=grown(offers.indptr, ends),
            skill=grown(offers.skill, np.full(teachers, skill)),
            level=grown(offers.level, np.full(teachers, 5)),
            pace=None,
            vouched=None,
            wish=None,
        ),
        needs=replace(needs, indptr=grown(needs.indptr, np.full(teachers, np.asarray(needs.indptr)[-1]))),
        held=None,
    )


@settings(max_examples=60, deadline=None)
@given(companies(), st.integers(1, 3))
def test_so_many_more_serve_so_many_and_fewer_do_not(members: Members, places: int) -> None:
    plan = match_members(members, PLAIN)
    for one in further_teachers(members, PLAIN, plan, places=places)[:2]:
        more = match_members(joined_by(members, one.skill, teachers=one.teachers, places=places), PLAIN)
        assert more.served == plan.served + one.learners
        fewer = match_members(joined_by(members, one.skill, teachers=one.teachers - 1, places=places), PLAIN)
        assert fewer.served < plan.served + one.learners


def test_a_learner_who_moves_leaves_a_seat_to_another() -> None:
    """Alice teaches Dana Rust and could teach Charlie Go: a further Rust teacher takes Dana, and Charlie has Alice."""
    members = company([{RUST: 4, GO: 4}, {}, {}], [{}, {GO: 3}, {RUST: 3}], capacity=[1, 0, 0])
    plan = match_members(members, PLAIN)
    assert plan.served == 1
    found = further_teachers(members, PLAIN, plan, places=2)
    assert found == [Further(GO if plan.learner[0] == 2 else RUST, teachers=1, learners=1)]


def test_those_who_do_not_count_are_not_counted_and_the_most_come_first() -> None:
    members = company([{}] * 8, [*[{RUST: 1}] * 5, *[{GO: 1}] * 3])
    plan = match_members(members, PLAIN)
    assert further_teachers(members, PLAIN, plan, places=2) == [Further(RUST, 3, 5), Further(GO, 2, 3)]
    counted = [True] * 2 + [False] * 3 + [True] * 3
    assert further_teachers(members, PLAIN, plan, places=2, counted=counted) == [Further(GO, 2, 3), Further(RUST, 1, 2)]
    assert further_teachers(members, PLAIN, plan, places=2, least=5) == [Further(RUST, 3, 5)]
    assert further_teachers(members, PLAIN, plan, places=2, most=1) == [Further(RUST, 3, 5)]


def test_nobody_is_counted_who_has_no_hour() -> None:
    members = company([{}] * 2, [{RUST: 1}] * 2, free=np.array([week(NINE), week()], dtype=np.uint64))
    plan = match_members(members, PLAIN)
    assert further_teachers(members, PLAIN, plan, places=1) == [Further(RUST, 1, 1)]


def test_bad_input_is_named() -> None:
    members = company([{}], [{RUST: 1}])
    plan = match_members(members, PLAIN)
    with pytest.raises(InvalidInput, match="places"):
        further_teachers(members, PLAIN, plan, places=0)
    with pytest.raises(InvalidInput, match="counted"):
        further_teachers(members, PLAIN, plan, places=1, counted=[True, False])
    empty = company([], [])
    assert further_teachers(empty, PLAIN, match_members(empty, PLAIN), places=1) == []

"""What one more seat would serve, the nearest hour, and matching again with as little change as can be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.matching.companies import NINE, companies, company, week, weeks

from peerloop.engines import InvalidInput
from peerloop.engines.matching import (
    Members,
    Nearest,
    OneMoreSeat,
    Policy,
    Progress,
    all_pairs,
    match,
    match_members,
    plan_is_feasible,
    rematch,
)

PLAIN = Policy(share=0)


@settings(max_examples=40, deadline=None)
@given(companies(), st.integers(0, 3))
def test_one_more_seat_gains_at_least_what_is_said(members: Members, share: int) -> None:
    policy = Policy(share=share)
    plan = match_members(members, policy)
    for seat in [why.seat for why in plan.why_not.values() if why.seat is not None][:2]:
        capacity = np.asarray(members.capacity) + (np.arange(len(np.asarray(members.capacity))) == seat.teacher)
        more = match_members(replace(members, capacity=capacity), policy)
        assert (more.served, more.score) >= (plan.served + seat.learner_more, plan.score + seat.gain)
        if seat.request >= 0:
            assert seat.request in plan.why_not


def test_one_more_seat_is_passed_along_to_whom_it_serves_best() -> None:
    # Charlie can only learn from Alice, who teaches Dana; Eve only from Bo, who teaches Finn. One more seat with
    # Bo would serve Eve, yet Dana better: moved to Bo, she leaves Alice's seat to Charlie.
    alice, bo, charlie, eve = 0, 1, 0, 2
    members = company(
        [{7: 4}, {7: 4, 9: 4}, {}, {}, {}, {}],
        [{}, {}, {7: 3}, {7: 3}, {9: 1}, {9: 3}],
        capacity=[1, 1, 0, 0, 0, 0],
        team=[0, 1, 0, 2, 1, 3],
        manager=[-1, -1, 1, -1, -1, -1],
    )
    plan = match_members(members, PLAIN)
    assert (plan.learner.tolist(), plan.teacher.tolist()) == ([3, 5], [alice, bo])
    assert plan.why_not[charlie].seat == OneMoreSeat(alice, gain=55, request=charlie, learner_more=True)
    assert plan.why_not[eve].seat == OneMoreSeat(bo, gain=55, request=charlie, learner_more=True)


@pytest.mark.parametrize(
    ("mine", "theirs", "nearest"),
    [
        (week(NINE), week(NINE + 6), Nearest(hour=NINE + 6, shift=6, unlocks=1)),
        (week(NINE), week(NINE - 2, NINE + 30), Nearest(hour=NINE - 2, shift=2, unlocks=1)),
        (week(), week(NINE, 300), Nearest(hour=NINE, shift=None, unlocks=1)),
        (week(NINE), week(), None),
    ],
)
def test_who_shares_no_hour_hears_the_nearest(mine: list[int], theirs: list[int], nearest: Nearest | None) -> None:
    plan = match_members(company([{}, {7: 4}], [{7: 3}, {}], free=weeks(mine, theirs)), PLAIN)
    assert plan.why_not[0].nearest == nearest


def test_the_nearest_hour_says_when_it_would_unlock_nobody() -> None:
    members = company([{}, {7: 4}, {}], [{7: 3}, {}, {7: 3}], capacity=[0, 1, 0])
    members = replace(members, free=weeks(week(NINE), week(NINE + 8), week(NINE + 8)))
    assert match_members(members, PLAIN).why_not[0].nearest == Nearest(hour=NINE + 8, shift=8, unlocks=0)


@settings(max_examples=40, deadline=None)
@given(companies(), st.data())
def test_matching_again_serves_most_then_changes_least_then_scores_best(members: Members, data: st.DataObject) -> None:
    before = match_members(members, PLAIN, seed=1)
    standing = np.column_stack([before.request, before.teacher])
    n = len(np.asarray(members.capacity))
    left = data.draw(st.sets(st.integers(0, n - 1), max_size=2)) if n else set()
    picks = data.draw(st.sets(st.integers(0, len(standing) - 1), max_size=2)) if len(standing) else set()
    declined = standing[sorted(picks)]
    again = rematch(members, PLAIN, standing, left=sorted(left), declined=declined)

    apart = [(int(before.learner[k]), int(before.teacher[k])) for k in sorted(picks)]
    changed = replace(members, avoid=[*np.asarray(members.avoid).reshape(-1, 2).tolist(), *apart])
    learner = np.repeat(np.arange(n), np.diff(members.needs.indptr))
    request, teacher, points = all_pairs(changed, PLAIN)
    there = ~np.isin(learner[request], sorted(left)) & ~np.isin(teacher, sorted(left))
    request, teacher, points = request[there], teacher[there], points[there]
    stands = {tuple(pair) for pair in standing.tolist()}
    stood = np.array([pair in stands for pair in zip(request.tolist(), teacher.tolist(), strict=True)], dtype=bool)
    best = match(request, teacher, points + 100_000 * stood, learner=learner, capacity=members.capacity)

    assert plan_is_feasible(again.plan, changed, PLAIN)
    assert not set(again.plan.learner.tolist()) & left
    assert not set(again.plan.teacher.tolist()) & left
    assert again.plan.served == best.served
    assert int(again.kept.sum()) == int(stood[best.edge].sum())
    assert again.plan.score == again.plan.bound == int(points[best.edge].sum())
    assert again.moved == int(stood.sum()) - int(again.kept.sum())


def test_nothing_changes_when_nothing_happened() -> None:
    members = company([{}, {7: 4}, {7: 4}], [{7: 3}, {}, {}])
    plan = match_members(members, PLAIN)
    again = rematch(members, PLAIN, [(0, 1)])
    assert (again.plan.teacher.tolist(), again.stability, again.moved) == ([1], 1.0, 0)
    assert plan.score == again.plan.score


def test_who_declined_is_not_asked_again_and_another_is() -> None:
    members = company([{}, {7: 4}, {7: 1}], [{7: 1}, {}, {}])
    again = rematch(members, PLAIN, [(0, 1)], declined=[(0, 1)])
    assert (again.plan.teacher.tolist(), again.ended.tolist(), again.kept.tolist()) == ([2], [True], [False])


def test_a_request_cannot_stand_twice() -> None:
    with pytest.raises(InvalidInput, match="standing: names a request twice at 1"):
        rematch(company([{}, {7: 4}, {7: 4}], [{7: 3}, {}, {}]), PLAIN, [(0, 1), (0, 2)])


def test_without_time_the_plan_is_valid_and_its_bound_holds() -> None:
    members = company([{7: 3}] * 3 + [{}] * 6, [{}] * 3 + [{7: 1}] * 6, capacity=[1] * 9)
    heard: list[Progress] = []
    plan = match_members(members, PLAIN, seconds=0, tell=heard.append)
    assert plan_is_feasible(plan, members, PLAIN)
    assert plan.score <= match_members(members, PLAIN).score <= plan.bound
    assert (plan.unruled, plan.unruled_bound) == (None, None)
    assert [(round_.round, round_.score, round_.bound) for round_ in heard] == [(1, plan.score, plan.bound)]

"""Matching over members: the best plan over all eligible pairs, attacked through an independent verifier."""

from __future__ import annotations

import pickle
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.matching.companies import NINE, companies, company, skills, week, weeks

from peerloop.engines import InvalidInput
from peerloop.engines.matching import (
    NEAR,
    OTHER_TEAM,
    SAME_PLACE,
    Members,
    Policy,
    Reason,
    all_pairs,
    candidates,
    match,
    match_members,
    plan_is_feasible,
    upper_bound,
)

POLICIES = st.builds(
    Policy,
    share=st.just(0),
    length=st.sampled_from([1, 3, 4, 5]),
    hours_enough=st.integers(1, 12),
    same_place=st.integers(0, 9),
    whole_chain=st.booleans(),
    below_level=st.booleans(),
    never_met=st.booleans(),
    serve_everyone_first=st.booleans(),
)


@settings(max_examples=90, deadline=None)
@given(companies(), POLICIES, st.integers(0, 3))
def test_it_is_feasible_and_as_good_as_the_best_over_all_pairs(members: Members, policy: Policy, seed: int) -> None:
    plan = match_members(members, policy, seed=seed)
    request, teacher, points = all_pairs(members, policy)
    rule: dict[str, Any] = {
        "learner": np.repeat(np.arange(len(np.asarray(members.capacity))), np.diff(members.needs.indptr)),
        "capacity": members.capacity,
        "serve_everyone_first": policy.serve_everyone_first,
    }
    best = match(request, teacher, points, **rule)
    assert plan_is_feasible(plan, members, policy)
    assert plan.score == plan.bound == best.score
    assert plan.score == pytest.approx(upper_bound(request, teacher, points, **rule), abs=1e-4)
    assert plan.servable == best.servable
    if policy.serve_everyone_first:  # else choices of the same score may serve more or fewer
        assert plan.served == best.served
    assert plan.servable_proven
    assert plan.unruled == plan.unruled_bound >= plan.score
    assert sorted([*plan.request.tolist(), *plan.why_not]) == list(range(len(np.asarray(members.needs.skill))))


@settings(max_examples=30, deadline=None)
@given(companies(), st.integers(1, 6))
def test_sharing_the_work_is_weighed_and_serves_as_many(members: Members, share: int) -> None:
    shared = match_members(members, Policy(share=share, wanted=8))
    alone = match_members(members, Policy(share=0, wanted=8))
    load = np.bincount(shared.teacher, minlength=len(np.asarray(members.capacity)))
    cost = sum(min(share * nth, 7) for seats in load for nth in range(seats))
    assert shared.score == int(shared.points.sum()) - cost == shared.bound
    assert shared.served == alone.served
    assert len(shared.request) == len(alone.request) or shared.score >= int(alone.points.sum()) - 7 * len(alone.request)


@settings(max_examples=30, deadline=None)
@given(companies(), st.randoms(use_true_random=False))
def test_the_order_of_members_does_not_matter(members: Members, dice: Any) -> None:
    order = list(range(len(np.asarray(members.capacity))))
    dice.shuffle(order)
    plan, other = match_members(members, Policy()), match_members(reordered(members, order), Policy())
    assert (plan.score, plan.served) == (other.score, other.served)


@settings(max_examples=30, deadline=None)
@given(companies())
def test_members_stay_as_they_were_and_the_answer_is_the_same_again(members: Members) -> None:
    before = pickle.dumps(members)
    plan, again = match_members(members, Policy(), seed=4), match_members(members, Policy(), seed=4)
    assert pickle.dumps(members) == before
    assert (plan.request.tolist(), plan.teacher.tolist()) == (again.request.tolist(), again.teacher.tolist())


def reordered(members: Members, order: list[int]) -> Members:
    """Return the same company with member order[i] at place i."""
    place_of = np.argsort(order)

    def rows(of: Any) -> Any:
        parts = [np.arange(of.indptr[i], of.indptr[i + 1]) for i in order]
        at = np.concatenate(parts).astype(int) if parts else np.empty(0, dtype=int)
        taken = {
            name: np.asarray(getattr(of, name), dtype=int)[at] for name in ("skill", "level", "pace", "vouched", "wish")
        }
        return type(of)(indptr=np.cumsum([0, *map(len, parts)]), **taken)

    manager = np.asarray(members.manager, dtype=int)
    moved = np.where(manager >= 0, place_of[manager] if len(manager) else manager, -1)
    same = {
        name: np.asarray(getattr(members, name))[np.asarray(order, dtype=int)]
        for name in ("team", "languages", "free", "seniority", "place", "capacity")
    }
    return Members(
        **same,
        manager=moved[np.asarray(order, dtype=int)],
        offers=rows(members.offers),
        needs=rows(members.needs),
        held=rows(members.held),
        avoid=[(place_of[a], place_of[b]) for a, b in members.avoid],
        met=[(place_of[a], place_of[b]) for a, b in members.met],
        refused=[(place_of[a], skill, place_of[b]) for a, skill, b in members.refused],
    )


def test_alice_learns_from_bo_and_hears_why() -> None:
    members = company([{}, {7: 4}], [{7: 3}, {}], seniority=[1, 4], met=[(0, 1)])
    plan = match_members(members, Policy(hours_enough=2))
    assert (plan.learner.tolist(), plan.teacher.tolist(), plan.hour.tolist()) == ([0], [1], [NINE])
    assert {name: int(points[0]) for name, points in plan.why.items()} == {
        "wanted": 20, "hours": 15, "other_team": 15, "level": 20, "not_met": 0,
        "pace": 5, "vouched": 0, "seniority": 3, "same_place": 0, "wish": 0,
    }  # fmt: skip


REASONS: list[tuple[Reason, dict[str, Any], dict[str, Any]]] = [
    (Reason.NOBODY_HAS_IT, {"offers": skills([{}, {}])}, {}),
    (Reason.NOT_OFFERED, {"offers": skills([{}, {}]), "held": skills([{}, {7: 4}])}, {}),
    (Reason.NOT_OFFERED, {"offers": skills([{}, {7: 2}])}, {}),
    (Reason.ONLY_OWN_LINE, {"manager": [1, -1]}, {}),
    (Reason.ONLY_OWN_LINE, {"manager": [-1, 0]}, {}),
    (Reason.NO_COMMON_LANGUAGE, {"languages": np.array([1, 2], dtype=np.uint64)}, {}),
    (Reason.NO_COMMON_HOUR, {"free": weeks(week(NINE), week(NINE + 1))}, {}),
    (Reason.MET_THEM_ALL, {"met": [(1, 0)]}, {"never_met": True}),
    (Reason.TAKEN_OR_AWAY, {"avoid": [(1, 0)]}, {}),
    (Reason.TAKEN_OR_AWAY, {"capacity": [2, 0]}, {}),
]


def test_whom_alice_refuses_for_a_skill_teaches_her_another() -> None:
    members = company([{}, {7: 4, 8: 4}], [{7: 3, 8: 3}, {}], refused=[(0, 7, 1)])
    plan = match_members(members, Policy())
    assert (plan.request.tolist(), plan.teacher.tolist()) == ([1], [1])
    assert (plan.why_not[0].reason, plan.why_not[0].fresh, plan.why_not[0].avoided) == (Reason.TAKEN_OR_AWAY, 1, 1)
    assert candidates(members, Policy(), 0, 7, 3).candidates == ()


@pytest.mark.parametrize(("wish", "teacher"), [(0, 1), (OTHER_TEAM, 2), (SAME_PLACE, 3), (NEAR, 4)])
def test_a_wish_is_heard(wish: int, teacher: int) -> None:
    """Bo is the usual choice; Charlie is of another team, Dana at the same place, Ed no more than a level above."""
    needs = skills([{7: 2}, {}, {}, {}, {}], wish=[wish])
    offers = [{}, {7: 4}, {7: 4}, {7: 4}, {7: 3}]
    more: dict[str, Any] = {"team": [0, 0, 1, 0, 0], "place": [0, 1, 1, 0, 1], "seniority": [0, 9, 0, 0, 0]}
    members = replace(company(offers, [{}] * 5, **more), needs=needs)
    plan = match_members(members, Policy(best_gap=2, level_step=1, other_team=0, seniority=5))
    assert plan.teacher.tolist() == [teacher]


@pytest.mark.parametrize(("reason", "changed", "policy"), REASONS)
def test_an_unmet_request_hears_the_first_reason_that_holds(
    reason: Reason, changed: dict[str, Any], policy: dict[str, Any]
) -> None:
    plan = match_members(replace(company([{}, {7: 4}], [{7: 3}, {}]), **changed), Policy(**policy))
    assert [why.reason for why in plan.why_not.values()] == [reason]


def test_everyone_above_counts_only_where_the_policy_says_so() -> None:
    members = company([{7: 4}, {}, {}], [{}, {}, {7: 1}], manager=[-1, 0, 1])
    assert match_members(members, Policy()).teacher.tolist() == [0]
    assert match_members(members, Policy(whole_chain=True)).why_not[0].reason == Reason.ONLY_OWN_LINE


@pytest.mark.parametrize("n", [0, 1, 2, 5])
def test_without_supply_everybody_hears_why(n: int) -> None:
    plan = match_members(company([{}] * n, [{1: 1}] * n), Policy())
    assert (plan.score, plan.bound, plan.served, plan.servable) == (0, 0, 0, 0)
    assert [why.reason for why in plan.why_not.values()] == [Reason.NOBODY_HAS_IT] * n


def test_the_candidates_of_one_need_are_the_best_of_all_pairs() -> None:
    members = company([{}, {7: 4}, {7: 5}, {7: 3}], [{}] * 4, capacity=[2, 2, 2, 0], team=[0, 0, 1, 1])
    found = candidates(members, Policy(), 0, 7, 3)
    assert [(c.teacher, c.points, c.hour, c.hours) for c in found.candidates] == [(2, 64, NINE, 1), (1, 55, NINE, 1)]
    assert [sum(c.why.values()) for c in found.candidates] == [64, 55]
    assert (found.eligible, found.why_not) == (2, None)


def test_a_need_that_nobody_can_meet_hears_why() -> None:
    found = candidates(company([{}, {7: 4}], [{}, {}], capacity=[2, 0]), Policy(), 0, 7)
    assert found.candidates == ()
    assert found.why_not is not None
    assert (found.why_not.reason, found.why_not.away) == (Reason.TAKEN_OR_AWAY, 1)


@pytest.mark.parametrize(
    ("changed", "field", "positions"),
    [
        ({"manager": [1, 0]}, "manager", [0, 1]),
        ({"manager": [0, -1]}, "manager", [0]),
        ({"manager": [2, -1]}, "manager", [0]),
        ({"team": [0]}, "team", []),
        ({"free": np.zeros((2, 11))}, "free", []),
        ({"free": weeks([0] * 10 + [1 << 32], [0] * 11)}, "free", [0]),
        ({"seniority": [1, float("nan")]}, "seniority", [1]),
        ({"capacity": [1, -1]}, "capacity", [1]),
        ({"avoid": [(0, 0)]}, "avoid", [0]),
        ({"met": [(0, 9)]}, "met", [0]),
        ({"offers": skills([{}, {7: 6}])}, "offers.level", [0]),
        ({"offers": skills([{}, {7: 0}])}, "offers.level", [0]),
        ({"needs": replace(skills([{}, {7: 1}]), indptr=[0, 2, 1])}, "needs.indptr", [1]),
        ({"needs": replace(skills([{}, {7: 1, 8: 1}]), skill=[7, 7])}, "needs.skill", [1]),
    ],
)
def test_members_that_cannot_be_are_named(changed: dict[str, Any], field: str, positions: list[int]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        match_members(replace(company([{}, {7: 4}], [{7: 3}, {}]), **changed), Policy())
    assert (refusal.value.field, refusal.value.positions) == (field, positions)


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"hours": -1}, "hours"), ({"level": 2.5}, "level"), ({"length": 0}, "length"), ({"hours": 30_000}, "policy")],
)
def test_a_policy_that_cannot_be_is_named(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Policy(**changed)
    assert refusal.value.field == field

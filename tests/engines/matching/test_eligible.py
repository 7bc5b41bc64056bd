"""Pairs that may meet, listed, beside the plain loops of the verifier."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from tests.engines.matching.companies import companies, company

from peerloop.engines import InvalidInput
from peerloop.engines.matching import Members, Policy, all_pairs, eligible, match_members, plan_is_feasible, plan_of


@settings(max_examples=60, deadline=None)
@given(companies())
def test_every_pair_that_may_meet_is_listed_with_its_points(members: Members) -> None:
    found = eligible(members, Policy())
    request, teacher, points = all_pairs(members, Policy())
    assert sorted(zip(found.request.tolist(), found.teacher.tolist(), found.points.tolist(), strict=True)) == sorted(
        zip(request.tolist(), teacher.tolist(), points.tolist(), strict=True)
    )


@settings(max_examples=60, deadline=None)
@given(companies())
def test_pairs_chosen_elsewhere_are_the_same_plan(members: Members) -> None:
    plan = match_members(members, Policy(share=0))
    same = plan_of(members, Policy(share=0), plan.request[::-1], plan.offer[::-1])
    assert plan_is_feasible(same, members, Policy(share=0))
    assert (same.score, same.served, same.hour.tolist()) == (plan.score, plan.served, plan.hour.tolist())


def test_only_the_best_of_each_request_where_that_is_asked() -> None:
    members = company([{}, {7: 4}, {7: 3}, {7: 5}], [{7: 3}, {}, {}, {}])
    assert eligible(members, Policy(), most=1).teacher.tolist() == [1]


def test_a_pair_that_may_not_meet_or_a_request_twice_is_refused() -> None:
    members = company([{}, {7: 4}, {7: 2}], [{7: 3}, {}, {}])
    for request, offer, field in (([0], [1], "offer"), ([0, 0], [0, 0], "request"), ([5], [0], "request")):
        with pytest.raises(InvalidInput) as told:
            plan_of(members, Policy(), np.array(request), np.array(offer))
        assert told.value.field == field

"""Teams: who keeps to themselves, what a suggested tie adds, who is new and not yet in the know."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerloop.engines import InvalidInput
from peerloop.engines.network import bridging, newcomers, survey

ALICE, BO, CHARLIE, DANA, EMI, FINN = range(6)


def teams():
    """Alice, Bo, Charlie ask in a ring; Dana and Emi ask each other, and Dana once asked Alice; Finn is alone."""
    tie = [(ALICE, BO), (BO, CHARLIE), (CHARLIE, ALICE), (DANA, EMI), (EMI, DANA), (DANA, ALICE)]
    return survey(*np.transpose(tie), [1, 1, 1, 1, 1, 5], members=6), [0, 0, 0, 1, 1, 2]


def test_ties_are_counted_within_and_between_teams():
    network, team = teams()
    found = bridging(network, team)
    rows = zip(found.asking, found.asked, found.ties, found.weight, strict=True)
    assert [tuple(map(int, row)) for row in rows] == [(0, 0, 3, 3), (1, 0, 1, 5), (1, 1, 2, 2)]
    assert found.inside == 5 / 6
    assert found.outside[:2].tolist() == [1 / 4, 1 / 3]
    assert np.isnan(found.outside[2])


def test_a_team_whose_ties_stay_inside_is_a_silo_and_one_without_ties_is_not():
    network, team = teams()
    assert bridging(network, team).silo.tolist() == [False, False, False]
    assert bridging(network, team, below=0.3).silo.tolist() == [True, False, False]
    apart = survey([ALICE, DANA], [BO, EMI], [1, 1], members=6)
    assert bridging(apart, team).silo.tolist() == [True, True, False]


def test_a_suggested_tie_says_what_it_adds():
    network, team = teams()
    found = bridging(network, team, [EMI, BO, ALICE], [BO, FINN, BO])
    assert found.new.tolist() == [True, True, False]
    assert found.first.tolist() == [False, True, False]
    assert found.joins.tolist() == [0, 5, 0]
    assert found.reach.tolist() == [3, 4, 0]  # Emi gains Bo and Charlie, Bo gains Emi; Finn three, Bo one


def test_a_newcomer_whom_few_know_is_found_with_the_colleague_to_introduce_them_to():
    network, _ = teams()
    found = newcomers(network, [900, 900, 900, 900, 900, 10], [0, 0, 0, 1, 1, 1], within=90)
    assert (found.member.tolist(), found.reach.tolist(), found.usual) == ([FINN], [0], 3)
    assert (found.introduction.tolist(), found.adds.tolist()) == ([DANA], [3])


def test_a_newcomer_who_is_already_in_the_know_needs_no_introduction():
    network, team = teams()
    assert newcomers(network, [10, 900, 900, 900, 900, 900], team).member.size == 0
    assert newcomers(network, [0] * 6, team).member.size == 0


def test_nobody_has_no_teams_and_no_newcomers():
    nobody = survey([], [], [], members=0)
    assert (bridging(nobody, []).ties.size, bridging(nobody, []).silo.size) == (0, 0)
    assert newcomers(nobody, [], []).member.size == 0


@pytest.mark.parametrize(
    ("change", "field", "positions"),
    [
        ({"team": [0] * 5}, "team", []),
        ({"team": [0] * 5 + [-1]}, "team", [5]),
        ({"one": [6], "other": [0]}, "one", [0]),
        ({"one": [0, 1], "other": [1, 1]}, "other", [1]),
        ({"one": [0]}, "other", []),
        ({"below": 2}, "below", []),
    ],
)
def test_bad_input_names_its_field_and_positions(change, field, positions):
    network, team = teams()
    with pytest.raises(InvalidInput) as wrong:
        bridging(network, **{"team": team} | change)
    assert (wrong.value.field, wrong.value.positions) == (field, positions)


@pytest.mark.parametrize(("days", "share", "field"), [([0] * 5, 0.5, "days"), ([0] * 6, 1.5, "share")])
def test_bad_newcomers_are_named(days, share, field):
    network, team = teams()
    with pytest.raises(InvalidInput) as wrong:
        newcomers(network, days, team, share=share)
    assert wrong.value.field == field


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 12), st.integers(0, 2**32))
def test_what_a_tie_adds_is_what_is_there_once_it_is_made(members, seed):
    random = np.random.default_rng(seed)
    source, target = np.nonzero(random.random((members, members)) < 0.15)
    source, target = source[source != target], target[source != target]
    network = survey(source, target, np.ones(source.size), members=members)
    one, other = random.permutation(members)[:2].tolist()
    found = bridging(network, random.integers(0, 3, members), [one], [other])

    before = nx.Graph(zip(source.tolist(), target.tolist(), strict=True))
    before.add_nodes_from(range(members))
    after = before.copy()
    after.add_edge(one, other)

    def reach(graph, member):
        return len(nx.single_source_shortest_path_length(graph, member, cutoff=2))

    def pairs(graph):
        return sum(len(part) * (len(part) - 1) // 2 for part in nx.connected_components(graph))

    assert found.reach[0] == sum(reach(after, m) - reach(before, m) for m in (one, other))
    assert found.joins[0] == pairs(after) - pairs(before)
    assert found.new[0] == (not before.has_edge(one, other))

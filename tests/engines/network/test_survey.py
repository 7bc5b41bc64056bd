"""The survey: what a handful of colleagues show, and what networkx says of the same ties."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerloop.engines import InvalidInput
from peerloop.engines.network import betweenness, is_valid, survey, ties

ALICE, BO, CHARLIE, DANA, EMI = range(5)


def test_who_alone_links_two_pairs_of_friends_is_a_cut_member_and_on_the_ways_between():
    """Alice and Bo, Dana and Emi know each other; both pairs only meet in Charlie."""
    one, other = [ALICE, ALICE, BO, DANA, DANA, EMI], [BO, CHARLIE, CHARLIE, EMI, CHARLIE, CHARLIE]
    network = survey(one + other, other + one, np.ones(12), members=5)
    assert np.flatnonzero(network.cut).tolist() == [CHARLIE]
    assert network.betweenness.round(6).tolist() == [0, 0, round(8 / 12, 6), 0, 0]
    assert network.betweenness_error.tolist() == [0] * 5
    assert network.constraint.argmin() == CHARLIE


def test_the_member_whom_all_ask_is_turned_to_most():
    network = survey([BO, CHARLIE, DANA], [ALICE, ALICE, ALICE], [1, 1, 1], members=4)
    assert network.pagerank.argmax() == ALICE
    assert network.pagerank.sum() == pytest.approx(1)


def test_two_circles_of_friends_are_two_communities_and_whoever_has_no_tie_is_alone():
    first = [(a, b) for a in range(5) for b in range(5) if a != b]
    second = [(a + 5, b + 5) for a in range(4) for b in range(4) if a != b]
    source, target = np.transpose([*first, *second, (0, 5)])
    network = survey(source, target, np.ones(source.size), members=10)
    assert network.community.tolist() == [0] * 5 + [1] * 4 + [2]
    assert network.component.tolist() == [0] * 9 + [1]
    assert np.isnan(network.constraint).tolist() == [False] * 9 + [True]


@pytest.mark.parametrize("members", [0, 1, 3])
def test_no_ties_are_a_valid_question(members):
    network = survey([], [], [], members=members)
    assert network.component.tolist() == network.community.tolist() == list(range(members))
    assert network.pagerank.tolist() == [1 / members] * members if members else network.pagerank.size == 0
    assert (network.modularity, network.cut.any(), network.betweenness.any()) == (0, False, False)


@pytest.mark.parametrize(
    ("change", "field", "positions"),
    [
        ({"source": [0, 3]}, "source", [1]),
        ({"target": [1, -1]}, "target", [1]),
        ({"target": [0, 2]}, "target", [0]),
        ({"source": [0, 0], "target": [1, 1]}, "target", [1]),
        ({"weight": [1, np.nan]}, "weight", [1]),
        ({"weight": [0, 1]}, "weight", [0]),
        ({"weight": [1, -1]}, "weight", [1]),
        ({"weight": [1]}, "weight", []),
        ({"members": -1}, "members", []),
    ],
)
def test_bad_input_names_its_field_and_positions(change, field, positions):
    asked = {"source": [0, 1], "target": [1, 2], "weight": [1, 1], "members": 3} | change
    with pytest.raises(InvalidInput) as wrong:
        survey(**asked)
    assert (wrong.value.field, wrong.value.positions) == (field, positions)


@st.composite
def networks(draw):
    n = draw(st.integers(1, 14))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    source, target = np.nonzero(random.random((n, n)) < draw(st.sampled_from([0.05, 0.15, 0.3, 0.9])))
    source, target = source[source != target], target[source != target]
    return source, target, random.integers(1, 6, source.size) / draw(st.sampled_from([1, 3])), n


@settings(max_examples=80, deadline=None)
@given(networks(), st.integers(0, 100))
def test_every_survey_holds_against_plain_loops_and_the_order_of_ties_changes_nothing(asked, seed):
    *ties, members = asked
    before = [np.copy(column) for column in ties]
    network = survey(*ties, members=members, seed=seed)
    assert is_valid(network)
    turned = survey(*(column[::-1] for column in ties), members=members, seed=seed)
    for name in ("component", "pagerank", "betweenness", "community", "cut", "constraint"):
        assert np.array_equal(getattr(network, name), getattr(turned, name), equal_nan=name == "constraint")
    assert all(np.array_equal(a, b) for a, b in zip(before, ties, strict=True))


@pytest.mark.parametrize("seed", range(4))
def test_a_hundred_members_are_surveyed_as_networkx_does(seed):
    random = np.random.default_rng(seed)
    source, target = np.nonzero(random.random((100, 100)) < 0.03)
    source, target = source[source != target], target[source != target]
    weight = random.random(source.size) + 0.1
    network = survey(source, target, weight, members=100)
    graph = nx.DiGraph()
    graph.add_nodes_from(range(100))
    graph.add_weighted_edges_from(zip(source.tolist(), target.tolist(), weight.tolist(), strict=True))

    def of_each(found):
        return [found[member] for member in range(100)]

    assert network.pagerank == pytest.approx(of_each(nx.pagerank(graph, tol=1e-12, max_iter=500)), abs=1e-6)
    assert network.betweenness == pytest.approx(of_each(nx.betweenness_centrality(graph)), abs=1e-6)
    constraint = of_each(nx.constraint(graph, weight="weight"))
    assert network.constraint == pytest.approx(constraint, abs=1e-6, nan_ok=True)
    undirected = graph.to_undirected()
    assert set(np.flatnonzero(network.cut)) == set(nx.articulation_points(undirected))
    parts = [set(np.flatnonzero(network.component == part)) for part in range(network.component.max() + 1)]
    assert sorted(map(sorted, parts)) == sorted(map(sorted, nx.connected_components(undirected)))
    both = nx.Graph()
    for a, b, w in graph.edges(data="weight"):
        both.add_edge(a, b, weight=w + (both[a][b]["weight"] if both.has_edge(a, b) else 0))
    found = [set(np.flatnonzero(network.community == c)) & set(both) for c in range(network.community.max() + 1)]
    assert network.modularity == pytest.approx(nx.community.modularity(both, [part for part in found if part]))
    best = max(nx.community.modularity(both, nx.community.louvain_communities(both, seed=s)) for s in range(3))
    assert network.modularity >= best - 0.04


def test_the_sampled_betweenness_of_all_members_together_is_the_exact_one():
    random = np.random.default_rng(7)
    source, target = np.nonzero(random.random((60, 60)) < 0.06)
    own = source != target
    asked = ties.ties(source[own], target[own], np.ones(own.sum()), 60)
    both_ways = asked.directed, asked.directed.T.tocsr()
    through = sum(betweenness.dependency(graph, member) for graph in both_ways for member in range(60))
    assert through / (59 * 58) == pytest.approx(betweenness.betweenness(asked, 0)[0], abs=1e-12)


def test_sampled_betweenness_finds_the_one_between_and_says_how_sure_it_is():
    """Above 5,000: Alice alone links 3,000 who ask her with 2,200 whom she asks."""
    askers, asked = np.arange(1, 3001), np.arange(3001, 5201)
    source, target = np.append(askers, np.zeros(2200, int)), np.append(np.zeros(3000, int), asked)
    network = survey(source, target, np.ones(5200), members=5201, seed=3)
    truth = 3000 * 2200 / (5200 * 5199)
    assert network.betweenness.argmax() == ALICE
    error = network.betweenness_error[ALICE]
    assert 0 < error < 0.15 * truth
    assert abs(network.betweenness[ALICE] - truth) < 4 * error
    assert not network.betweenness[1:].any()
    assert np.array_equal(survey(source, target, np.ones(5200), members=5201, seed=3).betweenness, network.betweenness)

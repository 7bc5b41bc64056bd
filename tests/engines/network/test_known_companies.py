"""Three companies that are known from the literature, where their data is there."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from benchmarks import network as bench
from benchmarks.data import find

from peerloop.engines.network import bridging, survey


def folder(name):
    found = find(name)
    if found is None:
        pytest.skip(f"The data {name} is not there.")
    return found


def test_nineteen_of_krackhardts_190_advice_ties_follow_the_reporting_line():
    assert bench.reporting(folder("krackhardt_hightech")) == 19


def test_among_lazegas_lawyers_78_percent_of_advice_stays_in_an_office():
    network, office, _ = bench.lawyers_network(folder("lazega_law"))
    assert round(bridging(network, office).inside, 2) == 0.78


def test_lazegas_lawyers_turn_to_those_with_years_in_the_firm():
    network, _, years = bench.lawyers_network(folder("lazega_law"))
    assert round(bench.turned_to_and_years(network, years), 2) == 0.76


def test_the_consultants_are_surveyed_as_networkx_does():
    rows = np.loadtxt(folder("cross_parker") / "consulting_info.txt", skiprows=1)
    people, ends = np.unique(rows[:, :2], return_inverse=True)
    source, target = ends.reshape(-1, 2).T
    others = source != target  # two of the 879 name themselves
    asked = source[others], target[others], rows[others, 2]
    network, (graph, _) = survey(*asked, members=people.size), bench.graphs(*asked, people.size)
    for ours, theirs in (
        (network.pagerank, nx.pagerank(graph, tol=1e-12, max_iter=500)),
        (network.betweenness, nx.betweenness_centrality(graph)),
        (network.constraint, nx.constraint(graph, weight="weight")),
    ):
        assert ours == pytest.approx([theirs[member] for member in range(people.size)], abs=1e-6)

"""The network: beside networkx for truth and speed, and what is known of two real companies."""

from __future__ import annotations

import csv
from time import process_time
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.data import find
from benchmarks.figure import Figure, timed
from peerloop.engines.network import Network, bridging, bus_factor, survey
from peerloop.engines.network.betweenness import PIVOTS, betweenness
from peerloop.engines.network.ties import Ties, ties

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import networkx as nx

SEED = 20260101
NX_PIVOTS = 3
NX_CONTACTS = 100


def figures() -> Iterator[Figure]:
    """Yield what was measured; what real data is not there is left out."""
    yield from _small(1000, 10_000)
    yield from _sampled("6,000 members", ties(*company(6000, 60_000), 6000), 100)
    if mail := find("email_eu_core"):
        yield from _sampled("email-Eu-core", mailed(mail), 20)
    yield from _large(100_000, 1_000_000)
    yield from _served_demand(1000, 100)
    yield from known_figures()


def company(members: int, number: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw so many ties, 6 of 10 within 1 of every 500 members' circle, the rest to the much asked."""
    random = np.random.default_rng(SEED)
    circle = members // max(1, members // 500)
    source = random.integers(0, members, number * 3 // 2)
    near = source // circle * circle + random.integers(0, circle, source.size)
    known = random.permutation(members)[(members * random.random(source.size) ** 2).astype(np.int64)]
    target = np.where(random.random(source.size) < 0.6, near, known)
    some = (source != target) & (target < members)
    key = random.permutation(np.unique((source * members + target)[some]))[:number]
    return key // members, key % members, random.integers(1, 6, key.size)


def graphs(source: np.ndarray, target: np.ndarray, weight: np.ndarray, members: int) -> tuple[nx.DiGraph, nx.Graph]:
    """Return the ties as networkx holds them, as they point and both ways together."""
    import networkx as nx

    graph, both = nx.DiGraph(), nx.Graph()
    for one in (graph, both):
        one.add_nodes_from(range(members))
    for a, b, w in zip(source.tolist(), target.tolist(), weight.tolist(), strict=True):
        graph.add_edge(a, b, weight=w)
        both.add_edge(a, b, weight=w + (both[a][b]["weight"] if both.has_edge(a, b) else 0))
    return graph, both


def _small(members: int, number: int) -> Iterator[Figure]:
    import networkx as nx

    asked = company(members, number)
    survey(*asked, members=members)  # the first call pays for the imports
    with timed() as ours:
        network = survey(*asked, members=members)
    graph, both = graphs(*asked, members)
    with timed() as theirs:
        rank = nx.pagerank(graph, tol=1e-12, max_iter=500)
        between = nx.betweenness_centrality(graph)
        constraint = nx.constraint(graph, weight="weight")
        cut = set(nx.articulation_points(both))
        parts = nx.number_connected_components(both)
        groups = nx.community.louvain_communities(both, seed=0)
    pairs = [(network.pagerank, rank), (network.betweenness, between), (network.constraint, constraint)]
    off = max(float(np.nanmax(np.abs(one - [other[m] for m in range(members)]))) for one, other in pairs)
    alike = set(np.flatnonzero(network.cut).tolist()) == cut and int(network.component.max()) + 1 == parts
    name = f"{members:,} members, {number:,} ties"
    yield Figure(f"{name}: farthest from networkx", off, "", "<= 1e-6, cut and parts alike", off <= 1e-6 and alike)
    yield Figure(f"{name}: times faster, all measured", theirs.seconds / ours.seconds, "x", ">= 10",
                 theirs.seconds >= 10 * ours.seconds, "networkx, seconds", theirs.seconds, ours.seconds)  # fmt: skip
    best = nx.community.modularity(both, groups)
    yield Figure(f"{name}: modularity", network.modularity, "", peer="networkx's Louvain", peer_value=best)


def _sampled(name: str, asked: Ties, top: int) -> Iterator[Figure]:
    from scipy.stats import spearmanr

    with timed() as watch:
        guess, error = betweenness(asked, 0, exact_up_to=0)
    with timed() as exact:
        truth, _ = betweenness(asked, 0, exact_up_to=asked.members)
    found = np.isin(np.argsort(-guess)[:top], np.argsort(-truth)[:top]).sum()
    within = np.mean(np.abs(guess - truth) <= 1.96 * error)
    name = f"{name}: betweenness from and to {PIVOTS}"
    yield Figure(f"{name}, rank correlation with all", spearmanr(guess, truth).statistic, "", peer="all, seconds",
                 peer_value=exact.seconds, seconds=watch.seconds)  # fmt: skip
    yield Figure(f"{name}, of the true top {top}", int(found), "members")
    yield Figure(f"{name}, truth within 1.96 errors", 100 * within, "%")


def _large(members: int, number: int) -> Iterator[Figure]:
    import networkx as nx

    asked = company(members, number)
    begun = process_time()
    with timed() as ours:
        survey(*asked, members=members)
    busy = process_time() - begun
    name = f"{members:,} members, {number:,} ties"
    yield Figure(f"{name}: the processor's seconds", busy, "s", "<= 30", busy <= 30, seconds=ours.seconds,
                 peak_mb=ours.peak_mb)  # fmt: skip
    graph, both = graphs(*asked, members)
    with timed() as whole:
        nx.pagerank(graph, tol=1e-12 / members, max_iter=500)
        nx.number_connected_components(both)
        set(nx.articulation_points(both))
    with timed() as pivots:
        nx.betweenness_centrality(graph, k=NX_PIVOTS, seed=0)
    with timed() as contacts:
        nx.constraint(graph, nodes=range(NX_CONTACTS), weight="weight")
    between, burt = pivots.seconds * 2 * PIVOTS / NX_PIVOTS, contacts.seconds * members / NX_CONTACTS
    yield Figure(f"{name}: networkx, PageRank, parts, cut", whole.seconds, "s")
    yield Figure(f"{name}: networkx, {2 * PIVOTS} pivots from {NX_PIVOTS}", between, "s", seconds=pivots.seconds)
    yield Figure(f"{name}: networkx, constraint from {NX_CONTACTS}", burt, "s", seconds=contacts.seconds)
    theirs = whole.seconds + between
    yield Figure(f"{name}: times faster, even without its constraint and communities", theirs / ours.seconds, "x",
                 ">= 10", theirs >= 10 * ours.seconds, "networkx, seconds", theirs, ours.seconds)  # fmt: skip


def _served_demand(members: int, skills: int) -> Iterator[Figure]:
    random = np.random.default_rng(SEED)
    holds = random.random((skills, members)) < random.random((skills, 1)) ** 3 / 20
    wants = random.random((skills, members)) < random.random((skills, 1)) / 50
    skill, holder = np.nonzero(holds)
    need, learner = np.nonzero(wants & ~holds)
    with timed() as watch:
        risk = bus_factor(skill, holder, need, learner, seats=random.integers(0, 5, members), skills=skills)
    wanted = risk.need > 0
    heads = int((holds.sum(axis=1) == 1)[wanted].sum())
    name = f"{members:,} members, {skills} skills, {need.size} needs"
    yield Figure(f"{name}: skills that hang on one", int((risk.fewest[wanted] == 1).sum()), "", peer="by head count",
                 peer_value=heads, seconds=watch.seconds)  # fmt: skip
    some = risk.fewest[wanted] > 0
    yield Figure(f"{name}: bus factors proven", 100 * risk.proven[wanted][some].mean(), "%")
    yield Figure(f"{name}: with an apprentice who would help", 100 * (risk.saved[wanted][some] > 0).mean(), "%")


def known_figures() -> Iterator[Figure]:
    """Yield what is known of Krackhardt's managers and Lazega's lawyers, where the data is there."""
    managers, lawyers = find("krackhardt_hightech"), find("lazega_law")
    if managers:
        yield Figure("Krackhardt: advice ties along the reporting line", reporting(managers), "of 190", "19",
                     reporting(managers) == 19)  # fmt: skip
    if lawyers:
        network, office, years = lawyers_network(lawyers)
        inside = bridging(network, office).inside
        yield Figure("Lazega: advice that stays in an office", 100 * inside, "%", "78", round(100 * inside) == 78)
        rho = turned_to_and_years(network, years)
        yield Figure("Lazega: advice PageRank against years", rho, "rho", "0.76", round(rho, 2) == 0.76)


def reporting(folder: Path) -> int:
    """Count the advice ties from a manager to whom they report."""
    advice, reports = (_rows(folder / f"ht_{name}_edges.csv") for name in ("advice", "reports"))
    boss = {(int(row["src"]), int(row["dst"])) for row in reports}
    return sum((int(row["src"]), int(row["dst"])) in boss for row in advice)


def mailed(folder: Path) -> Ties:
    """Return who mailed whom, themselves left out."""
    both = np.loadtxt(folder / "edges.txt", dtype=np.int64)[:, :2]
    both = np.unique(both[both[:, 0] != both[:, 1]], axis=0)
    return ties(both[:, 0], both[:, 1], np.ones(len(both)), int(both.max()) + 1)


def lawyers_network(folder: Path) -> tuple[Network, np.ndarray, np.ndarray]:
    """Return the advice among the lawyers, their offices, and their years with the firm."""
    people, advice = _rows(folder / "law_advice_nodes.csv"), _rows(folder / "law_advice_edges.csv")
    source, target = np.array([[int(row["src"]), int(row["dst"])] for row in advice]).T
    network = survey(source, target, np.ones(source.size), members=len(people))
    office, years = (np.array([float(row[name]) for row in people]) for name in ("office", "seniority"))
    return network, office.astype(np.int64), years


def turned_to_and_years(network: Network, years: np.ndarray) -> float:
    """Return Spearman's rho between PageRank and years."""
    from scipy.stats import spearmanr

    return float(spearmanr(network.pagerank, years).statistic)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as lines:
        return list(csv.DictReader(lines))

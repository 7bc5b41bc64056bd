"""FairFlow, written from its paper: Kobren, Saha and McCallum 2019, arXiv 1905.11924, section 5; our reading of it.

For a wished floor the submissions fall into three: above it, below it by at most the largest similarity, and further
below. A flow takes one reviewer each from submissions above, through those between, to those far below (whose
similarity counts a hundredfold, so that it decides); who then has one too many gives the worst up, who has one too few
gets the cheapest by min-cost flow. Repeated while the worst-off gains; the floor is searched by halving, in ten steps.
"""

from __future__ import annotations

import numpy as np
from ortools.graph.python import min_cost_flow

from benchmarks.allocation_peers.choosers import Given, Round, best_total, worst_and_total

STEPS = 10
ROUNDS = 20
FINE = 10_000


def fairflow(asked: Round) -> Given:
    """Return the allocation of the best floor found."""
    start = best = best_total(asked)
    low, high = 0.0, asked.each * float(np.nanmax(asked.similarity))
    for _ in range(STEPS):
        floor = (low + high) / 2
        found = _at(asked, start, floor)
        if worst_and_total(asked, found)[0] > worst_and_total(asked, best)[0]:
            best = found
        top = float(np.nanmax(asked.similarity))
        low, high = (floor, high) if worst_and_total(asked, found)[0] >= floor - top else (low, floor)
    return best


def _at(asked: Round, given: Given, floor: float) -> Given:
    before = worst_and_total(asked, given)[0]
    for _ in range(ROUNDS):
        after = _filled(asked, _refined(asked, given, floor))
        now = worst_and_total(asked, after)[0]
        if now <= before:
            return given
        given, before = after, now
    return given


def _refined(asked: Round, given: Given, floor: float) -> Given:
    similar, top = asked.similarity, float(np.nanmax(asked.similarity))
    s, r = similar.shape
    sums = np.array([sum(similar[one, who] for who in whos) for one, whos in enumerate(given)])
    above, far = sums >= floor, sums < floor - top
    has = np.zeros((s, r), dtype=bool)
    for one, whos in enumerate(given):
        has[one, list(whos)] = True
    one, who = np.nonzero(has & ~far[:, None])
    to, by = np.nonzero(~has & ~above[:, None] & ~np.isnan(similar))
    # Nodes: submissions, reviewers, a gate of room 1 before each submission between, source, sink.
    gate, source, sink = s + r + np.arange(s), 2 * s + r, 2 * s + r + 1
    between = np.flatnonzero(~above & ~far)
    spare = np.maximum(asked.most - has.sum(axis=0), 0)
    units = int(min(far.sum(), above.sum() + spare.sum()))
    solver = min_cost_flow.SimpleMinCostFlow()
    parts = [
        (one, s + who, np.ones(len(one)), similar[one, who] * FINE),
        (
            s + by,
            np.where(far[to], to, gate[to]),
            np.ones(len(to)),
            -similar[to, by] * FINE * np.where(far[to], 100, 1),
        ),
        (gate[between], between, np.ones(len(between)), np.zeros(len(between))),
        (np.full(above.sum(), source), np.flatnonzero(above), np.ones(above.sum()), np.zeros(above.sum())),
        (np.full(r, source), s + np.arange(r), spare, np.zeros(r)),
        (np.flatnonzero(far), np.full(far.sum(), sink), np.ones(far.sum()), np.zeros(far.sum())),
    ]
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        *(np.concatenate([part[i] for part in parts]).astype(np.int64) for i in range(4))
    )
    solver.set_nodes_supplies(np.array([source, sink]), np.array([units, -units]))
    if solver.solve_max_flow_with_min_cost() != solver.OPTIMAL:
        return given
    flow = np.asarray(solver.flows(arcs)) > 0
    has[one[flow[: len(one)]], who[flow[: len(one)]]] = False
    moved = flow[len(one) : len(one) + len(to)]
    has[to[moved], by[moved]] = True
    return [set(np.flatnonzero(row).tolist()) for row in has]


def _filled(asked: Round, given: Given) -> Given:
    kept: dict[int, set[int]] = {}
    for one, whos in enumerate(given):
        best = sorted(whos, key=lambda who, one=one: -asked.similarity[one, who])  # type: ignore[misc]
        kept[one] = set(best[: asked.each])
    return best_total(asked, kept)

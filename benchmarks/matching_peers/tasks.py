"""What is measured, each in its own process: numbers that JSON can carry, seconds of the processor."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import numpy as np

from benchmarks.companies.so2019 import SEED, company
from benchmarks.matching_peers import choosers, mentor_match
from peerloop.engines.matching import Policy, match, match_members, plan_is_feasible, rematch
from peerloop.engines.matching.blocks import Blocks, blocks
from peerloop.engines.matching.problem import problem
from peerloop.engines.matching.scoring import scorer

POLICY = Policy(share=0)  # the peers cannot weigh how teachers share the work
SAMPLES = 5
LARGE, NEAR = 20_000, 0.002


def ours(n: int) -> dict[str, Any]:
    """Match the company of ``n``; above 20,000 people stop within 0.2% of the proven bound."""
    members = company(n)
    start = time.process_time()
    plan = match_members(members, POLICY, within=NEAR if n > LARGE else 0.0)
    seconds = time.process_time() - start
    return {
        "seconds": seconds, "score": plan.score, "bound": plan.bound, "served": plan.served,
        "servable": plan.servable, "servable_proven": plan.servable_proven, "unruled": plan.unruled,
        "unruled_bound": plan.unruled_bound, "pairs": len(plan.request),
        "feasible": plan_is_feasible(plan, members, POLICY) if n <= LARGE else None,
    }  # fmt: skip


def chooser(name: str, n: int) -> dict[str, Any]:
    """Let one of the plain choosers choose over all pairs; scoring them counts in its time."""
    members = company(n)
    start = time.process_time()
    rows = choosers.Rows(blocks(scorer(problem(members, POLICY))))
    getattr(choosers, name)(rows, np.random.default_rng(SEED))
    served = sum(1 for met in rows.met.values() if met)
    return {"seconds": time.process_time() - start, "score": rows.score, "served": served}


def all_edges(n: int, first: str) -> dict[str, Any]:
    """Solve plain min-cost flow with every eligible pair an edge; ``first``: "everyone" or "sum"."""
    members = company(n)
    start = time.process_time()
    every = blocks(scorer(problem(members, POLICY)))
    request, teacher, points = _edges(every)
    answer = match(
        request,
        teacher,
        points,
        learner=every.needs.member,
        capacity=members.capacity,
        serve_everyone_first=first == "everyone",
    )
    return {
        "seconds": time.process_time() - start, "score": int(answer.score), "served": answer.served,
        "servable": answer.servable, "edges": len(request),
    }  # fmt: skip


def again(n: int) -> dict[str, Any]:
    """Match again after 1% of the members left and 2% of the pairs were declined."""
    members = company(n)
    plan = match_members(members, POLICY)
    standing = np.column_stack([plan.request, plan.teacher])
    dice = np.random.default_rng(SEED)
    left = dice.choice(n, max(n // 100, 1), replace=False)
    declined = standing[dice.choice(len(standing), len(standing) // 50, replace=False)]
    start = time.process_time()
    done = rematch(members, POLICY, standing, left=left, declined=declined)
    seconds = time.process_time() - start
    fresh = replace(members, capacity=np.where(np.isin(np.arange(n), left), 0, members.capacity))
    anew = match_members(fresh, POLICY, seed=1)
    pairs = set(zip(anew.request.tolist(), anew.teacher.tolist(), strict=True))
    stays = sum(1 for pair in map(tuple, standing[~done.ended].tolist()) if pair in pairs)
    return {
        "seconds": seconds, "stability": done.stability, "moved": done.moved,
        "anew": stays / max(int((~done.ended).sum()), 1),
    }  # fmt: skip


def seats(n: int) -> dict[str, Any]:
    """Solve again with one more seat where the plan says what it would serve, for a few samples."""
    members = company(n)
    plan = match_members(members, POLICY)
    said = [why.seat for why in plan.why_not.values() if why.seat is not None]
    dice = np.random.default_rng(SEED)
    exact = 0
    some = [said[k] for k in dice.choice(len(said), min(SAMPLES, len(said)), replace=False)]
    for seat in some:
        capacity = np.asarray(members.capacity) + (np.arange(n) == seat.teacher)
        more = match_members(replace(members, capacity=capacity), POLICY)
        exact += (more.served, more.score) == (plan.served + seat.learner_more, plan.score + seat.gain)
    return {"samples": len(some), "exact": exact, "said": len(said)}


def beside_mentor_match(n: int) -> dict[str, Any]:
    """Give both the same pairs and points: one teacher a learner, one learner a teacher, the best sum.

    Seconds are those of choosing, scoring aside; ours are the second run's, since the first loads the solver.
    """
    members = company(n)
    every = blocks(scorer(problem(members, POLICY)))
    request, teacher, points = _edges(every)
    who = every.needs.member[request]
    order = np.lexsort((-points.astype(np.int64), teacher, who))
    best = order[(np.diff(who[order], prepend=-1) != 0) | (np.diff(teacher[order], prepend=-1) != 0)]
    learner = np.unique(who[best], return_inverse=True)[1]
    rules: dict[str, Any] = {
        "learner": np.arange(learner.max() + 1),
        "capacity": np.minimum(members.capacity, 1),
        "serve_everyone_first": False,
    }
    for _ in range(2):
        start = time.process_time()
        answer = match(learner, teacher[best], points[best], **rules)
        seconds = time.process_time() - start
    pairs = np.column_stack([learner, teacher[best], points[best]]).tolist()
    return {"seconds": seconds, "score": int(answer.score), "peer": mentor_match.run(pairs)}


def _edges(every: Blocks) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    request, teacher, points = [], [], []
    for need, offer, score in every:
        row, column = np.nonzero(score)
        request.append(need[row])
        teacher.append(every.scorer.problem.offers.member[offer[column]])
        points.append(score[row, column])
    return np.concatenate(request), np.concatenate(teacher), np.concatenate(points)

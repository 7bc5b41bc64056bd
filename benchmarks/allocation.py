"""Reviews beside the proven bound and round robin, greedy, the best total alone and FairFlow, in the same run.

MIDL 2018 and AAMAS 2015 where the measuring data is there, and a made-up round of 10,000 members;
``PEERLOOP_BENCH_LARGE=1`` adds 100,000 members. Seconds are the processor's.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.allocation_peers.choosers import Round, best_total, greedy, round_robin, worst_and_total
from benchmarks.allocation_peers.fairflow import fairflow
from benchmarks.allocation_peers.gold import misranked
from benchmarks.allocation_peers.rounds import made_up
from benchmarks.data import find
from benchmarks.figure import Figure
from peerloop.engines.allocation import allocate, is_feasible, repair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PEERS = {"the best total alone": best_total, "round robin": round_robin, "greedy": greedy, "FairFlow": fairflow}

NO_LEAST = ("round robin", "greedy")  # they know no least


def figures() -> Iterator[Figure]:
    """Yield worst-off, total and seconds of each round and each way."""
    # Loaded before the clock starts: the first call of a process would pay for it.
    allocate([0, 0], [0, 1], [1.0, 0.0], submissions=1, reviewers=2, reviews_each=1, most=1)
    for name, asked in _real():
        yield from _of(name, asked)
    gold = misranked()
    if gold is not None:
        yield Figure("expertise from text: misranked of what reviewers say", 100 * gold[0], "%",
                     peer="by chance", peer_value=50.0)  # fmt: skip
    for members in (10_000, 100_000) if os.environ.get("PEERLOOP_BENCH_LARGE") else (10_000,):
        yield from _made_up(members)


def _real() -> Iterator[tuple[str, Round]]:
    midl, aamas = find("assign-midl2018/midl.npz"), find("assign-aamas/aamas2015.npz")
    if midl is None or aamas is None:
        print("The measuring data of MIDL and AAMAS is not there: made-up rounds only.", file=sys.stderr)
        return
    similar = np.load(midl)["scores"].T
    similar = np.where(similar > -1, similar, np.nan)
    yield "MIDL, most 4", Round(similar, 3, 4)
    yield "MIDL, most 4, least 2", Round(similar, 3, 4, 2)
    bids = np.load(aamas)["similarity_papers_by_reviewers"]
    yield "AAMAS 2015, most 12", Round(np.where(bids > 0, bids, np.nan), 3, 12)


def _of(name: str, asked: Round) -> Iterator[Figure]:
    of, by, similar = asked.edges()
    submissions, reviewers = asked.similarity.shape
    limits: dict[str, Any] = {
        "submissions": submissions, "reviewers": reviewers, "reviews_each": asked.each, "most": asked.most,
        "least": asked.least,
    }  # fmt: skip
    ours, seconds = _timed(lambda: allocate(of, by, similar, **limits))
    valid = is_feasible(ours.edge, of, by, **limits)
    share = 100 * ours.worst / ours.worst_bound
    yield Figure(f"{name}: worst-off", ours.worst, "sum", ">= 99% of the bound", share >= 99 and valid,
                 "proven bound", ours.worst_bound, seconds)  # fmt: skip
    goal = 98.0 if asked.least else 99.5
    share = 100 * ours.total / ours.total_bound
    yield Figure(f"{name}: total of the bound at that floor", share, "%", f">= {goal}%", share >= goal,
                 "proven bound", ours.total_bound, seconds)  # fmt: skip
    for peer, way in PEERS.items():
        if asked.least and peer in NO_LEAST:
            continue
        given, peer_seconds = _timed(lambda way=way: way(asked))  # type: ignore[misc]
        worst, total = worst_and_total(asked, given)
        whole = all(len(who) == asked.each for who in given)
        yield Figure(f"{name}: {peer}, worst-off" + ("" if whole else ", reviews missing"), worst, "sum",
                     peer="ours", peer_value=ours.worst, seconds=peer_seconds)  # fmt: skip
        yield Figure(f"{name}: {peer}, total", total, "sum", peer="ours", peer_value=ours.total)
        if peer == "FairFlow":
            yield Figure(f"{name}: times as fast", peer_seconds / seconds, "times", "> 1", peer_seconds > seconds,
                         "FairFlow, seconds", peer_seconds, seconds)  # fmt: skip


def _made_up(members: int) -> Iterator[Figure]:
    of, by, similar = made_up(members, 20)
    everybody = np.arange(members)
    limits: dict[str, Any] = {"submissions": members, "reviewers": members, "reviews_each": 3, "most": 4}
    author = np.column_stack([everybody, everybody])
    ours, seconds = _timed(lambda: allocate(of, by, similar, **limits, author=author))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    name, large = f"{members:,} x 20 candidates", members >= 100_000
    yield Figure(f"{name}: seconds", seconds, "s", "<= 60 s" if large else "", seconds <= 60 if large else None,
                 seconds=seconds, peak_mb=peak)  # fmt: skip
    yield Figure(f"{name}: worst-off", ours.worst, "sum", ">= 99% of the bound", ours.worst >= 0.99 * ours.worst_bound,
                 "proven bound", ours.worst_bound)  # fmt: skip
    yield Figure(f"{name}: pairs who review one another", ours.two_cycles, "pairs", "0", ours.two_cycles == 0)
    lost = 100 * (1 - ours.total / ours.total_bound)
    yield Figure(f"{name}: lost of the best total", lost, "%", "<= 0.1%", lost <= 0.1, "bound", ours.total_bound)
    yield Figure(f"{name}: rings of three", ours.three_cycles, "rings")
    lapsed = ours.edge[by[ours.edge] == by[ours.edge[0]]]
    after, seconds = _timed(lambda: repair(ours, lapsed, of, by, similar, **limits, author=author))
    moved = len(np.setdiff1d(ours.edge, after.edge)) - len(lapsed)
    touched = 100 * moved / (len(ours.edge) - len(lapsed))
    yield Figure(f"{name}: other reviews touched by a no-show", touched, "%", "< 1%", touched < 1, seconds=seconds)
    yield Figure(f"{name}: repair", seconds, "s", "<= 1 s", seconds <= 1)


def _timed(way: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    answer = way()
    return answer, round(time.process_time() - start, 3)

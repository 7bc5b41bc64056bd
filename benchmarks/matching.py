"""Matching beside its bound and its peers: random, first come, greedy, Gale-Shapley, plain flow, mentor-match.

``PEERLOOP_BENCH_SIZES=100,1000`` measures these sizes only; without it 100, 1,000, 10,000 and 50,000 people. Each
task runs in a process of its own, so seconds and memory are its own. Seconds are the processor's, of one thread,
scoring included, so that a busy machine does not blur them. Points only: ``Policy.share`` is 0. At 10,000 the
product's own run is measured too: a file comes in, a draft is computed and published.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from benchmarks.companies.so2019 import available
from benchmarks.company import measured
from benchmarks.data import find
from benchmarks.figure import Figure
from benchmarks.matching_peers.apart import apart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIZES = (100, 1_000, 10_000, 50_000)
GOAL = {1_000: 99.5, 10_000: 99.5, 50_000: 99.0}
PLAIN = {"random": "by_chance", "first come": "first_come", "greedy": "greedy", "Gale-Shapley": "gale_shapley"}
MOST_ALL_EDGES, MOST_STABLE = 10_000, 10_000
MENTOR_MATCH = (100, 500, 1_000)
PRODUCT = "so2019/company-10000.csv"


def figures() -> Iterator[Figure]:
    """Yield the figures, small companies first."""
    if not available():
        print("The measuring data so2019 is not there: no figures.", file=sys.stderr)
        return
    sizes = [int(size) for size in os.environ.get("PEERLOOP_BENCH_SIZES", "").split(",") if size] or SIZES
    for n in sizes:
        yield from _of_size(n)
    if 1_000 in sizes:
        yield from _again()
        yield from _beside_mentor_match()
    if 10_000 in sizes and (path := find(PRODUCT)):
        yield from _through_the_product(path)


def _through_the_product(path: Path) -> Iterator[Figure]:
    """A company's file comes in, and the house's own run drafts and publishes: everything but the page."""
    told = measured(path)
    run, draft, publish = told["figures"], told["match"], told["publish"]
    name = "10,000 through the product"
    yield Figure(f"{name}: draft", draft["cpu_seconds"], "s", "<= 20 s", draft["cpu_seconds"] <= 20,
                 seconds=draft["seconds"], peak_mb=draft["peak_mb"])  # fmt: skip
    yield Figure(f"{name}: publish", publish["cpu_seconds"], "s", "<= 5 s", publish["cpu_seconds"] <= 5,
                 seconds=publish["seconds"], peak_mb=publish["peak_mb"])  # fmt: skip
    of_bound = 100 * run["score"] / run["bound"]
    yield Figure(f"{name}: score of the bound", of_bound, "%", ">= 99.5%", of_bound >= 99.5)
    served = 100 * run["served"] / run["servable"]
    yield Figure(f"{name}: learners served of those who can be", served, "%", "= 100%, proven",
                 run["served"] == run["servable"] and run["servable_proven"], "with a suggestion, once published",
                 100 * told["with_somebody"] / run["servable"])  # fmt: skip
    cost = 100 * (run["unruled_bound"] - run["score"]) / run["unruled_bound"]
    yield Figure(f"{name}: what everyone first costs, at most", cost, "% of score", "<= 2%", cost <= 2,
                 "learners more", run["served"] - run["unruled_served"])  # fmt: skip


def _of_size(n: int) -> Iterator[Figure]:
    ours = apart("ours", n)
    plain = {
        name: apart("chooser", task, n) for name, task in PLAIN.items() if n <= MOST_STABLE or name != "Gale-Shapley"
    }
    greedy = plain["greedy"]
    of_bound = 100 * ours["score"] / ours["bound"]
    goal = GOAL.get(n)
    yield Figure(
        f"{n:,}: score of the bound, everyone first", of_bound, "%", f">= {goal}%" if goal else "",
        of_bound >= goal if goal else None, "greedy, of the bound without that rule",
        100 * greedy["score"] / ours["unruled_bound"], ours["seconds"], ours["peak_mb"],
    )  # fmt: skip
    yield Figure(
        f"{n:,}: learners served of those who can be", 100 * ours["served"] / ours["servable"], "%",
        "= 100%, proven", ours["served"] == ours["servable"] and ours["servable_proven"], "greedy",
        100 * greedy["served"] / ours["servable"], ours["seconds"], ours["peak_mb"],
    )  # fmt: skip
    cost = 100 * (ours["unruled_bound"] - ours["score"]) / ours["unruled_bound"]
    yield Figure(f"{n:,}: what everyone first costs, at most", cost, "% of score", "<= 2%", cost <= 2)
    for name, peer in plain.items():
        yield Figure(
            f"{n:,}: {name}, score of the bound without the rule", 100 * peer["score"] / ours["unruled_bound"], "%",
            peer="ours without the rule", peer_value=100 * ours["unruled"] / ours["unruled_bound"],
            seconds=peer["seconds"], peak_mb=peer["peak_mb"],
        )  # fmt: skip
    if n <= MOST_ALL_EDGES:
        yield from _beside_all_edges(n, ours)


def _beside_all_edges(n: int, ours: dict[str, Any]) -> Iterator[Figure]:
    ruled, free = apart("all_edges", n, "everyone"), apart("all_edges", n, "sum")
    name = f"flow on all {ruled['edges']:,} edges"
    same = 100 * ours["score"] / ruled["score"] if ruled["score"] else 100.0
    yield Figure(f"{n:,}: score beside plain flow", same, "%", "= 100%", same == 100, name, 100.0)
    large = n >= MOST_ALL_EDGES
    yield Figure(
        f"{n:,}: seconds", ours["seconds"], "s", "<= 12 s" if large else "", ours["seconds"] <= 12 if large else None,
        name, ruled["seconds"], ours["seconds"], ours["peak_mb"],
    )  # fmt: skip
    yield Figure(
        f"{n:,}: peak memory", ours["peak_mb"], "MB", "<= 1,024 MB" if large else "",
        ours["peak_mb"] <= 1024 if large else None, name, ruled["peak_mb"],
    )  # fmt: skip
    served = 100 * free["served"] / free["servable"]
    yield Figure(f"{n:,}: learners the best sum alone serves", served, "%", peer="everyone first", peer_value=100.0)


def _again() -> Iterator[Figure]:
    again = apart("again", 1_000)
    yield Figure(
        "1,000: pairs that stand on after 1% left and 2% declined", 100 * again["stability"], "%",
        peer="matched anew", peer_value=100 * again["anew"], seconds=again["seconds"], peak_mb=again["peak_mb"],
    )  # fmt: skip
    seats = apart("seats", 1_000)
    yield Figure(
        "1,000: one more seat, samples that re-solving confirms", seats["exact"], f"of {seats['samples']}",
        "all", seats["exact"] == seats["samples"],
    )  # fmt: skip


def _beside_mentor_match() -> Iterator[Figure]:
    for n in MENTOR_MATCH:
        try:
            both = apart("beside_mentor_match", n)
        except subprocess.CalledProcessError as broken:
            print(f"mentor-match could not be run: {broken.stderr}", file=sys.stderr)
            return
        peer = both["peer"]
        score = 100 * both["score"] / peer["score"]
        yield Figure(
            f"{n:,}: score, one to one", both["score"], "points", "same or better", score >= 100,
            "mentor-match 7.0.1", peer["score"], both["seconds"], both["peak_mb"],
        )  # fmt: skip
        faster = peer["seconds"] / both["seconds"]
        yield Figure(
            f"{n:,}: times as fast, one to one", faster, "times", ">= 100" if n >= 500 else "",
            faster >= 100 if n >= 500 else None, "mentor-match 7.0.1, seconds", peer["seconds"],
            both["seconds"], both["peak_mb"],
        )  # fmt: skip

"""Consensus beside mean, median, Moodle Workshop's weights, Vancouver and PG1, on Auckland 2025 and on a simulation.

The simulation, stated: 300 submissions, 300 reviewers of 4 each, scale 0 to 100; values normal (70, 10), biases
normal (0, 4), noise of a reviewer 3 to 9. Clean: as said. Lazy: a fifth gives 75 to all. Random: a fifth throws dice
over 40 to 100. Inflated: a fifth gives 15 more. Mixed: a tenth of each. Colluding: a tenth gives 100 throughout.
"""

from __future__ import annotations

import csv
import sys
import time
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.consensus_peers import PEERS
from benchmarks.data import find
from benchmarks.figure import Figure
from peerloop.engines.consensus import estimate

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("clean", "lazy", "random", "inflated", "mixed", "colluding")
SEEDS = 5
Round = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def figures() -> Iterator[Figure]:
    """Yield errors beside the peers', coverage, detection and speed."""
    yield from _auckland()
    for kind in KINDS:
        yield from _simulated(kind)
    yield from _large()


def simulate(kind: str, seed: int, n: int = 300, each: int = 4) -> tuple[*Round, np.ndarray]:
    """Return submission, reviewer, score, truth and who is careless."""
    dice = np.random.default_rng(seed)
    truth, bias, noise = dice.normal(70, 10, n), dice.normal(0, 4, n), dice.uniform(3, 9, n)
    of = np.tile(np.arange(n), each)
    by = np.concatenate([np.roll(dice.permutation(n), 0)[:n] for _ in range(each)])
    _, first = np.unique(of * n + by, return_index=True)
    of, by = of[first], by[first]
    score = truth[of] + bias[by] + dice.normal(0, 1, len(of)) * noise[by]
    manner = np.array(["clean"] * n, dtype=object)
    shares = {
        "mixed": [("lazy", 0.1), ("random", 0.1), ("inflated", 0.1)],
        "colluding": [("colluding", 0.1)],
        "clean": [],
    }
    order, start = dice.permutation(n), 0
    for name, share in shares.get(kind, [(kind, 0.2)]):
        stop = start + int(share * n)
        manner[order[start:stop]], start = name, stop
    say = {"lazy": np.full(len(of), 75.0), "random": dice.uniform(40, 100, len(of)), "inflated": score + 15,
           "colluding": np.full(len(of), 100.0)}  # fmt: skip
    for name, said in say.items():
        score = np.where(manner[by] == name, said, score)
    careless = np.isin(manner, ["lazy", "random", "colluding"])
    return of, by, np.clip(score, 0, 100), np.clip(truth, 0, 100), careless


def _rmse(value: np.ndarray, truth: np.ndarray) -> float:
    return float(np.sqrt(np.nanmean((value - truth) ** 2)))


def _auckland() -> Iterator[Figure]:
    folder = find("graded-auckland2025")
    if folder is None:
        print("The measuring data of Auckland is not there: the simulation only.", file=sys.stderr)
        return
    with (folder / "peer.csv").open() as peers, (folder / "tutor.csv").open() as tutors:
        rows = [(row["file_name"], row["assessor_id"], float(row["score"])) for row in csv.DictReader(peers)]
        totals: dict[str, list[float]] = {}
        for row in csv.DictReader(tutors):
            totals.setdefault(row["file_name"], []).append(float(row["total"]))
    names = sorted({name for name, _, _ in rows})
    people = sorted({person for _, person, _ in rows})
    of = np.array([names.index(name) for name, _, _ in rows])
    by = np.array([people.index(person) for _, person, _ in rows])
    score = np.array([one for _, _, one in rows])
    truth = np.array([np.mean(totals[name]) for name in names])
    ours = estimate(of, by, score, low=0, high=14)
    mean = _rmse(PEERS["mean"](of, by, score), truth)
    share = _rmse(ours.value, truth) / mean
    yield Figure(f"Auckland: RMSE of the mean's ({ours.method})", share, "x", "<= 0.87", share <= 0.87,
                 "mean, RMSE of 14", mean)  # fmt: skip
    for name, peer in PEERS.items():
        yield Figure(f"Auckland: {name}, RMSE of the mean's", _rmse(peer(of, by, score), truth) / mean, "x",
                     peer="ours", peer_value=share)  # fmt: skip
    shares = []
    for seed in range(20):
        some = np.random.default_rng(seed).choice(len(names), len(names) // 10, replace=False)
        checked = estimate(of, by, score, low=0, high=14, known={int(s): float(truth[s]) for s in some})
        rest = np.setdiff1d(np.arange(len(names)), some)
        shares.append(_rmse(checked.value[rest], truth[rest]) / _rmse(PEERS["mean"](of, by, score)[rest], truth[rest]))
    checked_share = float(np.mean(shares))
    yield Figure("Auckland: the same with 10% spot checks, the others' RMSE, 20 draws", checked_share, "x", "<= 0.60",
                 checked_share <= 0.60, "worst draw", max(shares))  # fmt: skip


def _simulated(kind: str) -> Iterator[Figure]:
    shares: dict[str, list[float]] = {name: [] for name in (*PEERS, "ours")}
    inside, found, methods = [], [], set()
    for seed in range(SEEDS):
        of, by, score, truth, careless = simulate(kind, seed)
        ours = estimate(of, by, score, low=0, high=100)
        methods.add(ours.method)
        mean = _rmse(PEERS["mean"](of, by, score), truth)
        shares["ours"].append(_rmse(ours.value, truth) / mean)
        for name, peer in PEERS.items():
            shares[name].append(_rmse(peer(of, by, score), truth) / mean)
        inside.append(np.mean((ours.interval[:, 0] <= truth) & (truth <= ours.interval[:, 1])))
        if careless.any():
            least = np.argsort(ours.reviewer_weight)[: careless.sum()]
            found.append(np.mean(careless[least]))
    share, covered = float(np.mean(shares["ours"])), 100 * float(np.mean(inside))
    best = min((float(np.mean(shares[name])), name) for name in PEERS)
    yield Figure(f"{kind}: RMSE of the mean's ({', '.join(sorted(methods))})", share, "x", "<= 1.02",
                 max(shares["ours"]) <= 1.02, f"best of the others: {best[1]}", best[0])  # fmt: skip
    yield Figure(f"{kind}: 90% intervals that hold the truth", covered, "%", "87-93%", 87 <= covered <= 93)
    if found:
        yield Figure(f"{kind}: careless among the least weighted", 100 * float(np.mean(found)), "%",
                     peer="by chance", peer_value=100 * float(careless.mean()))  # fmt: skip


def _large() -> Iterator[Figure]:
    of, by, score, _, _ = simulate("mixed", 0, 100_000)
    start = time.process_time()
    estimate(of, by, score, low=0, high=100)
    seconds = time.process_time() - start
    yield Figure("100,000 submissions x 4: seconds of the processor", seconds, "s", "<= 30 s", seconds <= 30)

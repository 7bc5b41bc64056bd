"""How often text similarity ranks two papers against what a reviewer says of their own expertise (gold standard)."""

from __future__ import annotations

import csv
import gzip
from itertools import combinations
from typing import TYPE_CHECKING

from benchmarks.data import find
from peerloop.engines.allocation import expertise

if TYPE_CHECKING:
    from pathlib import Path


def misranked() -> tuple[float, int] | None:
    """Return the share of misranked pairs, weighed by the gap in expertise (a tie counts half), and how many pairs."""
    folder = find("gold-reviewer-paper")
    if folder is None:
        return None
    papers = {row["paper"]: f"{row['title']} {row['abstract']}" for row in _rows(folder / "papers.csv.gz")}
    profile: dict[str, list[str]] = {}
    for row in _rows(folder / "profiles_d20_1.csv.gz"):
        profile.setdefault(row["reviewer"].lstrip("~"), []).append(f"{row['title']} {row['abstract']}")
    people, names = sorted(profile), sorted(papers)
    of, by, near = expertise(
        [papers[name] for name in names], ["\n".join(profile[p]) for p in people], most=len(people)
    )
    similar = {(people[r], names[s]): x for s, r, x in zip(of.tolist(), by.tolist(), near.tolist(), strict=True)}
    said: dict[str, list[tuple[float, float]]] = {}
    for row in _rows(folder / "labels.csv.gz"):
        pair = (row["reviewer"].lstrip("~"), row["paper"])
        if pair in similar:
            said.setdefault(pair[0], []).append((float(row["expertise"]), similar[pair]))
    wrong, weight, pairs = 0.0, 0.0, 0
    for labels in said.values():
        for (one, x), (other, y) in combinations(labels, 2):
            gap = one - other
            weight += abs(gap)
            pairs += gap != 0
            wrong += abs(gap) * (0.5 if x == y else float((x > y) != (gap > 0)))
    return wrong / weight, pairs


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", newline="") as text:
        return list(csv.DictReader(text))

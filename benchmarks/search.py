"""The search over a hundred thousand texts: how long it takes beside a plain FTS5 query, and how well it finds.

On SQLite always; where DATABASE_URL names a PostgreSQL server, in a database of its own there too, to compare the two.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from benchmarks.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "peerloop_bench_search"
WHAT = {"guarded": "questions through their room's guard", "page": "the whole page Find"}


def figures() -> Iterator[Figure]:
    """Index, ask, compare."""
    lite = _run(None)
    ours, plain = lite["ours"], lite["plain"]
    name = lite["name"]
    yield Figure(f"{name}: index 100,000 texts (SQLite)", round(lite["seconds"], 1), "s", seconds=lite["seconds"])
    yield Figure(
        f"{name}: search p95 (SQLite, CPU)", round(ours["p95"], 1), "ms", "≤ 65", ours["p95"] <= 65,
        "plain FTS5 p95, ms", round(plain["p95"], 1),
    )  # fmt: skip
    yield Figure(f"{name}: search p50 (SQLite, CPU)", round(ours["p50"], 1), "ms", "", None, "plain FTS5 p50, ms",
                 round(plain["p50"], 1))  # fmt: skip
    ratio = ours["p95"] / plain["p95"]
    yield Figure(f"{name}: p95, ratio to a plain FTS5 query", round(ratio, 2), "×", "≤ 1.0", ratio <= 1)
    yield Figure(f"{name}: an answer among the first 10", round(ours["success"], 3), "", "", None, "plain FTS5",
                 round(plain["success"], 3))  # fmt: skip
    yield Figure(f"{name}: mean reciprocal rank", round(ours["rank"], 3), "", "", None, "plain FTS5",
                 round(plain["rank"], 3))  # fmt: skip
    for what, goal in (("guarded", 1.0), ("page", 1.0)):
        took, ratio = lite[what], lite[what]["p95"] / plain["p95"]
        yield Figure(
            f"{name}: {WHAT[what]}: p95, ratio to a plain FTS5 query", round(ratio, 2), "×", f"≤ {goal}", ratio <= goal,
            "that is, ms", round(took["p95"], 1),
        )  # fmt: skip
    yield Figure("A new text counts in the next query", int(lite["at once"]), "", "1", lite["at once"])
    yield from _meaning(lite)
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        with _database(given) as address:
            other = _run(address)
        both = [_agreeing(*pair) for pair in zip(ours["tops"], other["ours"]["tops"], strict=True) if any(pair)]
        share = sum(both) / len(both)
        yield Figure("SQLite and PostgreSQL agree on the first 10", round(share, 4), "", "≥ 0.95", share >= 0.95)
        yield Figure("PostgreSQL: search p95", round(other["ours"]["p95"], 1), "ms")
        yield Figure("PostgreSQL: search p50", round(other["ours"]["p50"], 1), "ms")
        yield Figure("PostgreSQL: a new text counts in the next query", int(other["at once"]), "", "1",
                     other["at once"])  # fmt: skip


def _meaning(lite: dict[str, Any]) -> Iterator[Figure]:
    """With the extra ``semantic``: what it adds, over few documents, for it takes its time."""
    if told := lite.get("meaning"):
        both, words, of = told["both"], told["words"], f"of {told['documents']:,} texts"
        better = both["rank"] >= words["rank"]
        yield Figure(f"With meaning: an answer among the first 10 {of}", round(both["success"], 3), "", "", None,
                     "by words alone", round(words["success"], 3))  # fmt: skip
        yield Figure(f"With meaning: mean reciprocal rank {of}", round(both["rank"], 3), "", "≥ by words", better,
                     "by words alone", round(words["rank"], 3))  # fmt: skip
        yield Figure("With meaning: search p95", round(both["p95"], 1), "ms", "", None, "by words alone, ms",
                     round(words["p95"], 1))  # fmt: skip
        yield Figure("Finding a text's meaning", round(told["each"] * 1000, 1), "ms")


def _run(address: str | None) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as data:
        environment = os.environ | {"PEERLOOP_DATA": data, "DJANGO_SETTINGS_MODULE": "peerloop.config.settings"}
        environment.pop("DATABASE_URL", None)
        if address:
            environment["DATABASE_URL"] = address
        command = [sys.executable, "-m", "benchmarks.house.search_index"]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@contextmanager
def _database(given: str) -> Iterator[str]:
    """Make a database beside the one that is named, and drop it afterwards."""
    import psycopg

    parts = urlsplit(given)
    beside = f"{parts.scheme}://{parts.netloc}"
    with psycopg.connect(f"{beside}/postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {NAME}")
        server.execute(f"CREATE DATABASE {NAME}")
        try:
            yield f"{beside}/{NAME}"
        finally:
            server.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def _agreeing(one: list[int], other: list[int]) -> float:
    """Return the share of what the two have in common."""
    return len({*one} & {*other}) / max(len(one), len(other))

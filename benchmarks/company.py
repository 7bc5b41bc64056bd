"""The main job on real input: a company's file comes in, everybody is matched; time, memory, and what was reached.

The files are survey answers in the import's format, in teams and zones made for them; where they are not there, the
project's own small file takes their place, and the figures say so.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.data import find
from benchmarks.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = ("so2019/company-1000.csv", "so2019/company-10000.csv")
OWN = Path(__file__).parents[1] / "examples" / "people.csv"


def figures() -> Iterator[Figure]:
    """Go the whole way with each file, each in a process of its own on an empty SQLite database."""
    for path in [found for name in FILES if (found := find(name))] or [OWN]:
        yield from _of(path)


def measured(path: Path) -> dict[str, Any]:
    """Go the whole way with the file, in a process of its own on an empty SQLite database."""
    with tempfile.TemporaryDirectory() as data:
        environment = os.environ | {"PEERLOOP_DATA": data, "DJANGO_SETTINGS_MODULE": "peerloop.config.settings"}
        command = [sys.executable, "-m", "benchmarks.house.whole_way", str(path)]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _of(path: Path) -> Iterator[Figure]:
    told = measured(path)
    name, run = path.name, told["figures"]
    yield _time(f"{name}: import", told["import"])
    yield _time(f"{name}: the same import again", told["again"])
    yield _time(f"{name}: match, as a draft", told["match"])
    yield _time(f"{name}: publish it", told["publish"])
    yield Figure(
        f"{name}: learners served", run["served"], "learners", "= the maximum", run["served"] == run["servable"],
        "servable, by max flow", run["servable"],
    )  # fmt: skip
    yield Figure(
        f"{name}: served learners with a suggestion", told["with_somebody"], "learners", "all of them",
        told["with_somebody"] == run["served"], "served", run["served"],
    )  # fmt: skip
    share = run["score"] / run["bound"] if run["bound"] else 1.0
    yield Figure(f"{name}: score / proven bound", share, "", "≥ 0.995", share >= 0.995, "proven bound", run["bound"])


def _time(name: str, took: dict[str, float]) -> Figure:
    return Figure(name, took["seconds"], "s", seconds=took["seconds"], peak_mb=took["peak_mb"])

"""A company's file as CSV and as a workbook: read, previewed, imported, imported again; beside the least one could do.

The least is a bare pass over the file (``csv.reader``; openpyxl's read-only rows) and a plain ``bulk_create`` of the
same rows, in the same process. Where the files are not there, the project's own small one takes their place.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING, Any

from benchmarks.company import FILES, OWN
from benchmarks.data import find
from benchmarks.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

READ_MOST = {"csv": 20.0, "xlsx": 1.5}
WRITE_MOST = 3.0
MEGABYTES_MOST = 400


def figures() -> Iterator[Figure]:
    """Import each file in both formats, each in a process of its own on an empty SQLite database."""
    for path in [found for name in FILES if (found := find(name))] or [OWN]:
        for kind in READ_MOST:
            yield from _of(path, kind)


def _of(path: Path, kind: str) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as data:
        environment = os.environ | {"PEERLOOP_DATA": data, "DJANGO_SETTINGS_MODULE": "peerloop.config.settings"}
        command = [sys.executable, "-m", "benchmarks.house.one_import", str(path), kind]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    took: dict[str, dict[str, Any]] = json.loads(done.stdout)
    name = f"{path.stem}.{kind}"
    yield _beside(f"{name}: read", took["read"], "bare pass, s", took["bare"], READ_MOST[kind])
    yield _time(f"{name}: preview", took["preview"])
    yield _beside(f"{name}: import", took["import"], "read + bulk_create, s", took["least"], WRITE_MOST)
    yield _time(f"{name}: the same file again", took["again"])
    peak = took["import"]["peak_mb"]
    yield Figure(f"{name}: peak memory", peak, "MB", f"≤ {MEGABYTES_MOST}", peak <= MEGABYTES_MOST)


def _beside(name: str, took: dict[str, Any], peer: str, least: dict[str, Any], most: float) -> Figure:
    ratio = round(took["seconds"] / least["seconds"], 2)
    return Figure(
        f"{name}, ratio to the least", ratio, "×", f"≤ {most:g}", ratio <= most, peer, least["seconds"],
        took["seconds"], took["peak_mb"],
    )  # fmt: skip


def _time(name: str, took: dict[str, Any]) -> Figure:
    return Figure(name, took["seconds"], "s", seconds=took["seconds"], peak_mb=took["peak_mb"])

"""Asking where a hundred thousand questions were asked before, as ratios to a plain FTS5 query on the same texts; and a
question's page with a hundred answers beside a bare page with a hundred rows.

A reader of such a question gets the best twenty answers and a way to the others, so the page is these twenty; what all
five pages cost together is told beside it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figure import Figure
from benchmarks.house.server import Server
from benchmarks.pages import beside, cost

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE, RATIO, ROUTING = 1.5, 1.0, 100
ROWS, FEWER = 100, 20


def figures() -> Iterator[Figure]:
    """Fill, ask, serve."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"PEERLOOP_DATA": folder, "DJANGO_SETTINGS_MODULE": "peerloop.config.settings"}
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "benchmarks.house.asked"]
        told = json.loads(subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout)
        plain = told["plain"]["p95"]
        for what, words in (("search", "what is like it"), ("routing", "to whom it goes")):
            ours = told[what]["p95"]
            yield Figure(f"100,000 questions, {words}: p95, ratio to a plain FTS5 query", round(ours / plain, 2), "×",
                         f"≤ {RATIO}", ours / plain <= RATIO, "plain FTS5 p95, ms", round(plain, 1))  # fmt: skip
            yield Figure(f"100,000 questions, {words}: p95 of the processor", round(ours, 1), "ms",
                         f"≤ {ROUTING}", ours <= ROUTING, "median, ms", round(told[what]["p50"], 1))  # fmt: skip
        yield Figure("Reading all of them into a new process's memory", round(told["read"], 1), "s")
        yield Figure("A new answer counts in the next question", int(told["at once"]), "", "1", told["at once"])
        yield from _page(Path(folder), told)


def _page(data: Path, told: dict) -> Iterator[Figure]:
    product, bare = Server(data, "peerloop.config.settings"), Server(data, "benchmarks.house.bare_settings")
    try:
        ratio, ours, theirs = beside(
            product, told["path"], told["session"], bare, told["bare session"], bare_path=f"/?rows={ROWS}"
        )  # fmt: skip
        pages = [f"{told['path']}?page={number}" for number in range(1, told["pages"] + 1)]
        whole = sum(cost(product, page, told["session"], FEWER) for page in pages)
        size = len(product.get(told["path"], told["session"])[1]) / 1024
    finally:
        product.close()
        bare.close()
    name = "Question with 100 answers"
    yield Figure(f"{name}: CPU per request, ratio to a bare page of 100 rows", round(ratio, 2), "×",
                 f"≤ {PAGE}", ratio <= PAGE, "bare page, ms", round(theirs * 1000, 2), round(ours, 5))  # fmt: skip
    yield Figure(f"{name}: all of them, {len(pages)} pages: ratio to the same bare page", round(whole / theirs, 2), "×")
    yield Figure(f"{name}: HTML", round(size, 1), "KB", "≤ 60", size <= 60)
    yield Figure(f"{name}: queries", told["queries"], "")

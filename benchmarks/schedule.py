"""An hour for thirty people and an agenda of 500 sessions: beside a bare page, and beside plain loops over the rows."""

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
from benchmarks.pages import KILOBYTE, beside

if TYPE_CHECKING:
    from collections.abc import Iterator

GOALS = {"An hour for 30": 25.0, "Agenda with 500 sessions": 12.0}
"""As ratios to the bare page: the first reckons with weeks of thirty people, and draws them."""
LARGEST, REQUESTS = 60, 15


def figures() -> Iterator[Figure]:
    """Load the people once; measure in one process, and both pages beside the bare one."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        environment = os.environ | {"PEERLOOP_DATA": str(data), "DJANGO_SETTINGS_MODULE": "peerloop.config.settings"}
        command = [sys.executable, "-m", "benchmarks.house.schedule"]
        house = json.loads(subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout)
        for loop in house["loops"]:
            ratio, same = loop["plain"] / loop["ours"], loop["alike"]
            yield Figure(f"{loop['name']}: times faster", round(ratio, 1), "x", "alike", same,
                         "plain loop, seconds", loop["plain"], round(loop["ours"], 4))  # fmt: skip
        product, bare = Server(data, "peerloop.config.settings"), Server(data, "benchmarks.house.bare_settings")
        try:
            for name, path in house["pages"].items():
                yield from _page(name, path, house, product, bare)
        finally:
            product.close()
            bare.close()


def _page(name: str, path: str, house: dict, product: Server, bare: Server) -> Iterator[Figure]:
    status, body, _headers = product.get(path, house["session"])
    if status != 200:
        raise RuntimeError(f"{name} answered {status}")
    ratio, ours, theirs = beside(product, path, house["session"], bare, house["bare session"], requests=REQUESTS)
    goal = GOALS[name]
    yield Figure(
        f"{name}: CPU per request, ratio to a bare page", round(ratio, 2), "×", f"≤ {goal:g}", ratio <= goal,
        "bare page, ms", round(theirs * 1000, 2), round(ours, 5),
    )  # fmt: skip
    size = len(body) / KILOBYTE
    yield Figure(f"{name}: HTML", round(size, 1), "KB", f"≤ {LARGEST}", size <= LARGEST)

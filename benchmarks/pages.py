"""What a page costs at 10,000 members, as a ratio to a bare Django page served the same way in the same run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from benchmarks.figure import Figure
from benchmarks.house.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS, REQUESTS = 7, 60
NOW, GOAL = 2.5, 2.0
KILOBYTE = 1024


def figures() -> Iterator[Figure]:
    """Load the company once, serve it and the bare page side by side, and measure."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        house = _load(data)
        product, bare = Server(data, "peerloop.config.settings"), Server(data, "benchmarks.house.bare_settings")
        try:
            for name, path in house["pages"].items():
                yield from _page(name, path, house, product, bare)
            yield from _cold(house, product)
        finally:
            product.close()
            bare.close()


def _load(data: Path) -> dict[str, dict[str, str]]:
    environment = os.environ | {"PEERLOOP_DATA": str(data), "DJANGO_SETTINGS_MODULE": "peerloop.config.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.house.company"], env=environment, check=True, stdout=subprocess.PIPE
    )
    return json.loads(done.stdout)


def _page(name: str, path: str, house: dict, product: Server, bare: Server) -> Iterator[Figure]:
    session = house["sessions"][name]
    status, body, _headers = product.get(path, session)
    if status != 200:
        raise RuntimeError(f"{name} answered {status}")
    if bare.get("/", house["bare session"])[0] != 200:
        raise RuntimeError("the bare page does not answer")
    ratio, ours, theirs = beside(product, path, session, bare, house["bare session"])
    yield Figure(
        f"{name}: CPU per request, ratio to a bare page", round(ratio, 2), "×", f"≤ {NOW} now, {GOAL} the goal",
        ratio <= NOW, "bare page, ms", round(theirs * 1000, 2), round(ours, 5),
    )  # fmt: skip
    size = len(body) / KILOBYTE
    yield Figure(f"{name}: HTML", round(size, 1), "KB", "≤ 60", size <= 60)
    count = house["queries"][name]
    yield Figure(f"{name}: queries", count, "", "≤ 10", count <= 10)


def beside(
    product: Server,
    path: str,
    session: str,
    bare: Server,
    bare_session: str,
    *,
    requests: int = REQUESTS,
    bare_path: str = "/",
) -> tuple[float, float, float]:
    """Return the page's cost as a ratio to the bare page's, by turns; and the CPU seconds of a request to each."""
    ours, theirs = [], []
    for _round in range(ROUNDS):
        ours.append(cost(product, path, session, requests))
        theirs.append(cost(bare, bare_path, bare_session, REQUESTS))
    return median(one / other for one, other in zip(ours, theirs, strict=True)), median(ours), median(theirs)


def cost(server: Server, path: str, session: str, requests: int) -> float:
    """CPU seconds per request, over some requests after one that is not counted."""
    server.get(path, session)
    start = server.cpu()
    for _request in range(requests):
        server.get(path, session)
    return (server.cpu() - start) / requests


def _cold(house: dict, product: Server) -> Iterator[Figure]:
    """What a first visit fetches: the page and all that it names, as sent."""
    session = house["sessions"]["Today"]
    _status, body, _headers = product.get(house["pages"]["Today"], session)
    _status, sent, _headers = product.get(house["pages"]["Today"], session, "gzip, br")
    named = re.findall(rb'<(?:script|link|img)[^>]+?(?:src|href)="([^"]+)"', body)
    assets = {urlsplit(urljoin("/", name.decode())).path for name in named if b"/static/" in name}
    weights = [len(product.get(asset, session, "gzip, br")[1]) for asset in sorted(assets)]
    total = (len(sent) + sum(weights)) / KILOBYTE
    yield Figure("Cold load", round(total, 1), "KB", "≤ 150", total <= 150)
    yield Figure("Cold load: requests", 1 + len(weights), "", "≤ 10", 1 + len(weights) <= 10)

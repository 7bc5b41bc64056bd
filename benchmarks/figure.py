"""One measured figure, and how the figures of a benchmark are shown."""

from __future__ import annotations

import json
import resource
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True)
class Figure:
    """A measured value beside its goal and, where there is one, a peer measured in the same run.

    ``holds`` is None where no goal is set; ``peak_mb`` is the process's peak so far.
    """

    name: str
    value: float
    unit: str
    goal: str = ""
    holds: bool | None = None
    peer: str = ""
    peer_value: float | None = None
    seconds: float | None = None
    peak_mb: float | None = None


class Stopwatch:
    """What ``timed`` measured: wall and processor seconds, and the process's peak memory in MB when it ended."""

    seconds = 0.0
    cpu_seconds = 0.0
    peak_mb = 0.0


@contextmanager
def timed() -> Iterator[Stopwatch]:
    """Measure the block's time."""
    watch = Stopwatch()
    start, worked = time.perf_counter(), time.process_time()
    try:
        yield watch
    finally:
        watch.seconds = round(time.perf_counter() - start, 4)
        watch.cpu_seconds = round(time.process_time() - worked, 4)
        watch.peak_mb = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def as_json(figures: Iterable[Figure]) -> str:
    """Return the figures as a JSON list of objects."""
    return json.dumps([asdict(figure) for figure in figures], indent=2)


def as_table(figures: Iterable[Figure]) -> str:
    """Return the figures as an aligned text table, one row a figure."""
    rows = [("figure", "value", "unit", "goal", "holds", "peer", "peer value", "seconds", "peak MB")]
    for f in figures:
        holds = "" if f.holds is None else "yes" if f.holds else "NO"
        rows.append(
            (f.name, _number(f.value), f.unit, f.goal, holds, f.peer, _number(f.peer_value), _number(f.seconds),
             _number(f.peak_mb))
        )  # fmt: skip
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.4g}" if abs(value) < 1e4 else f"{value:,.0f}"

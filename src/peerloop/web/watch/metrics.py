"""What is counted, for Prometheus."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector

from peerloop.journal.heartbeat import silent_for
from peerloop.journal.standing import standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client import Metric

SECONDS = Histogram("peerloop_request_seconds", "Time to answer a request.", ["method", "route", "status"])
NEVER = -1.0


class Standing(Collector):
    """How the journal and the outbox stand, asked of the database at each look."""

    def collect(self) -> Iterator[Metric]:
        """Yield one gauge a figure."""
        now = standing()
        silent = silent_for()
        figures = {
            "jobs_ready": ("Jobs that are due and not in hand.", now.ready),
            "jobs_oldest_ready_seconds": ("How long the oldest of them has been due.", now.oldest_ready_seconds),
            "jobs_failed": ("Jobs given up.", now.failed),
            "journal_unsealed": ("Journal entries not sealed yet.", now.unsealed),
            "worker_silent_seconds": ("Since a worker was last heard.", silent.total_seconds() if silent else NEVER),
        }
        for name, (words, value) in figures.items():
            yield GaugeMetricFamily(f"peerloop_{name}", words, value=value)


def exposition() -> bytes:
    """Return everything in Prometheus' text format, from all web processes together."""
    registry = CollectorRegistry()
    registry.register(Standing())
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)
    return generate_latest(registry) + generate_latest(REGISTRY)

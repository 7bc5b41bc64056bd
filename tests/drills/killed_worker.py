"""Kill a worker again and again: ``python killed_worker.py KILLS SEED``, then let one finish what is left.

Django is loaded once; each worker is a fork of it, so that a life is made of work and not of importing.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
import time

import django

django.setup()

from django.db import connections  # noqa: E402

from peerloop.jobs.worker import work  # noqa: E402
from peerloop.journal import outbox  # noqa: E402
from peerloop.journal.actions import record  # noqa: E402
from peerloop.journal.leases import open_jobs  # noqa: E402
from peerloop.journal.models import Job  # noqa: E402

outbox.schedule.clear()


@outbox.handles("drill")
def drill(payload: dict[str, int | str]) -> None:
    """Leave one entry in the journal, slowly enough to be killed in the middle of it."""
    record("drill.done", actor=None, subject=Job(pk=int(payload["number"])))
    time.sleep(0.002)


def live() -> int:
    """Fork a worker and return its process id."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            work(threading.Event())
        finally:
            os._exit(1)
    return child


def main(kills: int, seed: int) -> None:
    """Kill ``kills`` workers, each after up to 60 ms, then wait until nothing is left to do."""
    chance = random.Random(seed)
    for _ in range(kills):
        worker = live()
        time.sleep(chance.uniform(0.005, 0.06))
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
    worker = live()
    until = time.monotonic() + 90
    while open_jobs().exists() and time.monotonic() < until:
        time.sleep(0.1)
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)


main(int(sys.argv[1]), int(sys.argv[2]))

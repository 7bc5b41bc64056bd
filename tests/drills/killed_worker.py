"""Kill a worker again and again: ``python killed_worker.py KILLS SEED``, then let one finish what is left.

Django is loaded once; each worker is a fork of it, so that a life is made of work and not of importing.
"""

from __future__ import annotations

import os
import random
import select
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


began, begins = os.pipe()  # a byte for each job that a worker has in hand


@outbox.handles("drill")
def drill(payload: dict[str, int | str]) -> None:
    """Leave one entry in the journal, slowly enough to be killed in the middle of it."""
    os.write(begins, b".")
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


def kill(worker: int) -> None:
    """End a worker as a power cut would, and forget the jobs that it had told of."""
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
    while select.select([began], [], [], 0)[0]:
        os.read(began, 1000)


def main(kills: int, seed: int) -> None:
    """Kill ``kills`` workers, each in or after its first few jobs, then wait until nothing is left to do."""
    chance = random.Random(seed)
    for _ in range(kills):
        worker = live()
        for _ in range(chance.randint(1, 5)):
            if select.select([began], [], [], 20)[0]:
                os.read(began, 1)
        time.sleep(chance.uniform(0, 0.004))
        kill(worker)
    worker = live()
    until = time.monotonic() + 90
    while open_jobs().exists() and time.monotonic() < until:
        time.sleep(0.1)
    kill(worker)


main(int(sys.argv[1]), int(sys.argv[2]))

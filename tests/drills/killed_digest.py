"""Kill a worker again and again while it makes and sends digests: ``python killed_digest.py KILLS SEED``.

Then one is let finish what is left. The mail server is the test's own.
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
from peerloop.journal.leases import open_jobs  # noqa: E402

outbox.schedule.clear()
KINDS = ("notices.digests", "notices.digest")
began, begins = os.pipe()  # a byte for each job that a worker has in hand


def heard(kind: str) -> None:
    """Let the worker say that it has a job of this kind in hand, then do it as ever."""
    do = outbox.handlers[kind]

    def say_and_do(payload: dict[str, int | str]) -> None:
        os.write(begins, b".")
        do(payload)

    outbox.handlers[kind] = say_and_do


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
    for kind in KINDS:
        heard(kind)
    for _ in range(kills):
        worker = live()
        for _ in range(chance.randint(1, 3)):
            if select.select([began], [], [], 20)[0]:
                os.read(began, 1)
        time.sleep(chance.uniform(0, 0.06))  # a digest takes about as long: in composing, in sending, before the mark
        kill(worker)
    worker = live()
    until = time.monotonic() + 120
    while open_jobs().filter(kind__in=KINDS).exists() and time.monotonic() < until:
        time.sleep(0.1)
    kill(worker)


main(int(sys.argv[1]), int(sys.argv[2]))

"""The worker alone; on SIGTERM it finishes the job in hand and ends."""

from __future__ import annotations

import signal
import threading


def run(arguments: list[str]) -> int:
    """Work until told to stop."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):  # before Django loads: a signal that comes early counts too
        signal.signal(number, lambda *_: stop.set())

    import django

    django.setup()
    from peerloop.jobs.worker import work

    work(stop)
    return 0

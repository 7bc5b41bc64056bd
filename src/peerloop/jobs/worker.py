"""The worker: fills the schedule, does jobs one at a time, and lets its heart be heard."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import structlog
from django.db import Error, close_old_connections, connections

from peerloop.jobs.schedule import fill
from peerloop.journal.heartbeat import beat
from peerloop.journal.leases import do, prolong, take
from peerloop.kit.clock import now

if TYPE_CHECKING:
    from peerloop.journal.models import Job

IDLE, BEAT = 0.5, 5.0  # seconds
log = structlog.get_logger()


def work(stop: threading.Event) -> None:
    """Work until ``stop`` is set; the job in hand is finished first. A lost database is waited for."""
    hands = Hands()
    heart = threading.Thread(target=listen, args=(hands, stop), daemon=True)
    heart.start()
    seen: dict[str, str] = {}
    while not stop.is_set():
        try:
            close_old_connections()
            fill(now(), seen)
            while not stop.is_set() and (job := take()):
                hands.job = job
                do(job)
                hands.job = None
                fill(now(), seen)
        except Error as error:
            hands.job = None
            log.warning("worker.no_database", failure=type(error).__name__)
            connections.close_all()
        stop.wait(IDLE)
    heart.join()


class Hands:
    """What the worker has in hand, for its heart to see."""

    job: Job | None = None


def listen(hands: Hands, stop: threading.Event) -> None:
    """Beat every few seconds, and prolong the lease of a job that takes long."""
    while True:
        try:
            beat()
            if job := hands.job:
                prolong(job)
        except Exception as error:  # the heart outlives whatever cache and database do
            log.warning("worker.heart", failure=type(error).__name__)
        finally:
            connections.close_all()
        if stop.wait(BEAT):
            return

"""The worker as a whole: it fills the schedule, does what is ready, keeps what it has in hand, and stops when told."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connections

from peerloop.jobs import worker
from peerloop.jobs.worker import work
from peerloop.journal import heartbeat, outbox
from peerloop.journal.leases import open_jobs, take
from peerloop.journal.models import Job
from peerloop.journal.outbox import enqueue, handles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def handlers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test registers is forgotten after it, and nothing else is due."""
    monkeypatch.setattr(outbox, "handlers", dict(outbox.handlers))
    monkeypatch.setattr("peerloop.journal.leases.handlers", outbox.handlers)
    outbox.schedule[:], kept = [], list(outbox.schedule)
    known = set(outbox.outside)
    yield
    outbox.schedule[:] = kept
    outbox.outside.intersection_update(known)


def working(stop: threading.Event) -> threading.Thread:
    def run() -> None:
        work(stop)
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_it_does_what_is_asked_and_what_is_scheduled_until_told_to_stop(handlers: None) -> None:
    done: list[str] = []
    all_done = threading.Event()

    def note(word: str) -> None:
        done.append(word)
        if len(done) == 2:
            all_done.set()

    handles("asked")(lambda _: note("asked"))
    handles("scheduled", every=timedelta(days=1))(lambda _: note("scheduled"))
    enqueue("asked")
    stop = threading.Event()
    thread = working(stop)
    assert all_done.wait(20)
    stop.set()
    thread.join(20)
    assert not thread.is_alive()
    assert sorted(done) == ["asked", "scheduled"]
    assert heartbeat.alive()
    assert not open_jobs().exists()


def test_a_long_job_keeps_its_lease_while_its_worker_lives(
    handlers: None, settings: SettingsWrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LEASE = timedelta(seconds=1.5)
    monkeypatch.setattr(worker, "BEAT", 0.2)
    stop = threading.Event()
    others: list[Job | None] = []

    @handles("long", speaks_outside=True)
    def long(payload: dict[str, int | str]) -> None:
        time.sleep(3)
        others.append(take())
        stop.set()

    enqueue("long")
    thread = working(stop)
    thread.join(30)
    assert others == [None]
    assert Job.objects.get().attempts == 1
    assert Job.objects.get().done_at is not None

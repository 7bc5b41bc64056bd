"""Kill a worker in the middle of an import or its undoing: ``python killed_import.py IMPORT KILLS``.

Prints how everything stood after each death, and how it stands when a worker was let finish, as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.db import connections  # noqa: E402

from peerloop.intake.models import Import, Undoing  # noqa: E402
from peerloop.intake.queries.progress import note_progress, progress_of  # noqa: E402
from peerloop.jobs.worker import work  # noqa: E402
from peerloop.journal import outbox  # noqa: E402
from peerloop.journal.leases import open_jobs  # noqa: E402
from peerloop.journal.models import Entry  # noqa: E402

outbox.schedule.clear()
PATIENCE = 60
ROWS = (
    "people.Member",
    "people.Team",
    "skills.Skill",
    "skills.Offer",
    "skills.Need",
    "intake.Trace",
    "search.Document",
)


def stands() -> dict[str, int]:
    """How much there is of everything that an import writes."""
    found = {label: apps.get_model(label)._default_manager.count() for label in ROWS}
    found["imports"] = Import.objects.exclude(finished_at=None).count()
    found["undone"] = Undoing.objects.exclude(finished_at=None).count()
    found["told"] = Entry.objects.filter(verb__in=["import.done", "import.undone"]).count()
    connections.close_all()
    return found


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


def dies(worker: int) -> None:
    """End a worker as a power cut would."""
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)


def in_the_middle(pk: int, share: float) -> bool:
    """Wait until this share of the rows is done and not all of them; False where that was missed."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        done, rows = progress_of(pk)
        if rows and done >= share * rows:
            return done < rows
        time.sleep(0.001)
    return False


def main(pk: int, kills: int) -> None:
    """Kill ``kills`` workers, each a little later than the one before, then wait until nothing is left to do."""
    told = []
    for number in range(kills):
        note_progress(pk, 0, 0)
        worker = live()
        middle = in_the_middle(pk, (number + 1) / (kills + 2))
        dies(worker)
        told.append({"in the middle": middle, **stands()})
    worker = live()
    until = time.monotonic() + PATIENCE
    while open_jobs().filter(kind__startswith="intake.").exists() and time.monotonic() < until:
        time.sleep(0.1)
    dies(worker)
    print(json.dumps({"after each": told, "at last": stands()}))


main(int(sys.argv[1]), int(sys.argv[2]))

"""Doing jobs: take one under a lease, do it, mark it done in the transaction of its effect.

At least once, with one database effect. Who dies with a job in hand leaves its lease to run out; on PostgreSQL the
row lock and on SQLite the one writer keep a job that outlives its lease from being done beside itself.
"""

from __future__ import annotations

import traceback
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q

from peerloop.journal.models import Job
from peerloop.journal.outbox import handlers, outside
from peerloop.kit.clock import now

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

ATTEMPTS = 12  # with the waits between them nearly a day: a mail server may be away for a night
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=6)
log = structlog.get_logger()


def open_jobs() -> QuerySet[Job]:
    """Jobs that are neither done nor given up."""
    return Job.objects.filter(done_at=None, failed_at=None)


def ready(at: datetime) -> QuerySet[Job]:
    """Open jobs that are due at ``at`` and in nobody's hands, oldest first."""
    free = Q(leased_until=None) | Q(leased_until__lt=at)
    return open_jobs().filter(free, due_at__lte=at).order_by("due_at", "id")


def take() -> Job | None:
    """Take the next ready job under a lease of ``settings.LEASE``; None where there is none.

    The attempt is counted before it is made, so that a job that kills its worker is given up like any other.
    """
    if not ready(now()).exists():  # a plain read: an idle worker takes no write lock
        return None
    with transaction.atomic():
        job = ready(now()).select_for_update(skip_locked=True).first()
        if job is None:
            return None
        job.lease, job.leased_until = uuid4(), now() + settings.LEASE
        job.attempts += 1
        if job.attempts > ATTEMPTS:
            give_up(job, job.failure or "the worker died each time")
            return job
        job.save(update_fields=["lease", "leased_until", "attempts"])
    return job


def do(job: Job) -> None:
    """Do a taken job; a failure is noted on it and puts it off, the last one gives it up."""
    if job.failed_at:
        return
    try:
        if job.kind in outside:
            handlers[job.kind](job.payload)
            finish(job)
        else:
            with transaction.atomic():
                if finish(job):
                    handlers[job.kind](job.payload)
    except Exception as error:
        fail(job, error)


def finish(job: Job) -> bool:
    """Mark the job done and forget its payload, or return False where its lease has gone to another worker."""
    mine = Job.objects.filter(pk=job.pk, lease=job.lease, done_at=None)
    return mine.update(done_at=now(), leased_until=None, payload={}) == 1


def prolong(job: Job) -> None:
    """Give the job in hand a lease from now on."""
    Job.objects.filter(pk=job.pk, lease=job.lease, done_at=None).update(leased_until=now() + settings.LEASE)


def fail(job: Job, error: Exception) -> None:
    """Put the job off, each time for three times as long, or give it up after the last attempt."""
    words = what_failed(error)
    log.warning("job.failed", kind=job.kind, job=job.pk, attempt=job.attempts, failure=words)
    if job.attempts >= ATTEMPTS:
        give_up(job, words)
        return
    wait = min(FIRST_WAIT * 3 ** (job.attempts - 1), LONGEST_WAIT)
    mine = Job.objects.filter(pk=job.pk, lease=job.lease, done_at=None)
    mine.update(due_at=now() + wait, leased_until=None, failure=words)


def give_up(job: Job, words: str) -> None:
    """Leave the job undone and say so; the command ``failed_jobs --again`` opens it once more."""
    job.failed_at, job.failure, job.leased_until = now(), words, None
    job.save(update_fields=["failed_at", "failure", "leased_until", "attempts"])
    log.error("job.given_up", kind=job.kind, job=job.pk, failure=words)


def what_failed(error: Exception) -> str:
    """Return the error's class and the place in our code; never its words, which may name people."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(settings.SOURCE)]
    place = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__}{place}"[:200]


def work_off(limit: int = 10_000) -> int:
    """Do what is ready, at most ``limit`` jobs; return how many were taken."""
    for count in range(limit):
        job = take()
        if job is None:
            return count
        do(job)
    return limit


def failed_jobs() -> QuerySet[Job]:
    """Jobs that were given up, oldest first."""
    return Job.objects.exclude(failed_at=None).order_by("id")


def open_again(jobs: QuerySet[Job]) -> int:
    """Let jobs that were given up be tried anew; return how many."""
    return jobs.update(failed_at=None, failure="", attempts=0, lease=None, leased_until=None, due_at=now())

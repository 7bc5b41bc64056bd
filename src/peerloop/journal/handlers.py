"""What the journal does by itself."""

from __future__ import annotations

from datetime import timedelta

from peerloop.journal.models import Job
from peerloop.journal.outbox import handles
from peerloop.journal.seals import seal_all
from peerloop.kit.clock import now

DONE_KEPT, FAILED_KEPT = timedelta(days=7), timedelta(days=90)


@handles("journal.prune", every=timedelta(hours=6))
def prune(payload: dict[str, int | str]) -> None:
    """Forget jobs done a week ago, and those given up a season ago."""
    Job.objects.filter(done_at__lt=now() - DONE_KEPT).delete()
    Job.objects.filter(failed_at__lt=now() - FAILED_KEPT).delete()


@handles("journal.seal", every=timedelta(minutes=1), speaks_outside=True)
def seal(payload: dict[str, int | str]) -> None:
    """Seal the entries of the last minute, each batch in a transaction of its own."""
    seal_all()

"""How the outbox and the journal stand, in figures."""

from __future__ import annotations

from dataclasses import dataclass

from peerloop.journal.leases import ready
from peerloop.journal.models import Entry, Job
from peerloop.kit.clock import now


@dataclass(frozen=True)
class Standing:
    """Counts, and the age in seconds of the oldest job that waits."""

    ready: int
    oldest_ready_seconds: float
    failed: int
    unsealed: int


def standing() -> Standing:
    """Return how things stand now."""
    at = now()
    waiting = ready(at)
    oldest = waiting.first()
    return Standing(
        ready=waiting.count(),
        oldest_ready_seconds=(at - oldest.due_at).total_seconds() if oldest else 0.0,
        failed=Job.objects.exclude(failed_at=None).count(),
        unsealed=Entry.objects.filter(seal=None).count(),
    )

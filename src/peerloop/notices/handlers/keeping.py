"""Notices are kept for half a year."""

from __future__ import annotations

from datetime import timedelta

from peerloop.journal.outbox import enqueue, handles
from peerloop.kit.clock import now
from peerloop.notices.models import Digest, Notice, Spread

KEPT = timedelta(days=183)
AT_ONCE = 2_000


@handles("notices.prune", every=timedelta(days=1))
def prune(payload: dict[str, int | str]) -> None:
    """Delete what is older, some at a time; the journal keeps what happened, without its words."""
    before = now() - KEPT
    old = list(Notice.objects.filter(made_at__lt=before).order_by("made_at").values_list("pk", flat=True)[:AT_ONCE])
    Notice.objects.filter(pk__in=old).delete()
    if len(old) == AT_ONCE:
        enqueue("notices.prune")
        return
    Digest.objects.filter(made_at__lt=before).delete()
    Spread.objects.filter(made_at__lt=before).delete()

"""What the worker does for series."""

from __future__ import annotations

from datetime import timedelta

from peerloop.journal.outbox import handles
from peerloop.series.actions import pass_on, prolong_all
from peerloop.series.models import Series


@handles("series.prolong", every=timedelta(hours=12), speaks_outside=True)
def ahead(payload: dict[str, int | str]) -> None:
    """Make sessions for the weeks to come, each series in its own transaction."""
    prolong_all()


@handles("series.orphaned", speaks_outside=True)
def orphaned(payload: dict[str, int | str]) -> None:
    """Pass on, or end, a series whose leader has left."""
    for series in Series.objects.filter(pk=payload["series"]):
        pass_on(series)

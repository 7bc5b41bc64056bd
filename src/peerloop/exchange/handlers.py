"""What the worker does for days beside somebody and weeks elsewhere."""

from __future__ import annotations

from datetime import timedelta

from peerloop.exchange import actions
from peerloop.journal.outbox import handles


@handles("exchange.expire", every=timedelta(hours=1), speaks_outside=True)
def in_time(payload: dict[str, int | str]) -> None:
    """Close what nobody answered in time, and end what is over."""
    actions.expire()
    actions.end_weeks()

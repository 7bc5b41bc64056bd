"""What the worker does for programmes."""

from __future__ import annotations

from datetime import timedelta

from peerloop.journal.outbox import handles
from peerloop.programmes.actions import close_ended, publish_all


@handles("programmes.keep", every=timedelta(days=1), speaks_outside=True)
def keep(payload: dict[str, int | str]) -> None:
    """Close what has passed its last day, and publish the week's figures of the others."""
    close_ended()
    publish_all()

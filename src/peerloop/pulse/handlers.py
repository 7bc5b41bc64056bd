"""What the worker does for surveys."""

from __future__ import annotations

from datetime import timedelta

from peerloop.journal.outbox import handles
from peerloop.pulse.actions import close_due, remind_once, remove_unanswered


@handles("pulse.tend", every=timedelta(minutes=15))
def tend(payload: dict[str, int | str]) -> None:
    """Close what is due, remind once, and delete notes to which nobody has said yes."""
    close_due()
    remind_once()
    remove_unanswered()

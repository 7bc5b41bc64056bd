"""What the worker does for the loops."""

from __future__ import annotations

from datetime import timedelta

from peerloop.journal.outbox import enqueue, handles
from peerloop.loops.actions import ask_follow_ups, remind_due


@handles("loops.remind_due", every=timedelta(hours=1))
def remind(payload: dict[str, int | str]) -> None:
    """Remind of the intentions whose day has come, some at a time, until none is left."""
    if remind_due():
        enqueue("loops.remind_due")


@handles("loops.ask_follow_ups", every=timedelta(hours=1))
def follow_up(payload: dict[str, int | str]) -> None:
    """Ask whether it was used, some at a time, until nobody is left to ask."""
    if ask_follow_ups():
        enqueue("loops.ask_follow_ups")

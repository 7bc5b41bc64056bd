"""What the worker does for the schedule."""

from __future__ import annotations

from datetime import timedelta

from peerloop.journal.outbox import enqueue, handles
from peerloop.schedule.actions import keep_wall_time, record_ended_sessions


@handles("schedule.record_ended", every=timedelta(minutes=5))
def record_ended(payload: dict[str, int | str]) -> None:
    """Record the sessions that have ended, some at a time, until none is left."""
    if record_ended_sessions():
        enqueue("schedule.record_ended")


@handles("schedule.keep_wall_time", every=timedelta(days=1))
def keep_to_the_wall(payload: dict[str, int | str]) -> None:
    """Follow what countries have decided about their clocks."""
    keep_wall_time()

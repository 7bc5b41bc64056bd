"""What the worker does for calendars elsewhere."""

from __future__ import annotations

from datetime import timedelta

from peerloop.calendars import actions
from peerloop.journal.outbox import handles


@handles("calendars.due", every=timedelta(minutes=5))
def due(payload: dict[str, int | str]) -> None:
    """Ask for a look wherever one is due."""
    actions.look_due()


@handles("calendars.look", speaks_outside=True)
def look(payload: dict[str, int | str]) -> None:
    """Look at one calendar; it answers when it likes."""
    actions.look(int(payload["calendar"]))


@handles("calendars.forget", every=timedelta(hours=6))
def forget(payload: dict[str, int | str]) -> None:
    """Drop the hours that are over."""
    actions.forget_past()

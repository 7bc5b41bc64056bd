"""What the worker does for sessions that are on or just over."""

from __future__ import annotations

from peerloop.journal.outbox import handles
from peerloop.live.actions import close_opinions, look_for_missing
from peerloop.schedule.models import Session


@handles("live.look_for_missing")
def look(payload: dict[str, int | str]) -> None:
    """Look whether the other of two has come."""
    for session in Session.objects.filter(pk=payload["session"]):
        look_for_missing(session)


@handles("live.close")
def close(payload: dict[str, int | str]) -> None:
    """Pool what was said of the session."""
    for session in Session.objects.filter(pk=payload["session"]):
        close_opinions(session)

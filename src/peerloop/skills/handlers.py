"""What the worker does for the skills."""

from __future__ import annotations

from datetime import timedelta

from peerloop.journal.outbox import handles
from peerloop.skills.actions import close_week
from peerloop.skills.queries import closes_freely


@handles("skills.close_week", every=timedelta(hours=1))
def close(payload: dict[str, int | str]) -> None:
    """Take the counts on Monday at two; the other hours find them taken."""
    if not closes_freely():
        close_week()

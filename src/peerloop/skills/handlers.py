"""What the worker does for the skills."""

from __future__ import annotations

from datetime import datetime, timedelta

from peerloop.journal.outbox import handles
from peerloop.skills.actions import close_week
from peerloop.skills.queries.closes import HOUR, last_close, this_week


@handles("skills.close_week", every=timedelta(hours=1))
def close(payload: dict[str, int | str]) -> None:
    """Take the counts on Monday at two; the other hours find them taken."""
    last = last_close()
    if last is None or last < datetime.combine(this_week(), HOUR):
        close_week()

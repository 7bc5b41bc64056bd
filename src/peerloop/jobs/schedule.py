"""What is due again and again: one job for each slot of a kind's length, however many workers look."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from peerloop.journal.outbox import enqueue, schedule

if TYPE_CHECKING:
    from datetime import timedelta


def slot(at: datetime, every: timedelta) -> str:
    """Return the name of the slot in which ``at`` lies; slots are counted from 1970 in UTC."""
    length = int(every.total_seconds())
    start = int(at.timestamp()) // length * length
    return datetime.fromtimestamp(start, UTC).isoformat(timespec="seconds")


def fill(at: datetime, seen: dict[str, str]) -> None:
    """Ask for the job of every slot that has begun and is not in ``seen``, which is brought up to date."""
    for each in schedule:
        current = slot(at, each.every)
        if seen.get(each.kind) != current:
            enqueue(each.kind, slot=current, due_at=at)
            seen[each.kind] = current

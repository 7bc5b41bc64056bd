"""What is to be done after the transaction: jobs by kind, asked for here, drained by the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerloop.journal.models import Job
from peerloop.kit.clock import now

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta

    Handler = Callable[[dict[str, int | str]], None]


@dataclass(frozen=True)
class Scheduled:
    """A kind of job that is due again every ``every``."""

    kind: str
    every: timedelta


handlers: dict[str, Handler] = {}
outside: set[str] = set()
schedule: list[Scheduled] = []


def handles(kind: str, *, every: timedelta | None = None, speaks_outside: bool = False) -> Callable[[Handler], Handler]:
    """Register what does jobs of ``kind``; rooms do so in ``handlers.py``, loaded when they are ready.

    The handler runs in one transaction with the job's done-mark: its database effect happens once. With
    ``every`` the schedule makes one job for each slot of that length. With ``speaks_outside`` it runs under its
    lease alone, outside any transaction, so that a slow peer or a long computation holds no lock: it opens its own
    transactions and bears being run twice.
    """

    def register(handler: Handler) -> Handler:
        handlers[kind] = handler
        if speaks_outside:
            outside.add(kind)
        if every is not None:
            schedule.append(Scheduled(kind, every))
        return handler

    return register


def enqueue(
    kind: str,
    payload: dict[str, int | str] | None = None,
    *,
    due_at: datetime | None = None,
    slot: str | None = None,
) -> None:
    """Ask for a job in the caller's transaction; a second one for the same kind and slot is the first."""
    job = Job(kind=kind, payload=payload or {}, made_at=now(), due_at=due_at or now(), slot=slot)
    Job.objects.bulk_create([job], ignore_conflicts=slot is not None)

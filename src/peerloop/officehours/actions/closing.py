"""The hour is over, or will not be: who still waits is told, and words that are not needed any more are deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.officehours.locks import hold_hour
from peerloop.officehours.models import Pause, Visit
from peerloop.officehours.rules import EARLY, KEPT

if TYPE_CHECKING:
    from collections.abc import Iterable


def close_ended() -> int:
    """Close each queue whose hour has ended a quarter of an hour ago, in its own transaction; return how many."""
    left = Visit.objects.filter(ended_at=None, session__ends_at__lte=now() - EARLY)
    queues = list(left.order_by("session").values_list("hour", "session").distinct())
    for hour, session in queues:
        _close(hour, session)
    return len(queues)


@transaction.atomic
def forget_words() -> int:
    """Delete what the questions of a month ago were; return of how many visits."""
    old = Visit.objects.filter(session__ends_at__lt=now() - KEPT).exclude(text="")
    return old.update(text="")


@transaction.atomic
def call_off(visits: Iterable[Visit], *, quietly: bool = False) -> None:
    """End visits whose date will not be. ``quietly``: nobody is told why."""
    for visit in visits:
        visit.ended_at, visit.outcome = now(), Visit.Outcome.OFF
        visit.save(update_fields=["ended_at", "outcome"])
        record("visit.ended" if quietly else "visit.off", actor=None, subject=visit, about=[visit.member_id])


@transaction.atomic
def _close(hour: int, session: int) -> None:
    hold_hour(hour)
    there = Visit.objects.filter(session=session, ended_at=None).order_by("place")
    for visit in there:
        reached = visit.called_at is not None
        visit.ended_at = now()
        visit.outcome = Visit.Outcome.DONE if reached else Visit.Outcome.NOT_REACHED
        visit.save(update_fields=["ended_at", "outcome"])
        record("visit.ended" if reached else "visit.not_reached", actor=None, subject=visit, about=[visit.member_id])
    Pause.objects.filter(session=session, ended_at=None).update(ended_at=now())

"""The day has come on which the learner meant to have tried it."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.loops.models import Loop, Reminder
from peerloop.loops.rules import today_of

AT_A_TIME = 500
DAY = timedelta(days=1)


@transaction.atomic
def remind_due() -> int:
    """Remind once of each intention whose day has come where its learner is; return how many."""
    at = now()
    due = (
        Loop.objects.filter(
            intention__by_when__lte=at.date() + DAY,
            reminder=None,
            application=None,
            reflection=None,
            release=None,
            learner__departed_at=None,
        )
        .select_related("learner", "intention")
        .select_for_update(of=("self",), no_key=True, skip_locked=True)
        .order_by("intention__by_when", "pk")
    )
    loops = [loop for loop in due[:AT_A_TIME] if loop.intention.by_when <= today_of(loop.learner, at)]
    for loop in loops:
        Reminder.objects.create(loop=loop, at=at)
        record("loop.due", actor=None, subject=loop, about=[loop.learner_id])
    return len(loops)

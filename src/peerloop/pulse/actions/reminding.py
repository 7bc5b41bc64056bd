"""Those who have not answered are reminded, once."""

from __future__ import annotations

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.pulse.actions.held import fresh
from peerloop.pulse.models import Reminder, Survey
from peerloop.pulse.rules import REMINDED_BEFORE, state


@transaction.atomic
def remind_once() -> int:
    """Remind for each open survey that is due in three days, and was open for longer; return for how many."""
    soon = Survey.objects.exclude(opening=None).filter(
        closure=None, reminder=None, closes_at__gt=now(), closes_at__lte=now() + REMINDED_BEFORE
    )  # fmt: skip
    count = 0
    for survey in soon.order_by("pk"):
        stands = fresh(survey)
        long_enough = stands.closes_at - stands.opening.at > 2 * REMINDED_BEFORE
        if hasattr(stands, "reminder") or state(stands) != "open" or not long_enough:
            continue
        Reminder.objects.create(survey=stands)
        record("survey.reminded", actor=None, subject=stands)
        count += 1
    return count

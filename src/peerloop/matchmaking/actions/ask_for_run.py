"""Ask the worker to match everybody."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.journal.outbox import enqueue
from peerloop.kit.clock import now
from peerloop.matchmaking.models import Run
from peerloop.matchmaking.rules import must
from peerloop.people.models import Role
from peerloop.people.rules import has_role
from peerloop.schedule.locks import hold_members

if TYPE_CHECKING:
    from peerloop.people.models import Member

LONGEST = timedelta(minutes=30)


@transaction.atomic
def ask_for_run(*, by: Member) -> Run:
    """Ask the worker for a run and return it; while one is under way, that one."""
    must(has_role(by, Role.ORGANISER, Role.ADMINISTRATOR))
    hold_members([by.pk])
    underway = Run.objects.filter(finished_at=None, started_at__gt=now() - LONGEST).order_by("-started_at").first()
    if underway is not None:
        return underway
    asked = Run.objects.create(by=by, started_at=now())
    enqueue("matchmaking.run", {"run": asked.pk})
    record("run.asked", actor=by, subject=asked)
    return asked

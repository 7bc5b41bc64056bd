"""Ask the worker to match everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.journal.outbox import enqueue
from peerloop.kit.clock import now
from peerloop.matchmaking.models import Run
from peerloop.matchmaking.queries.runs import run_under_way
from peerloop.matchmaking.rules import must
from peerloop.matchmaking.scopes import must_be_wide
from peerloop.people.models import Role
from peerloop.people.rules import has_role
from peerloop.schedule.locks import hold_members

if TYPE_CHECKING:
    from peerloop.matchmaking.models import Policy
    from peerloop.people.models import Member


@transaction.atomic
def ask_for_run(*, by: Member, policy: Policy | None = None, around: Run | None = None) -> Run:
    """Ask the worker for a run and return it; while the same one is under way, that one.

    ``policy``: None for what Peerloop comes with. ``around``: the run whose pairs are to stand on where they can.
    Raises ``TooNarrow`` where so few take part in the policy that the run's counts would be about them.
    """
    must(has_role(by, Role.ORGANISER, Role.ADMINISTRATOR))
    must_be_wide(policy)
    hold_members([by.pk])
    underway = run_under_way(policy=policy, around=around)
    if underway is not None:
        return underway
    asked = Run.objects.create(by=by, policy=policy, around=around, started_at=now())
    enqueue("matchmaking.run", {"run": asked.pk})
    record("run.asked", actor=by, subject=asked)
    return asked

"""A draft becomes suggestions, or is thrown away; what was published is taken back within the hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.journal.outbox import enqueue
from peerloop.kit.clock import now
from peerloop.matchmaking.actions.standing import hold_learners, hold_run, put_up, take_down
from peerloop.matchmaking.models import Choice, Miss, Publication, Stop, Withdrawal
from peerloop.matchmaking.queries.runs import standing_run, standing_runs
from peerloop.matchmaking.rules import must
from peerloop.matchmaking.states import State, must_be_a_draft, must_be_withdrawable, state, withdrawn_until
from peerloop.people.models import Role
from peerloop.people.rules import has_role

if TYPE_CHECKING:
    from peerloop.matchmaking.models import Run
    from peerloop.people.models import Member


@transaction.atomic
def publish(run: Run, *, by: Member | None) -> Run:
    """Let the draft's choices stand first among the suggestions, in place of the run's before; return it fresh.

    Mail about it goes out after ``TO_WITHDRAW`` and not at all where it is withdrawn before. A second click changes
    nothing. Raises ``RunOver`` for what is no draft, ``PermissionDenied``. ``by``: None for the command line.
    """
    _may(by)
    held = hold_run(run)
    if state(held) is State.PUBLISHED:
        return held
    must_be_a_draft(held)
    hold_learners()
    held.publication = Publication.objects.create(run=held, by=by, at=now())
    put_up(held, at=held.publication.at)
    _tell_after_the_hour(held)
    record("run.published", actor=by, subject=held)
    return held


@transaction.atomic
def withdraw_run(run: Run, *, by: Member) -> Run:
    """Take back as a whole what was published, within ``TO_WITHDRAW``; what was published before stands again.

    Who has asked somebody meanwhile keeps that request. A second click changes nothing. Raises ``RunOver`` where it
    is too late or another has been published since, ``PermissionDenied``.
    """
    _may(by)
    held = hold_run(run)
    if state(held) is State.WITHDRAWN:
        return held
    if state(held) is State.PUBLISHED:
        hold_learners()
    must_be_withdrawable(held, standing_run())
    held.withdrawal = Withdrawal.objects.create(run=held, by=by, at=now())
    take_down(held, put_up_at=held.publication.at)
    for before in standing_runs():
        put_up(before, at=now())
        _tell_after_the_hour(before)  # again, for its own hour may have ended while the other stood
    enqueue("matchmaking.look_after_withdrawal", {"run": held.pk})
    record("run.withdrawn", actor=by, subject=held)
    return held


@transaction.atomic
def stop(run: Run, *, by: Member) -> Run:
    """End a run that is under way: it hears of this between its rounds, and nothing of it is kept.

    One that has just finished is thrown away instead. Raises ``RunOver`` where it is over, ``PermissionDenied``.
    """
    _may(by)
    held = hold_run(run)
    if state(held) is State.STOPPED:
        return held
    if state(held) is not State.UNDER_WAY:
        return discard(held, by=by)
    held.stop = Stop.objects.create(run=held, by=by, at=now())
    record("run.stopped", actor=by, subject=held)
    return held


@transaction.atomic
def discard(run: Run, *, by: Member | None) -> Run:
    """Throw a draft away; a second time changes nothing. Raises ``RunOver``, ``PermissionDenied``."""
    _may(by)
    held = hold_run(run)
    if state(held) is State.DISCARDED:
        return held
    must_be_a_draft(held)
    held.stop = Stop.objects.create(run=held, by=by, at=now())
    for rows in (Choice, Miss):
        rows._default_manager.filter(run=held).delete()
    record("run.discarded", actor=by, subject=held)
    return held


@transaction.atomic
def tell_run(run: Run) -> None:
    """The hour is over: say so to the journal, and ``notices`` writes to whom the run has chosen somebody for."""
    held = hold_run(run)
    if state(held) is State.PUBLISHED:
        record("run.told", actor=None, subject=held)


def _tell_after_the_hour(run: Run) -> None:
    enqueue("matchmaking.tell_run", {"run": run.pk}, due_at=withdrawn_until(run))


def _may(by: Member | None) -> None:
    must(by is None or has_role(by, Role.ORGANISER, Role.ADMINISTRATOR))

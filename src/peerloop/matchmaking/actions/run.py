"""Match everybody at once, as a draft: nobody sees anything of it before it is published."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.actions.standing import AT_A_TIME, hold_learners, hold_run
from peerloop.matchmaking.assemble import assemble
from peerloop.matchmaking.choices import choices, misses
from peerloop.matchmaking.figures import figures_of
from peerloop.matchmaking.hours import LEAD
from peerloop.matchmaking.models import Choice, Miss, Run, Stop
from peerloop.matchmaking.planning import planned
from peerloop.matchmaking.rules import must
from peerloop.matchmaking.scopes import TooNarrow, must_be_wide
from peerloop.people.models import Role
from peerloop.people.rules import has_role
from peerloop.skills.actions import close_week
from peerloop.skills.models import Need

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.matchmaking.models import Policy
    from peerloop.people.models import Member

    Progress = Callable[[str, int], None]


class Stopped(Exception):
    """Somebody no longer wants the run."""


def run(
    *,
    by: Member | None = None,
    progress: Progress | None = None,
    asked: Run | None = None,
    policy: Policy | None = None,
    around: Run | None = None,
) -> Run:
    """Match everybody and return the finished run: a draft, or one that was stopped and of which nothing is kept.

    ``progress`` is told a step ("gather", "match", "write", "done") and per cent. ``asked``: the run to finish, with
    its own policy; a new one where not given. ``around``: the run whose pairs are to stand on where they can. What is
    long is computed outside any transaction and then written in one; between its rounds it hears of a ``Stop``.
    """
    must(by is None or has_role(by, Role.ORGANISER, Role.ADMINISTRATOR))
    this = asked or Run.objects.create(by=by, policy=policy, around=around, started_at=now())
    try:
        if asked is not None:
            _must_still_hold(asked)
        _compute(this, _Hearing(this, progress or (lambda _step, _percent: None)))
    except Stopped:
        _end(this)
    except KeyboardInterrupt:
        if asked is None:  # nobody takes it up again
            _end(this)
        raise
    return this


def _must_still_hold(asked: Run) -> None:
    """Raise ``Stopped`` where whoever asked may no longer, or so few take part by now that counts would be of them."""
    if asked.by is None or not has_role(asked.by, Role.ORGANISER, Role.ADMINISTRATOR):
        raise Stopped
    try:
        must_be_wide(asked.policy)
    except TooNarrow as few:
        raise Stopped from few


class _Hearing:
    """Tells how far the run is, never less than before, and raises ``Stopped`` once somebody has stopped it."""

    def __init__(self, this: Run, progress: Progress) -> None:
        self.this, self.progress, self.percent = this, progress, 0

    def __call__(self, step: str, percent: int) -> None:
        if Stop.objects.filter(run=self.this).exists():
            raise Stopped
        self.percent = max(percent, self.percent)
        self.progress(step, self.percent)


def _compute(this: Run, tell: _Hearing) -> None:
    began = time.perf_counter()
    tell("gather", 5)
    close = close_week()
    everybody = assemble(after=now() + LEAD, policy=this.policy)
    tell("match", 15)
    found = planned(this, everybody, lambda round_: tell("match", min(15 + 5 * round_.round, 65)))
    tell("write", 70)
    chosen, missed = list(choices(this, everybody, found)), list(misses(this, everybody, found.plan))
    tell("write", 80)
    figures = figures_of(everybody, found, close.at)
    tell("write", 85)
    _keep(this, chosen, missed, figures, began)
    tell.progress("done", 100)


@transaction.atomic
def _keep(this: Run, chosen: list[Choice], missed: list[Miss], figures: dict[str, Any], began: float) -> None:
    """Write the draft; raises ``Stopped`` where somebody was quicker. What another worker has finished stands."""
    held = hold_run(this)
    if hasattr(held, "stop"):
        raise Stopped
    if held.finished_at is None:
        hold_learners()
        there = set(Need.objects.values_list("pk", flat=True))
        Choice.objects.bulk_create((one for one in chosen if one.need_id in there), batch_size=AT_A_TIME)
        Miss.objects.bulk_create((one for one in missed if one.need_id in there), batch_size=AT_A_TIME)
        held.figures = {**figures, "seconds": round(time.perf_counter() - began, 2)}
        held.finished_at = now()
        held.save(update_fields=["figures", "finished_at"])
        record("run.finished", actor=held.by, subject=held)
    this.figures, this.finished_at = held.figures, held.finished_at


def _end(this: Run) -> None:
    """Note that the run has ended without a result."""
    this.finished_at = now()
    Run.objects.filter(pk=this.pk, finished_at=None).update(finished_at=this.finished_at)

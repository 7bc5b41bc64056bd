"""Match everybody at once: the choices stand first among each need's suggestions."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db import transaction

from peerloop.engines.matching import match_members
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.matchmaking.assemble import assemble
from peerloop.matchmaking.choices import shortfalls, suggestions
from peerloop.matchmaking.hours import LEAD
from peerloop.matchmaking.models import Run, Shortfall, Suggestion
from peerloop.matchmaking.reasons import POLICY, PROMISED
from peerloop.matchmaking.rules import must
from peerloop.people.models import Role
from peerloop.people.rules import has_role
from peerloop.schedule.locks import hold_members
from peerloop.skills.models import Need

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peerloop.matchmaking.assemble import Assembly
    from peerloop.people.models import Member

    Progress = Callable[[str, int], None]

AT_A_TIME = 2000
MATCHING_SECONDS = 600.0


def run(*, by: Member | None = None, progress: Progress | None = None, asked: Run | None = None) -> Run:
    """Match everybody and return the finished run.

    ``figures``: needs, learners, servable, served, score, bound, seconds. ``progress`` is told a step ("gather",
    "match", "write", "done") and per cent. ``asked``: the run to finish, a new one where not given. What is long is
    computed outside any transaction and then written in one.
    """
    must(by is None or has_role(by, Role.ORGANISER, Role.ADMINISTRATOR))
    tell = progress or (lambda _step, _percent: None)
    began = time.perf_counter()
    this = asked or Run.objects.create(by=by, started_at=now())
    tell("gather", 5)
    everybody = assemble(after=now() + LEAD)
    tell("match", 15)
    plan = match_members(
        everybody.members,
        POLICY,
        seconds=MATCHING_SECONDS,
        tell=lambda round_: tell("match", min(15 + 5 * round_.round, 65)),
    )
    tell("write", 70)
    chosen = list(suggestions(this, everybody, plan))
    missed = list(shortfalls(everybody, plan))
    tell("write", 85)
    figures = {
        "needs": len(everybody.needs),
        "learners": _learners(everybody),
        "servable": plan.servable,
        "served": plan.served,
        "score": plan.score,
        "bound": plan.bound,
    }
    _finish(this, chosen, missed, figures, began)
    tell("done", 100)
    return this


@transaction.atomic
def _finish(
    this: Run, chosen: list[Suggestion], missed: list[Shortfall], figures: dict[str, Any], began: float
) -> None:
    """Write what the run found in place of what an earlier one did."""
    _hold_learners()
    there = set(Need.objects.values_list("pk", flat=True))
    nobody = {one.need_id for one in missed if one.code != PROMISED}
    Suggestion.objects.exclude(run=None).delete()
    for some in chunked(sorted(nobody), AT_A_TIME):
        Suggestion.objects.filter(need__in=some).delete()
    Shortfall.objects.all().delete()
    Suggestion.objects.bulk_create(
        (one for one in chosen if one.need_id in there),
        batch_size=AT_A_TIME,
        update_conflicts=True,
        unique_fields=["need", "teacher"],
        update_fields=["run", "rank", "reasons", "starts_at", "minutes", "made_at"],
    )
    Shortfall.objects.bulk_create((one for one in missed if one.need_id in there), batch_size=AT_A_TIME)
    this.figures = {**figures, "seconds": round(time.perf_counter() - began, 2)}
    this.finished_at = now()
    this.save(update_fields=["figures", "finished_at"])
    record("run.finished", actor=this.by, subject=this, **this.figures)


def _hold_learners() -> None:
    """Lock everybody who wants something, as ``refresh_suggestions`` locks its one, and in the same order."""
    ids = list(Need.objects.order_by("member").values_list("member", flat=True).distinct())
    for some in chunked(ids, AT_A_TIME):
        hold_members(some)


def chunked(ids: list[int], size: int) -> Iterator[list[int]]:
    """Yield the ids in lists of at most ``size``."""
    for at in range(0, len(ids), size):
        yield ids[at : at + size]


def _learners(everybody: Assembly) -> int:
    return int((np.diff(np.asarray(everybody.members.needs.indptr)) > 0).sum())

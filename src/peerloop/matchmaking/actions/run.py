"""Match everybody at once: the choices stand first among each need's suggestions."""

from __future__ import annotations

import time
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db import transaction

from peerloop.engines.matching import match_members
from peerloop.journal.actions import record
from peerloop.journal.outbox import enqueue
from peerloop.kit.clock import now
from peerloop.matchmaking.assemble import assemble
from peerloop.matchmaking.hours import LEAD, MINUTES
from peerloop.matchmaking.models import Run, Shortfall, Suggestion
from peerloop.matchmaking.reasons import POLICY, shortfall, why
from peerloop.matchmaking.rolling import best_hours, nearest_hour, shared_half_hours
from peerloop.matchmaking.rules import must
from peerloop.people.models import Role
from peerloop.people.rules import has_role
from peerloop.schedule.locks import hold_members
from peerloop.skills.models import Need

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from peerloop.engines.matching import Plan
    from peerloop.matchmaking.assemble import Assembly
    from peerloop.people.models import Member

    Progress = Callable[[str, int], None]

AT_A_TIME = 2000
LONGEST = timedelta(minutes=30)
MATCHING_SECONDS = 600.0


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
    plan = match_members(everybody.members, POLICY, seconds=MATCHING_SECONDS)
    tell("write", 70)
    chosen = list(_suggestions(this, everybody, plan))
    missed = list(_shortfalls(everybody, plan))
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
    Suggestion.objects.exclude(run=None).delete()
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
    ids = iter(Need.objects.order_by("member").values_list("member", flat=True).distinct())
    while some := list(islice(ids, AT_A_TIME)):
        hold_members(some)


def _suggestions(this: Run, everybody: Assembly, plan: Plan) -> Iterator[Suggestion]:
    hours = best_hours(everybody.week, plan.learner, plan.teacher)
    shared = shared_half_hours(everybody.week, plan.learner, plan.teacher)
    members = everybody.members
    gap = np.asarray(members.offers.level)[plan.offer] - np.asarray(members.needs.level)[plan.request]
    vouched = np.asarray(members.offers.vouched)[plan.offer]
    parts = {part: points.tolist() for part, points in plan.why.items()}
    made_at = now()
    for pair, (request, teacher) in enumerate(zip(plan.request.tolist(), plan.teacher.tolist(), strict=True)):
        yield Suggestion(
            need_id=int(everybody.needs[request]),
            teacher_id=everybody.people[teacher].pk,
            run=this,
            rank=0,
            reasons=why(
                {part: points[pair] for part, points in parts.items()},
                gap=int(gap[pair]),
                vouched=int(vouched[pair]),
                hours=int(shared[pair]),
            ),
            starts_at=everybody.week.moment(int(hours[pair])),
            minutes=MINUTES,
            made_at=made_at,
        )


def _shortfalls(everybody: Assembly, plan: Plan) -> Iterator[Shortfall]:
    learner = _owners(everybody)
    made_at = now()
    for request, found in plan.why_not.items():
        code, detail = shortfall(found)
        yield Shortfall(
            need_id=int(everybody.needs[request]),
            code=code,
            detail={**detail, **_hour(everybody, int(learner[request]), request, code)},
            made_at=made_at,
        )


def _hour(everybody: Assembly, learner: int, request: int, code: str) -> dict[str, str]:
    if code != "no_common_hour":
        return {}
    members = everybody.members
    offers = members.offers
    able = np.asarray(offers.skill) == np.asarray(members.needs.skill)[request]
    able &= np.asarray(offers.level) >= np.asarray(members.needs.level)[request]
    holders = np.repeat(np.arange(len(everybody.people)), np.diff(np.asarray(offers.indptr)))[able]
    holders = holders[(np.asarray(members.capacity)[holders] > 0) & (holders != learner)]
    quarter = nearest_hour(everybody.week, learner, holders)
    return {} if quarter < 0 else {"hour": everybody.week.moment(quarter).isoformat()}


def _owners(everybody: Assembly) -> NDArray[np.int64]:
    return np.repeat(np.arange(len(everybody.people)), np.diff(np.asarray(everybody.members.needs.indptr)))


def _learners(everybody: Assembly) -> int:
    return len(np.unique(_owners(everybody)))

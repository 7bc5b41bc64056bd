"""What a run's plan says, as rows: whom it chose for each need, and why it found nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from peerloop.matchmaking.hours import MINUTES
from peerloop.matchmaking.models import Choice, Miss
from peerloop.matchmaking.reasons import Code, shortfall, why
from peerloop.matchmaking.rolling import best_hours, shared_half_hours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peerloop.engines.matching import Plan
    from peerloop.matchmaking.assemble import Assembly
    from peerloop.matchmaking.models import Run
    from peerloop.matchmaking.planning import Planned


def choices(this: Run, everybody: Assembly, found: Planned) -> Iterator[Choice]:
    """Yield an unsaved choice for each pair of the plan, with reasons and an hour."""
    plan, people = found.plan, found.people
    hours = best_hours(everybody.week, plan.learner, plan.teacher)
    shared = shared_half_hours(everybody.week, plan.learner, plan.teacher)
    members = everybody.members
    gap = np.asarray(members.offers.level)[plan.offer] - np.asarray(members.needs.level)[plan.request]
    vouched = np.asarray(members.offers.vouched)[plan.offer]
    parts = {part: points.tolist() for part, points in plan.why.items()}
    for pair, (request, teacher) in enumerate(zip(plan.request.tolist(), plan.teacher.tolist(), strict=True)):
        yield Choice(
            need_id=int(everybody.needs[request]),
            teacher_id=everybody.people[teacher].pk,
            run=this,
            reasons=[
                *([] if people is None else [Code(code="swap", count=int(people[pair]))]),
                *why(
                    {part: points[pair] for part, points in parts.items()},
                    gap=int(gap[pair]),
                    vouched=int(vouched[pair]),
                    hours=int(shared[pair]),
                ),
            ],
            starts_at=everybody.week.moment(int(hours[pair])),
            minutes=MINUTES,
        )


def misses(this: Run, everybody: Assembly, plan: Plan) -> Iterator[Miss]:
    """Yield an unsaved miss for each need that got nobody."""
    for request, found in plan.why_not.items():
        code, detail = shortfall(found, everybody.week, request=request)
        yield Miss(run=this, need_id=int(everybody.needs[request]), code=code, detail=detail)

"""The plan of a run, by its policy: afresh, or around the pairs that stand."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.matching import match_members, rematch
from peerloop.matchmaking.policies import SWAP, engine_policy
from peerloop.matchmaking.queries.runs import choices_that_hold
from peerloop.matchmaking.swaps import swapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from peerloop.engines.matching import Plan, Policy, Progress
    from peerloop.matchmaking.assemble import Assembly
    from peerloop.matchmaking.models import Run

SECONDS = 600.0
NOBODY = np.empty((0, 2), dtype=np.int64)
NONE = np.zeros(0, dtype=bool)


@dataclass(frozen=True)
class Planned:
    """A plan under its ``policy``; which of the pairs that ``stood`` (request, teacher) stand on, which had ended."""

    plan: Plan
    policy: Policy
    stood: NDArray[np.int64]
    kept: NDArray[np.bool_]
    ended: NDArray[np.bool_]
    people: NDArray[np.int64] | None = None
    """In swaps: of each pair of the plan, how many people are in its ring."""


def planned(this: Run, everybody: Assembly, tell: Callable[[Progress], None]) -> Planned:
    """Match everybody as the run's policy says; ``tell`` hears of every round."""
    policy = engine_policy(this.policy)
    if this.policy is not None and this.policy.kind == SWAP:
        found = swapped(everybody.members, policy)
        plan = replace(found.plan, bound=max(math.ceil(found.bound), found.plan.score))
        return Planned(plan, policy, NOBODY, NONE, NONE, found.people)
    if this.around is None:
        plan = match_members(everybody.members, policy, seconds=SECONDS, tell=tell)
        return Planned(plan, policy, NOBODY, NONE, NONE)
    stood = standing_pairs(this.around, everybody)
    again = rematch(everybody.members, policy, stood, seconds=SECONDS, tell=tell)
    return Planned(again.plan, policy, stood, again.kept, again.ended)


def standing_pairs(around: Run, everybody: Assembly) -> NDArray[np.int64]:
    """Return (request, teacher) of the run's choices whose need still wants somebody and whose teacher is here."""
    request = {need: row for row, need in enumerate(everybody.needs.tolist())}
    person = {member.pk: row for row, member in enumerate(everybody.people)}
    chosen = choices_that_hold(around).order_by("pk").values_list("need", "teacher")
    pairs = [(request[need], person[teacher]) for need, teacher in chosen if need in request and teacher in person]
    return np.array(pairs, dtype=np.int64).reshape(len(pairs), 2)

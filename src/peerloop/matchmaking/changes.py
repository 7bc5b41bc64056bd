"""What would bring somebody, or somebody else: the same question asked again with one thing different each time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from peerloop.engines.matching import candidates
from peerloop.kit.clock import now
from peerloop.matchmaking.assemble import EVERY_LANGUAGE, PACE, assemble
from peerloop.matchmaking.hours import LEAD
from peerloop.matchmaking.instant import pool
from peerloop.matchmaking.policies import engine_policy
from peerloop.matchmaking.queries import policy_in_force
from peerloop.matchmaking.telling import in_fives
from peerloop.skills.models import Level, Pace

if TYPE_CHECKING:
    from peerloop.engines.matching import Members, Policy
    from peerloop.skills.models import Need

EVERY_HOUR = np.full(11, np.uint64(2**64 - 1))
EVERY_HOUR[-1] = np.uint64(2**32 - 1)  # 672 quarter-hours fill ten words and a half


@dataclass(frozen=True)
class Change:
    """One thing to change ("level", "hours", "languages", "refusals") and how many more could help then, at least.

    ``more``: in fives, so that no difference tells of a block; None for one to four. ``level``: the level of which is
    spoken, where it is one.
    """

    code: str
    more: int | None
    level: int = 0


def what_would_change(need: Need) -> list[Change]:
    """Return what the owner of the need could change so that more people could help, the most helpful first.

    Each is worked out by asking again: one step lower, with every hour free, with every language, with nobody
    refused. Some fifteen queries, however many could help; looks at as many people as a suggestion does.
    """
    found_in = assemble(after=now() + LEAD, only={need.member_id, *pool(need)}, need=need)
    row = next((place for place, one in enumerate(found_in.people) if one.pk == need.member_id), None)
    if row is None:
        return []
    members = found_in.members
    able_among = partial(_able, policy=engine_policy(policy_in_force()), row=row, need=need)
    able = able_among(members)
    asked: list[tuple[str, int, int]] = [
        ("hours", able_among(replace(members, free=_with(members.free, row, EVERY_HOUR))), 0),
        ("languages", able_among(replace(members, languages=_with(members.languages, row, EVERY_LANGUAGE))), 0),
        ("refusals", able_among(replace(members, refused=np.empty((0, 3), dtype=np.int64))), 0),
    ]
    if need.level > Level.FIRST_STEPS:
        asked.append(("level", able_among(members, level=need.level - 1), need.level - 1))
    changes = [(number - able, Change(code, in_fives(number - able), level)) for code, number, level in asked]
    return [change for more, change in sorted(changes, key=lambda one: (-(one[1].more or 0), one[1].code)) if more > 0]


def _able(members: Members, *, policy: Policy, row: int, need: Need, level: int = 0) -> int:
    """Return how many could help who have a seat."""
    return candidates(
        members, policy, row, need.skill_id, level or need.level, most=1, pace=PACE[Pace(need.pace)]
    ).eligible


def _with(values: Any, row: int, value: Any) -> Any:
    changed = np.array(values)
    changed[row] = value
    return changed

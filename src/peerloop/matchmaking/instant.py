"""Who could help with one need right now: up to three teachers from free seats, each with reasons and an hour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db.models import Case, F, Value, When
from django.db.models.functions import Abs, Mod

from peerloop.engines.matching import Reason, candidates
from peerloop.kit.clock import now
from peerloop.matchmaking.assemble import PACE, assemble
from peerloop.matchmaking.hours import LEAD
from peerloop.matchmaking.policies import engine_policy
from peerloop.matchmaking.queries import policy_in_force, with_seats
from peerloop.matchmaking.reasons import Code, shortfall, why
from peerloop.matchmaking.rolling import best_hours, shared_half_hours
from peerloop.matchmaking.wishes import wishes
from peerloop.skills.models import Offer, Pace

if TYPE_CHECKING:
    from datetime import datetime

    from peerloop.skills.models import Need

MOST = 3
POOL = 60
SCATTER = 9_973


@dataclass(frozen=True)
class Proposal:
    """A teacher for the need, why, and when."""

    teacher: int
    reasons: list[Code]
    starts_at: datetime


@dataclass(frozen=True)
class Answer:
    """Up to three proposals, best first; or the shortfall's code and figures."""

    proposals: list[Proposal]
    code: str
    detail: dict[str, Any]


def look(need: Need) -> Answer:
    """Answer one need from the seats that are free now, by the policy in force; some fifteen queries."""
    found_in = assemble(after=now() + LEAD, only={need.member_id, *pool(need)}, need=need)
    row = next((place for place, one in enumerate(found_in.people) if one.pk == need.member_id), None)
    if row is None:
        return Answer([], str(Reason.TAKEN_OR_AWAY), {})
    found = candidates(
        found_in.members,
        engine_policy(policy_in_force()),
        row,
        need.skill_id,
        need.level,
        most=MOST,
        pace=PACE[Pace(need.pace)],
        wish=wishes({need.pk}).get(need.pk, 0),
        seed=need.pk,
    )
    if found.why_not is not None:
        return Answer([], *shortfall(found.why_not, found_in.week))
    teachers = np.array([one.teacher for one in found.candidates], dtype=np.int64)
    learner = np.full(len(teachers), row)
    hours = best_hours(found_in.week, learner, teachers)
    shared = shared_half_hours(found_in.week, learner, teachers)
    offers = found_in.members.offers
    level, vouched = np.asarray(offers.level), np.asarray(offers.vouched)
    return Answer(
        [
            Proposal(
                found_in.people[one.teacher].pk,
                why(one.why, gap=int(level[one.offer]) - need.level, vouched=int(vouched[one.offer]), hours=int(both)),
                found_in.week.moment(int(hour)),
            )
            for one, hour, both in zip(found.candidates, hours, shared, strict=True)
        ],
        "",
        {},
    )


def pool(need: Need) -> list[int]:
    """Ids of those who offer the skill, with a free seat and a fitting level first.

    Where more could help than are looked at, each need looks at others, so that not everybody meets the same few.
    """
    offers = Offer.objects.filter(skill=need.skill_id, member__departed_at=None).exclude(member=need.member_id)
    ranked = with_seats(offers, "member").order_by(
        Case(When(seats__gt=0, level__gte=need.level, then=Value(0)), default=Value(1)),
        Abs(F("level") - need.level - 1),
        Mod(F("pk") * (need.pk % SCATTER + 1), SCATTER),
        "pk",
    )
    return list(ranked.values_list("member", flat=True)[:POOL])

"""How what somebody did adds up to a skill, and how it fades."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from peerloop.engines.finding.evidence import HALVED, UNUSED
from peerloop.evidence.models import Verdict
from peerloop.recognition.models import Contribution

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from peerloop.skills.models import Offer, Skill

HALF_LIFE = timedelta(days=HALVED)
"""After a year what somebody did counts half, after two a quarter."""
UNUSED_FOR = timedelta(days=UNUSED)
"""A skill that nothing has shown for half a year is said to fade."""
HALF = 0.5
LESS = {Contribution.Kind.FEEDBACK, Contribution.Kind.RECEIPT, Contribution.Kind.NEWCOMER}
"""Kinds that speak for a skill half as much as teaching it: a word on what another has tried, time for a newcomer."""
Says = Verdict.Says


@dataclass(frozen=True)
class Known:
    """A skill, and what its member did that speaks for it, the newest first.

    ``strength``: each contribution counted one, or half, and halved each year. ``last``: when it was shown last, or
    was last said to be so still. ``offer``: the member's open offer of it. ``instead_of``: skills that the rows were
    noted for, and that the member says were this one.
    """

    skill: Skill
    rows: tuple[Contribution, ...]
    strength: float
    last: datetime
    fading: bool
    offer: Offer | None = None
    instead_of: tuple[Skill, ...] = ()


@dataclass(frozen=True)
class Gathered:
    """All that a member's contributions speak for: what waits for a yes, what is offered, what they have left out."""

    waiting: tuple[Known, ...] = ()
    offered: tuple[Known, ...] = ()
    left_out: tuple[Known, ...] = ()


def strength(row: Contribution, instant: datetime) -> float:
    """Return what a contribution still counts."""
    years = max(instant - row.at, timedelta(0)) / HALF_LIFE
    return float((HALF if row.kind in LESS else 1.0) * HALF**years)


def fades(last: datetime, instant: datetime) -> bool:
    """Say whether a skill has not been shown for half a year."""
    return instant - last > UNUSED_FOR


def standing_verdicts(verdicts: Iterable[Verdict], into: Mapping[int, int]) -> dict[int, Verdict]:
    """Return what the member says of each skill, by the skill that stands for it; the latest word counts."""
    said = sorted(verdicts, key=lambda one: (one.at, one.pk))
    return {into.get(one.skill_id, one.skill_id): one for one in said}


def other(verdict: Verdict | None, into: Mapping[int, int]) -> int | None:
    """Return the skill that a verdict names instead, if it names one."""
    if verdict is None or verdict.says != Says.OTHER or verdict.instead_id is None:
        return None
    return into.get(verdict.instead_id, verdict.instead_id)


def gathered(
    rows: Iterable[Contribution],
    offers: Mapping[int, Offer],
    said: Mapping[int, Verdict],
    skills: Mapping[int, Skill],
    into: Mapping[int, int],
    instant: datetime,
) -> Gathered:
    """Add a member's contributions up, by the skills that they speak for; ``rows``: the newest first."""
    by_skill: dict[int, list[Contribution]] = defaultdict(list)
    noted: dict[int, dict[int, Skill]] = defaultdict(dict)
    for row in rows:
        pk = row.skill_id or 0
        meant = other(said.get(pk), into) or pk
        if meant in skills:
            by_skill[meant].append(row)
            if meant != pk and pk in skills:
                noted[meant][pk] = skills[pk]
    found: dict[str, list[Known]] = {"waiting": [], "offered": [], "left_out": []}
    for pk in {*by_skill, *(pk for pk in offers if pk in skills)}:
        offer, verdict, own = offers.get(pk), said.get(pk), by_skill.get(pk, [])
        last = max([row.at for row in own[:1]] + ([offer.confirmed_at] if offer and offer.confirmed_at else []))
        if verdict and verdict.says == Says.STILL_SO:
            last = max(last, verdict.at)
        counted = sum(strength(row, instant) for row in own)
        known = Known(
            skills[pk], tuple(own), counted, last, fades(last, instant), offer, tuple(noted.get(pk, {}).values())
        )
        left_out = verdict is not None and verdict.says == Says.LEFT_OUT
        found["offered" if offer else "left_out" if left_out else "waiting"].append(known)
    order = {name: sorted(some, key=lambda one: (-one.strength, one.skill.name)) for name, some in found.items()}
    return Gathered(**{name: tuple(some) for name, some in order.items()})

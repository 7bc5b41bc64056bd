"""Why a request got nobody: the first reason that holds, in the order a person would ask."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.matching.blocks import CELLS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from peerloop.engines.matching.nearest import Find, Nearest
    from peerloop.engines.matching.problem import Problem, Rows
    from peerloop.engines.matching.scoring import Scorer
    from peerloop.engines.matching.seats import OneMoreSeat


class Reason(StrEnum):
    """Why not; each holds only where those before it do not."""

    NOBODY_HAS_IT = "nobody_has_it"
    NOT_OFFERED = "not_offered"  # nobody offers it, or at no level high enough
    ONLY_OWN_LINE = "only_own_line"
    NO_COMMON_LANGUAGE = "no_common_language"
    NO_COMMON_HOUR = "no_common_hour"
    MET_THEM_ALL = "met_them_all"
    TAKEN_OR_AWAY = "taken_or_away"


@dataclass(frozen=True)
class WhyNot:
    """A reason, and how many members (the learner aside) are left after each question.

    ``holders`` have the skill; ``offering`` of them offer it; ``at_level`` of these at the wanted level or above;
    ``allowed`` of these are not the own manager or report; ``speaking`` of these share a language; ``free`` of
    these share an hour; ``fresh`` of these may be met again or have not been met. Of the ``fresh``,
    ``avoided`` are avoid-listed or refused, ``away`` have no seat at all, the rest gave theirs to others.
    Counts are exact; who shows them masks small ones. ``nearest``: the nearest hour, where there is no common
    one. ``seat``: what one more seat would serve, where all who could are taken.
    """

    reason: Reason
    holders: int
    offering: int
    at_level: int
    allowed: int
    speaking: int
    free: int
    fresh: int
    avoided: int
    away: int
    nearest: Nearest | None = None
    seat: OneMoreSeat | None = None


COUNTS = ("holders", "offering", "at_level", "allowed", "speaking", "free", "fresh", "avoided", "away")


def why_not(
    scorer: Scorer, requests: NDArray[np.int64], nearest: Find, seats: Mapping[int, OneMoreSeat]
) -> dict[int, WhyNot]:
    """Return for each request (row of needs) why it got nobody; exact counts over all members."""
    of = scorer.problem
    order = np.argsort(of.offers.skill, kind="stable")
    skills = of.offers.skill[order]
    counts = np.zeros((len(requests), len(COUNTS)), dtype=np.int64)
    counts[:, 0] = _holders(of, requests)
    wanted = of.needs.skill[requests]
    for skill in np.unique(wanted):
        offer = order[np.searchsorted(skills, skill) : np.searchsorted(skills, skill, side="right")]
        rows = np.flatnonzero(wanted == skill)
        step = max(CELLS // max(len(offer), 1), 1)
        for at in range(0, len(rows), step):
            part = rows[at : at + step]
            counts[part, 1:] = _left(scorer, requests[part], offer)
    found = {}
    for request, left in zip(requests.tolist(), counts.tolist(), strict=True):
        reason = _reason(left)
        hour = None
        if reason is Reason.NO_COMMON_HOUR:
            skill = of.needs.skill[request]
            offer = order[np.searchsorted(skills, skill) : np.searchsorted(skills, skill, side="right")]
            hour = nearest(int(of.needs.member[request]), _speaking(scorer, request, offer))
        seat = seats.get(request) if reason is Reason.TAKEN_OR_AWAY else None
        told = dict(zip(COUNTS, left, strict=True))
        found[request] = WhyNot(reason, **told, nearest=hour, seat=seat)
    return found


def _reason(left: list[int]) -> Reason:
    gone = (left[0], left[2], *left[3:7])
    return next((reason for reason, number in zip(Reason, gone, strict=False) if number == 0), Reason.TAKEN_OR_AWAY)


def _holders(of: Problem, requests: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many other members hold the skill of each request, offered or not."""
    top = max((int(rows.skill.max(initial=0)) for rows in (of.needs, of.offers, of.held)), default=0) + 1
    key = np.unique(np.concatenate([_key(of.offers, top), _key(of.held, top)]))
    skill, number = np.unique(key % top, return_counts=True)
    wanted, learner = of.needs.skill[requests], of.needs.member[requests]
    if not len(skill):
        return np.zeros(len(requests), dtype=np.int64)
    at = np.minimum(np.searchsorted(skill, wanted), len(skill) - 1)
    holders = np.where(skill[at] == wanted, number[at], 0)
    return holders - np.isin(learner * top + wanted, key)


def _key(rows: Rows, top: int) -> NDArray[np.int64]:
    return rows.member * top + rows.skill


def _speaking(scorer: Scorer, request: int, offer: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return who offers the skill at the level, is not of the own line or avoid-listed, and shares a language."""
    of = scorer.problem
    learner, teacher = of.needs.member[[request]], of.offers.member[offer]
    may = (scorer.level[of.needs.level[request], of.offers.level[offer]] >= 0) & (teacher != learner)
    may &= scorer.speak(learner, teacher)
    for relation in (of.line, of.avoid):
        may[relation.holds(learner, teacher)[1]] = False
    may &= ~of.refuses(learner, of.needs.skill[[request]], teacher)
    found: NDArray[np.int64] = teacher[may]
    return found


def _left(scorer: Scorer, requests: NDArray[np.int64], offer: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many are left after each question, then the avoided and the away among the last."""
    of = scorer.problem
    learner, teacher = of.needs.member[requests], of.offers.member[offer]
    rows, columns = learner[:, None], teacher[None, :]
    met = np.zeros((len(requests), len(offer)), dtype=bool)
    if of.policy.never_met:
        met[of.met.holds(learner, teacher)] = True
    line, avoided = np.zeros_like(met), np.zeros_like(met)
    line[of.line.holds(learner, teacher)] = True
    avoided[of.avoid.holds(learner, teacher)] = True
    avoided |= of.refuses(rows, of.needs.skill[requests][:, None], columns)
    left = rows != columns
    found = [left.sum(axis=1)]
    level = scorer.level[of.needs.level[requests][:, None], of.offers.level[offer][None, :]] >= 0
    for holds in (level, ~line, scorer.speak(rows, columns), scorer.common(rows, columns) > 0, ~met):
        left = left & holds
        found.append(left.sum(axis=1))
    away = left & ~avoided & (of.capacity[teacher] == 0)[None, :]
    return np.column_stack([*found, (left & avoided).sum(axis=1), away.sum(axis=1)])

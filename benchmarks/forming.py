"""Circles: members placed beside the greedy start and the proven bound, at 500 and 2,000 people."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from benchmarks.figure import Figure, timed
from peerloop.engines.forming import Rules, form, is_valid

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20260101
GOAL = 0.97


class Skills(NamedTuple):
    indptr: np.ndarray
    skill: np.ndarray


class People(NamedTuple):
    team: np.ndarray
    manager: np.ndarray
    free: np.ndarray
    offers: Skills
    needs: Skills
    avoid: np.ndarray


def people(count: int, goals: int, seed: int = SEED) -> People:
    """Teams of 12 under a lead, three zones, a third of the working hours free, two wishes and a third an offer."""
    random = np.random.default_rng(seed)
    team = np.arange(count) // 12
    manager = np.where(np.arange(count) % 12 == 0, -1, team * 12)
    zone = random.choice([0, 6, -5], count)
    hours = np.zeros((count, 7 * 24), dtype=bool)
    for day in range(5):
        for hour in range(9, 17):
            hours[np.arange(count), (day * 24 + hour - zone) % 168] = random.random(count) < 1 / 3
    padded = np.zeros((count, 11 * 64), dtype=bool)
    padded[:, :672] = np.repeat(hours, 4, axis=1)
    free = np.packbits(padded, axis=1, bitorder="little").view("<u8").astype(np.uint64)
    popular = 1 / np.arange(1, goals + 1)
    popular /= popular.sum()
    wish = [np.unique(random.choice(goals, 2, p=popular)) for _ in range(count)]
    offer = [np.setdiff1d(random.choice(goals, 1, p=popular), mine)[: int(random.random() < 1 / 3)] for mine in wish]
    return People(team, manager, free, _rows(offer), _rows(wish), np.zeros((0, 2), dtype=np.int64))


def _rows(per_member: list[np.ndarray]) -> Skills:
    indptr = np.concatenate([[0], np.cumsum([len(mine) for mine in per_member])])
    return Skills(indptr.astype(np.int64), np.concatenate(per_member).astype(np.int64))


def figures() -> Iterator[Figure]:
    """Yield the share of the bound reached, beside the greedy circles in the same run."""
    for count, goals in ((100, 4), (500, 12), (2000, 30)):
        who, skills, rules = people(count, goals), np.arange(goals), Rules()
        with timed() as first:
            start = form(who, skills, rules, seconds=0)
        with timed() as whole:
            found = form(who, skills, rules, seconds=20)
        share = found.placed / max(found.bound, 1)
        yield Figure(
            f"{count} people: placed / bound ({found.placed} of {found.bound})",
            share, "", f">= {GOAL}", share >= GOAL if count >= 500 else None,
            f"greedy, {first.seconds:.1f} s", start.placed / max(start.bound, 1), whole.seconds, whole.peak_mb,
        )  # fmt: skip
        yield Figure(f"{count} people: every circle valid", float(is_valid(found, who, skills, rules)), "", "1",
                     is_valid(found, who, skills, rules))  # fmt: skip

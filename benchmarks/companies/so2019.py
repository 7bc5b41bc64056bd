"""A company of ``n`` members whose offers and needs are those of the Stack Overflow survey of 2019.

Real: who has and who wants which skill. Made from the seed: everything else (teams of seven under a manager,
zones, free hours, languages, levels, capacities, who has met and who avoids whom). Six in ten teach, each half
of what they have; three in four learn, at most four of the skills that they want and lack. Above 11,397 people,
people are drawn again.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np

from benchmarks import data
from peerloop.engines.matching import Members, Skills

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEED = 2019
TEACH, OFFERED, LEARN, MOST_NEEDS, TEAM = 0.6, 0.5, 0.75, 4, 7
ZONES = np.array([-8, -5, -3, 0, 1, 1, 5, 9, 10])  # whole hours from UTC
ZONE_SHARE = np.array([0.13, 0.17, 0.07, 0.13, 0.21, 0.05, 0.15, 0.04, 0.05])
BUSY = 0.35  # of the working quarter-hours, in blocks of an hour

Lists = dict[int, list[int]]


def available() -> bool:
    """Say whether the survey's data is there."""
    return data.find("so2019/have_want_long.csv") is not None


def company(n: int, seed: int = SEED) -> Members:
    """Return the company of ``n`` members."""
    dice = np.random.default_rng([seed, n])
    people, have, want = _survey()
    who = dice.permutation(people)[:n] if n <= len(people) else dice.choice(people, n)
    teaches = dice.random(n) < TEACH
    offers = [
        [skill for skill in have.get(p, []) if t and dice.random() < OFFERED]
        for p, t in zip(who.tolist(), teaches, strict=True)
    ]
    held = [sorted(set(have.get(p, [])) - set(o)) for p, o in zip(who.tolist(), offers, strict=True)]
    wanted = [sorted(set(want.get(p, [])) - set(have.get(p, []))) for p in who.tolist()]
    needs = [_some(skills, dice) if dice.random() < LEARN else [] for skills in wanted]
    team = np.arange(n) // TEAM
    manager = np.where(np.arange(n) % TEAM == 0, (np.arange(n) // TEAM // TEAM) * TEAM, team * TEAM)
    manager[manager == np.arange(n)] = -1
    avoid, met = (dice.integers(0, n, (k, 2)) for k in (n // 50, 2 * n))
    return Members(
        team=team,
        manager=manager,
        languages=_languages(n, dice),
        free=_weeks(n, dice),
        seniority=dice.gamma(2.0, 3.0, n),
        place=dice.integers(0, 8, n),
        capacity=np.where(teaches, dice.choice([0, 1, 2, 3], n, p=[0.05, 0.25, 0.5, 0.2]), 0),
        offers=_skills(offers, dice, [0.1, 0.2, 0.3, 0.25, 0.15], vouched=True),
        needs=_skills(needs, dice, [0.5, 0.2, 0.15, 0.1, 0.05], least=0),
        held=_skills(held, dice, [1.0]),
        avoid=avoid[avoid[:, 0] != avoid[:, 1]],
        met=met[met[:, 0] != met[:, 1]],
    )


def _survey() -> tuple[NDArray[np.int64], Lists, Lists]:
    path = data.find("so2019/have_want_long.csv")
    if path is None:
        raise FileNotFoundError("so2019/have_want_long.csv is not among the data to measure on")
    lists: dict[str, Lists] = {"have": {}, "want": {}}
    number: dict[str, int] = {}
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            skill = number.setdefault(row["skill"], len(number))
            lists[row["kind"]].setdefault(int(row["person"]), []).append(skill)
    people = sorted(lists["have"].keys() | lists["want"].keys())
    return np.array(people), lists["have"], lists["want"]


def _some(skills: list[int], dice: np.random.Generator) -> list[int]:
    keep = min(len(skills), MOST_NEEDS)
    return sorted(dice.choice(skills, keep, replace=False).tolist()) if keep else []


def _skills(
    lists: list[list[int]], dice: np.random.Generator, share: list[float], *, least: int = 1, vouched: bool = False
) -> Skills:
    indptr = np.concatenate([[0], np.cumsum([len(skills) for skills in lists])])
    skill = np.array([s for skills in lists for s in skills], dtype=np.int64)
    level = least + dice.choice(len(share), len(skill), p=share)
    return Skills(
        indptr, skill, level, pace=dice.choice(3, len(skill), p=[0.6, 0.2, 0.2]),
        vouched=dice.poisson(0.5, len(skill)) if vouched else None,
    )  # fmt: skip


def _languages(n: int, dice: np.random.Generator) -> NDArray[np.uint64]:
    english = dice.random(n) < 0.97
    second = np.where(dice.random(n) < 0.35, dice.integers(1, 7, n), 0)
    second = np.where(english | (second > 0), second, 1)
    return np.where(english, 1, 0).astype(np.uint64) | np.where(second > 0, 1 << second, 0).astype(np.uint64)


def _weeks(n: int, dice: np.random.Generator) -> NDArray[np.uint64]:
    """Return Monday to Friday 9 to 17 local, less the hours that are taken, as bits in UTC."""
    zone = dice.choice(ZONES, n, p=ZONE_SHARE)
    hours = np.zeros((n, 168), dtype=bool)
    for day in range(5):
        for hour in range(9, 17):
            at = (day * 24 + hour - zone) % 168
            hours[np.arange(n), at] = dice.random(n) >= BUSY
    quarters = np.zeros((n, 704), dtype=bool)
    quarters[:, :672] = np.repeat(hours, 4, axis=1)
    return np.packbits(quarters, axis=1, bitorder="little").view(np.uint64)

"""What a weight does, shown on three people who do not exist: their order at each of its steps, by the engine."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import gettext as _

from peerloop.engines.matching import SAME_PLACE, Members, Skills, candidates, match_members, week_bits
from peerloop.matchmaking.weights import BY_FIELD

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.engines.matching import Policy
    from peerloop.matchmaking.weights import Weight

WANTED = 2
QUARTERS = 672
NAMES = ("Kofi", "Yuki", "Rosa")
LEARNERS = 3


@dataclass(frozen=True)
class Teacher:
    """Somebody who could help, told in words; what differs from the learner's own stands in the fields.

    ``hours``: quarter-hours at which both could begin. ``level``: 3 is one above what is wanted.
    """

    words: str
    hours: int = 40
    level: int = 3
    other_team: bool = False
    same_place: bool = False
    years: int = 0
    vouched: int = 0
    met: bool = False
    pace: int = 1


@dataclass(frozen=True)
class Line:
    """A teacher's name, what is special about them, and at each of the five steps the place they come to, from 1.

    Those who are worth the same share a place. Where teachers share the work: how many of three learners they get.
    """

    name: str
    words: str
    cells: tuple[int, ...]


@dataclass(frozen=True)
class Example:
    """Three lines, and whether their cells are counts of learners rather than places in an order."""

    lines: tuple[Line, ...]
    counts: bool = field(default=False)


def example_of(weight: Weight, policy: Policy) -> Example:
    """Work out what the weight does at each of its steps, all else as in ``policy``."""
    three = TEACHERS[weight.field]()
    work = _shares if weight.field == "share" else _places
    asks = {"pace": 1, "wish": SAME_PLACE if weight.field == "wish" else 0}
    columns = [work(three, replace(policy, **BY_FIELD[weight.field].at(step)), **asks) for step in range(5)]
    lines = (
        Line(name, teacher.words, cells)
        for name, teacher, cells in zip(NAMES, three, zip(*columns, strict=True), strict=True)
    )
    return Example(tuple(lines), counts=weight.field == "share")


def _hours() -> tuple[Teacher, ...]:
    return (
        Teacher(_("ten hours in common; from the same team"), hours=40),
        Teacher(_("six hours in common; from another team"), hours=24, other_team=True),
        Teacher(_("two hours in common; from another team, three vouch"), hours=8, other_team=True, vouched=3),
    )


def _other_team() -> tuple[Teacher, ...]:
    return (
        Teacher(_("from the same team; ten hours in common"), hours=40),
        Teacher(_("from another team; six hours in common"), hours=24, other_team=True),
        Teacher(_("from another team; two hours in common"), hours=8, other_team=True),
    )


def _level() -> tuple[Teacher, ...]:
    return (
        Teacher(_("three levels above; ten hours in common"), hours=40, level=5),
        Teacher(_("two levels above; eight and a half hours in common"), hours=34, level=4),
        Teacher(_("a level above; five hours in common"), hours=20, level=3),
    )


def _not_met() -> tuple[Teacher, ...]:
    return (
        Teacher(_("they have learned together before; ten hours in common"), hours=40, met=True),
        Teacher(_("they have not met; eight hours in common"), hours=31),
        Teacher(_("they have not met; five hours in common"), hours=20),
    )


def _pace() -> tuple[Teacher, ...]:
    return (
        Teacher(_("helps over weeks, where it is wanted at once; ten hours in common"), hours=40, pace=2),
        Teacher(_("helps at once, as wanted; nine hours in common"), hours=35),
        Teacher(_("helps at once, as wanted; seven and a half hours in common"), hours=30),
    )


def _vouched() -> tuple[Teacher, ...]:
    return (
        Teacher(_("nobody vouches; ten hours in common"), hours=40),
        Teacher(_("two vouch; eight and a half hours in common"), hours=34, vouched=2),
        Teacher(_("three vouch; five and a half hours in common"), hours=22, vouched=3),
    )


def _same_place() -> tuple[Teacher, ...]:
    return (
        Teacher(_("works elsewhere; ten hours in common"), hours=40),
        Teacher(_("works at the same place; six and a half hours in common"), hours=26, same_place=True),
        Teacher(_("works at the same place; two hours in common"), hours=8, same_place=True),
    )


def _seniority() -> tuple[Teacher, ...]:
    return (
        Teacher(_("came when the learner did; ten hours in common"), hours=40),
        Teacher(_("here three years longer; nine and a half hours in common"), hours=38, years=3),
        Teacher(_("here five years longer; eight hours in common"), hours=31, years=5),
    )


def _wish() -> tuple[Teacher, ...]:
    return (
        Teacher(_("works elsewhere, where the learner wishes to meet in person; ten hours in common"), hours=40),
        Teacher(_("works at the same place, as wished; three and a half hours in common"), hours=14, same_place=True),
        Teacher(_("works at the same place, as wished; one hour in common"), hours=4, same_place=True),
    )


def _share() -> tuple[Teacher, ...]:
    return (
        Teacher(_("fits all three learners best"), hours=40),
        Teacher(_("fits them a little less"), hours=33),
        Teacher(_("fits them less again"), hours=29),
    )


TEACHERS: dict[str, Callable[[], tuple[Teacher, ...]]] = {
    "hours": _hours, "other_team": _other_team, "level": _level, "not_met": _not_met, "pace": _pace,
    "vouched": _vouched, "same_place": _same_place, "seniority": _seniority, "wish": _wish, "share": _share,
}  # fmt: skip


def _places(three: tuple[Teacher, ...], policy: Policy, *, pace: int, wish: int) -> tuple[int, ...]:
    """Return at which place each comes; one who must not be suggested at all comes to none (0)."""
    found = candidates(_people(three, learners=1), policy, 0, 0, WANTED, pace=pace, wish=wish)
    points = {one.teacher - 1: one.points for one in found.candidates}
    better = {number: sum(other > mine for other in points.values()) for number, mine in points.items()}
    return tuple(better[number] + 1 if number in points else 0 for number in range(len(three)))


def _shares(three: tuple[Teacher, ...], policy: Policy, *, pace: int, wish: int) -> tuple[int, ...]:
    """Return how many learners each gets."""
    plan = match_members(_people(three, learners=LEARNERS), policy)
    return tuple(int((plan.teacher == LEARNERS + number).sum()) for number in range(len(three)))


def _people(three: tuple[Teacher, ...], *, learners: int) -> Members:
    """Return learners who want one skill, and the three who offer it."""
    n = learners + len(three)
    rows = np.arange(n + 1)
    free = np.zeros((n, QUARTERS), dtype=bool)
    free[:learners] = True
    for number, teacher in enumerate(three, start=learners):
        free[number, : teacher.hours + 1] = True  # two quarters long: one more is free than there are beginnings
    seats = [0] * learners + [LEARNERS] * len(three)
    return Members(
        team=[0] * learners + [int(one.other_team) for one in three],
        manager=[-1] * n,
        languages=np.ones(n, dtype=np.uint64),
        free=week_bits(free),
        seniority=[0] * learners + [one.years for one in three],
        place=[0] * learners + [int(not one.same_place) for one in three],
        capacity=seats,
        offers=Skills(
            np.maximum(rows - learners, 0),
            [0] * len(three),
            [one.level for one in three],
            [one.pace for one in three],
            [one.vouched for one in three],
        ),
        needs=Skills(np.minimum(rows, learners), [0] * learners, [WANTED] * learners, [1] * learners),
        met=np.array(
            [(0, number) for number, one in enumerate(three, start=learners) if one.met], dtype=np.int64
        ).reshape(-1, 2),
    )

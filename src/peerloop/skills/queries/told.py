"""Supply and demand as they were told at the closes: nothing in here looks at the living counts.

Every number is one that ``skills.telling`` let through; ``None`` is not told. Whoever may read one may read all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerloop.people.models import Team
from peerloop.skills.models import Close, Figure
from peerloop.skills.names import full_key
from peerloop.skills.queries.closes import week_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

WEEKS = 26


@dataclass(frozen=True)
class Supply:
    """What is told of a skill at a close, about how many: who want it, who can help, who find no free place.

    ``hangs_on``: on how few people, 1 or 2, half or more hangs of what could be served of it.
    """

    skill: int
    name: str
    wanted: int | None
    offered: int | None
    unserved: int | None
    hangs_on: int | None

    @property
    def nobody_offers(self) -> bool:
        """Whether it is wanted, and nobody offers it openly."""
        return bool(self.wanted) and self.offered == 0


@dataclass(frozen=True)
class Week:
    """What was told of a skill at the close of a week."""

    at: datetime
    wanted: int | None
    offered: int | None


def supply_and_demand(*, team: int | None = None, word: str = "") -> list[Supply]:
    """Return what the last close tells of each skill, the most wanted first; of a team, or of everybody.

    ``word``: only skills in whose names or other words it stands.
    """
    rows = _figures(team, word).filter(close=Close.objects.order_by("-at").values("pk")[:1])
    told = [_supply(*row) for row in rows.values_list(*FIELDS)]
    return sorted(told, key=lambda one: (-(one.wanted or 0), -(one.offered or 0), one.name))


def by_team(skill: int) -> list[tuple[str, Supply]]:
    """Return what the last close tells of a skill by team, with the teams' names, in their order."""
    rows = Figure.objects.filter(close=Close.objects.order_by("-at").values("pk")[:1], skill=skill)
    told = rows.exclude(team=None).order_by("team__name").values_list("team__name", *FIELDS)
    return [(team, _supply(*rest)) for team, *rest in told]


def nobody_offers(supply: Iterable[Supply]) -> list[Supply]:
    """Return the skills that are wanted and that nobody offers."""
    return [one for one in supply if one.nobody_offers]


def hang_on_few(supply: Iterable[Supply]) -> list[Supply]:
    """Return the skills that hang on one person, then those that hang on two."""
    return sorted((one for one in supply if one.hangs_on), key=lambda one: one.hangs_on or 0)


def over_time(skills: Iterable[int], *, team: int | None = None) -> dict[int, list[Week]]:
    """Return for each of ``skills`` what was told at each of the last ``WEEKS`` weekly closes, the oldest first.

    Of several closes in a week the last one counts. Two queries, however many skills there are.
    """
    closes = _a_week_each()
    rows = Figure.objects.filter(close__in=list(closes), skill__in=list(skills), team=team)
    told = {(skill, close): rest for skill, close, *rest in rows.values_list("skill", "close", "wanted", "offered")}
    return {
        skill: [Week(at, *told.get((skill, close), (None, None))) for close, at in closes.items()] for skill in skills
    }


def weeks_told(*, team: int | None = None, word: str = "") -> list[tuple[datetime, Supply]]:
    """Return everything that was told at the last ``WEEKS`` weekly closes, with when, the latest first."""
    closes = _a_week_each()
    rows = _figures(team, word).filter(close__in=list(closes))
    told = [(closes[close], _supply(*rest)) for close, *rest in rows.values_list("close", *FIELDS)]
    return sorted(told, key=lambda row: (-row[0].timestamp(), row[1].name))


def teams_told() -> list[Team]:
    """Return the teams of which the last close tells something, by name."""
    last = Close.objects.order_by("-at").values("pk")[:1]
    return list(Team.objects.filter(pk__in=Figure.objects.filter(close=last).values("team")).order_by("name"))


FIELDS = ("skill", "skill__name", "wanted", "offered", "unserved", "hangs_on")


def _supply(
    skill: int, name: str, wanted: int | None, offered: int | None, unserved: int | None, hangs_on: int | None
) -> Supply:
    return Supply(skill, name, wanted, offered, unserved, hangs_on)


def _figures(team: int | None, word: str) -> QuerySet[Figure]:
    """What is told of a team or of everybody, of skills that stand; those merged away are told of no more."""
    figures = Figure.objects.filter(team=team, skill__merge=None)
    sought = full_key(word)
    return figures.filter(skill__words__contains=sought) if sought else figures


def _a_week_each() -> dict[int, datetime]:
    """Return the last close of each of the last ``WEEKS`` weeks, and when it was, the oldest first."""
    by_week = {week_of(at): (pk, at) for pk, at in Close.objects.order_by("at").values_list("pk", "at")}
    return dict(sorted(by_week.values(), key=lambda row: row[1])[-WEEKS:])

"""Who wants and who offers what, counted by skill and by team: exact, for a close, and read by nobody."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from peerloop.people.models import Member, Team
from peerloop.skills.models import Figure, Need, Offer, Skill, Visibility
from peerloop.skills.queries.closes import closes_freely, secret_needs
from peerloop.skills.telling import Cell, Counts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from peerloop.skills.models import Close

REST = 0
"""Stands for those who are in none of the teams."""


@dataclass(frozen=True)
class Tally:
    """The counts of each of ``skills`` in their order, by each of ``teams``; ``before``: the figures told last."""

    skills: list[int]
    teams: list[int]
    wanted: list[Counts]
    offered: list[Counts]
    before: dict[tuple[int, int | None], Figure]
    others: int
    """Skills of which nobody wants or offers anything."""


def tally(at: datetime, last: Close | None) -> Tally:
    """Count present members' needs and offers as of ``at``; private needs are nobody's business and do not count.

    Public needs and confirmed offers are known to all; other needs, and offers that wait for their yes, are secret.
    Once members state needs themselves only theirs are: whoever gives files knows the others, and may make some up.
    """
    known = Q(visibility=Visibility.PUBLIC) if closes_freely() else ~Q(pk__in=secret_needs().values("pk"))
    teams, above = teams_of_the_cut()
    sizes = _sizes(above)
    needs = Need.objects.filter(member__departed_at=None, made_at__lte=at).exclude(visibility=Visibility.PRIVATE)
    wanted = _by_skill(needs, known, above)
    offered = _by_skill(Offer.objects.filter(member__departed_at=None), Q(confirmed_at__isnull=False), above)
    figures = Figure.objects.filter(close=last) if last else Figure.objects.none()
    before = {(figure.skill_id, figure.team_id): figure for figure in figures}
    skills = sorted({*wanted, *offered})

    def counts(of: dict[int, dict[int, tuple[int, int]]], told: Callable[[Figure], int | None]) -> list[Counts]:
        last = {place: told(figure) for place, figure in before.items()}
        return [_counts(of.get(skill, {}), teams, sizes, {team: last.get((skill, team)) for team in (*teams, None)})
                for skill in skills]  # fmt: skip

    return Tally(
        skills,
        teams,
        wanted=counts(wanted, lambda one: one.wanted),
        offered=counts(offered, lambda one: one.offered or None),
        before=before,
        others=Skill.objects.count() - len(skills),
    )


def teams_of_the_cut() -> tuple[list[int], dict[int, int]]:
    """Return the teams by which is counted, and for every team below them, or them, which of these it belongs to.

    They are the topmost teams; where all stand under one, those right under it.
    """
    parents = dict(Team.objects.order_by("pk").values_list("pk", "parent"))
    top = [pk for pk, parent in parents.items() if parent is None]
    if len(top) == 1:
        top = [pk for pk, parent in parents.items() if parent == top[0]]
    above: dict[int, int] = {}
    for pk in parents:
        climbing: int | None = pk
        while climbing is not None and climbing not in top:
            climbing = parents[climbing]
        if climbing is not None:
            above[pk] = climbing
    return top, above


def places(skills: Iterable[int]) -> list[tuple[int, int, int, bool]]:
    """Return (skill, member, how many they can teach, whether it waits for their yes) for each offer of ``skills``."""
    offers = Offer.objects.filter(member__departed_at=None, skill__in=list(skills)).order_by("skill", "member")
    return [
        (skill, member, capacity, confirmed is None)
        for skill, member, capacity, confirmed in offers.values_list(
            "skill", "member", "member__capacity", "confirmed_at"
        )
    ]


def _by_skill(
    rows: QuerySet[Need] | QuerySet[Offer], known: Q, above: dict[int, int]
) -> dict[int, dict[int, tuple[int, int]]]:
    """Return by skill and team (or ``REST``) how many are known and how many are secret."""
    found: dict[int, dict[int, tuple[int, int]]] = defaultdict(lambda: defaultdict(lambda: (0, 0)))
    grouped = rows.order_by().values_list("skill", "member__team")
    for skill, team, open_ones, everybody in grouped.annotate(known=Count("pk", filter=known), all=Count("pk")):
        place = above.get(team, REST)
        one, other = found[skill][place]
        found[skill][place] = one + open_ones, other + everybody - open_ones
    return found


def _sizes(above: dict[int, int]) -> dict[int, int]:
    """Return how many people are in each team of the cut, and in none of them (``REST``)."""
    sizes: dict[int, int] = defaultdict(int)
    for team, people in Member.objects.present().order_by().values_list("team").annotate(Count("pk")):
        sizes[above.get(team, REST)] += people
    return sizes


def _counts(
    by_team: dict[int, tuple[int, int]], teams: list[int], sizes: dict[int, int], before: dict[int | None, int | None]
) -> Counts:
    cells = tuple(Cell(*by_team.get(team, (0, 0)), of=sizes.get(team, 0), before=before[team]) for team in teams)
    rest = Cell(*by_team.get(REST, (0, 0)), of=sizes.get(REST, 0), never=True)
    known, secret = (sum(counted) for counted in zip(*by_team.values(), strict=True)) if by_team else (0, 0)
    return Counts(Cell(known, secret, of=sum(sizes.values()), before=before[None]), cells, rest)

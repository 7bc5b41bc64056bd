"""Whom a survey asks, and in which cell of the cut each of them counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.kit.text import key
from peerloop.people.models import Member, Team
from peerloop.people.queries import places, with_those_below
from peerloop.programmes.queries import audience as for_programmes
from peerloop.pulse.models import Cut, Kind
from peerloop.skills.queries.counting import teams_of_the_cut

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.pulse.models import Survey


def audience(survey: Survey) -> QuerySet[Member]:
    """Members whom the survey is for: a programme's, of teams with those below, or all; of leaders, who has reports."""
    members = Member.objects.present()
    if survey.programme_id:
        members = for_programmes([survey.programme_id])
    elif chosen := _named(survey):
        members = members.filter(team__in=with_those_below(chosen))
    if survey.kind == Kind.LEADERS:
        members = members.filter(pk__in=Member.objects.present().exclude(manager=None).values("manager"))
    return members.order_by("pk")


def cells(survey: Survey) -> dict[int, str]:
    """Return the cell of each member of the audience, "" for who belongs to none."""
    members = audience(survey).values_list("pk", "team", "place")
    if survey.cut == Cut.PLACE:
        written = {key(place): place for place in places()}
        return {pk: written.get(key(place), "") for pk, _team, place in members}
    if survey.cut == Cut.TEAM:
        names = dict(Team.objects.values_list("pk", "name"))
        above = _tops(_named(survey))
        return {pk: names[above[team]] if team in above else "" for pk, team, _place in members}
    return {pk: "" for pk, _team, _place in members}


def _tops(chosen: set[int]) -> dict[int, int]:
    """Return for every team the one of the cut it belongs to: one chosen, one below a single choice, a topmost one."""
    parents = dict(Team.objects.values_list("pk", "parent"))
    top = {one for one in chosen if not chosen & set(_climb(parents[one], parents))}
    if not top:
        return teams_of_the_cut()[1]
    if len(top) == 1:
        top |= {pk for pk, parent in parents.items() if parent in top}
    return {pk: found for pk in parents if (found := next((one for one in _climb(pk, parents) if one in top), None))}


def _named(survey: Survey) -> set[int]:
    """Return the teams that it, or its programme, names."""
    return set((survey.programme or survey).teams.values_list("pk", flat=True))


def _climb(team: int | None, parents: dict[int, int | None]) -> list[int]:
    """Return the team and those above it."""
    way: list[int] = []
    while team is not None:
        way.append(team)
        team = parents[team]
    return way

"""What can be found of a member: their name, team and place. What they help with, the room ``skills`` adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.people.models import Member
from peerloop.people.queries import seen_by
from peerloop.search.kinds import Text, narrows, register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

MEMBER = "member"


def read(ids: Sequence[int]) -> dict[int, Text]:
    """Return the texts of the members who are here."""
    members = Member.objects.present().filter(pk__in=ids).select_related("team")
    return {
        member.pk: Text(member.name, f"{member.team.name if member.team else ''}\n{member.place}") for member in members
    }


def in_teams(rows: QuerySet[Member], reader: Member, teams: Sequence[int]) -> QuerySet[Member]:
    """Those who are in one of the teams."""
    return rows.filter(team__in=teams)


def at_places(rows: QuerySet[Member], reader: Member, places: Sequence[str]) -> QuerySet[Member]:
    """Those who are at one of the places."""
    return rows.filter(place__in=places)


register(MEMBER, of=Member, seen_by=seen_by, read=read)
narrows(MEMBER, team=in_teams, place=at_places)

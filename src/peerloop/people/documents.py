"""What can be found of a member: their name, team and place. What they help with, the room ``skills`` adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.people.models import Member
from peerloop.people.queries import seen_by
from peerloop.search.kinds import Text, register

if TYPE_CHECKING:
    from collections.abc import Sequence

MEMBER = "member"


def read(ids: Sequence[int]) -> dict[int, Text]:
    """Return the texts of the members who are here."""
    members = Member.objects.present().filter(pk__in=ids).select_related("team")
    return {
        member.pk: Text(member.name, f"{member.team.name if member.team else ''}\n{member.place}") for member in members
    }


register(MEMBER, of=Member, seen_by=seen_by, read=read)

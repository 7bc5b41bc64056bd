"""Whom a member may like to meet on the spur of the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max

from peerloop.people.models import Avoidance, Member
from peerloop.people.queries import seen_by
from peerloop.schedule.models import Participation
from peerloop.schedule.queries import taken_part_by

if TYPE_CHECKING:
    from collections.abc import Sequence


def near(member: Member, *, at_most: int, besides: Sequence[int] = ()) -> list[Member]:
    """Return whom the member met last, then colleagues of the team, without those of either avoidance list.

    ``besides``: ids of who stands first, whatever else.
    """
    seen = seen_by(member).exclude(pk=member.pk)
    apart = {*Avoidance.objects.filter(member=member).values_list("other", flat=True)}
    apart |= {*Avoidance.objects.filter(other=member).values_list("member", flat=True)}
    shared = Participation.objects.filter(session__in=taken_part_by(member)).exclude(member=member)
    met = shared.values("member").annotate(last=Max("session__starts_at")).order_by("-last", "member")
    order = [*besides, *met.values_list("member", flat=True)[: at_most * 2]]
    if member.team_id and len(order) < at_most * 2:
        team = seen.filter(team=member.team_id).order_by("name_key", "pk")
        order += team.values_list("pk", flat=True)[: at_most * 2]
    wanted = [pk for pk in dict.fromkeys(order) if pk not in apart]
    there = seen.select_related("team").in_bulk(wanted)
    return [there[pk] for pk in wanted if pk in there][:at_most]

"""Who could be a newcomer's buddy, the best first, and why."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db import connection
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Mod

from peerloop.kit.clock import now
from peerloop.kit.text import key
from peerloop.matchmaking.hours import monday_of
from peerloop.matchmaking.queries.seats import with_seats
from peerloop.onboarding.models import Buddy, Reluctance
from peerloop.onboarding.reasons import PLENTY
from peerloop.onboarding.rules import SEASONED, SEASONED_HERE
from peerloop.people.hours import free_matrix
from peerloop.people.models import Avoidance, Block, Member
from peerloop.people.rules import managers_above

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from peerloop.onboarding.models import Welcome

Reasons = list[dict[str, Any]]

LOOKED_AT = 120
"""So many colleagues are compared; they come by team, place, how much they carry already, and then by chance."""
A_YEAR = timedelta(days=365)
SAME_TEAM, SAME_PLACE, AN_HOUR, A_SEASONED_YEAR, CARRIES = 40, 25, 3, 4, 35
MOST_YEARS = 4
SPREAD = 10_007
"""A prime by which ids are scattered, another way for each newcomer, always the same for one."""

_BELOW = """
WITH RECURSIVE above(who, manager, step) AS (
    SELECT id, manager_id, 1 FROM people_member WHERE id IN ({ids})
    UNION ALL
    SELECT above.who, people_member.manager_id, step + 1
    FROM people_member JOIN above ON people_member.id = above.manager WHERE step < 64
)
SELECT DISTINCT who FROM above WHERE manager = %s
"""


def candidates(welcome: Welcome) -> list[tuple[Member, Reasons]]:
    """Return colleagues who could be the newcomer's buddy, best first, each with the reasons.

    Present, here for a year, with a free place and not unwilling; not proposed before; neither manager nor report,
    up or down the line; nobody avoided or blocked; with a language and an hour of the week in common. The more
    newcomers somebody has taken within a year, the later they come. Some eight queries, however many members.
    """
    newcomer = welcome.newcomer
    pool = [member for member in _pool(welcome)[:LOOKED_AT] if _speak(newcomer, member)]
    below = _below(newcomer, [member.pk for member in pool])
    pool = [member for member in pool if member.pk not in below]
    hours = _hours(newcomer, pool)
    told = [
        (_score(newcomer, member, shared), member, reasons(newcomer, member, shared))
        for member, shared in zip(pool, hours, strict=True)
        if shared
    ]
    told.sort(key=lambda one: (-one[0], one[1].pk))
    return [(member, why) for _points, member, why in told]


def reasons(newcomer: Member, member: Member, shared: int) -> Reasons:
    """Why this one; ``shared``: hours of the week in which both are there."""
    found: list[tuple[bool, dict[str, Any]]] = [
        (newcomer.team_id is not None and newcomer.team_id == member.team_id, {"code": "team"}),
        (bool(key(newcomer.place)) and key(newcomer.place) == key(member.place), {"code": "place"}),
        (_years(member) > 0, {"code": "years", "count": _years(member)}),
        (shared > 0, {"code": "hours", "count": min(shared, PLENTY)}),
        (bool(set(newcomer.languages) & set(member.languages)), {"code": "language"}),
        (True, {"code": "line"}),
    ]
    return [reason for holds, reason in found if holds]


def shared_hours_of_week(newcomer: Member, member: Member) -> int:
    """Return the hours of a coming week in which both are there."""
    return _hours(newcomer, [member])[0]


def _pool(welcome: Welcome) -> QuerySet[Member]:
    newcomer, instant = welcome.newcomer, now()
    either = Q(member=OuterRef("pk"), other=newcomer) | Q(member=newcomer, other=OuterRef("pk"))
    here = Q(hired_on__lte=(instant - SEASONED).date()) | Q(hired_on=None, joined_at__lte=instant - SEASONED_HERE)
    taken = Buddy.objects.filter(member=OuterRef("pk"), asked_at__gt=instant - A_YEAR, passing=None)
    load = taken.order_by().values("member").annotate(count=Count("pk")).values("count")
    seen = with_seats(Member.objects.present().filter(here).exclude(pk=newcomer.pk)).filter(
        ~Exists(Block.objects.filter(either)),
        ~Exists(Avoidance.objects.filter(either)),
        ~Exists(Reluctance.objects.filter(member=OuterRef("pk"))),
        ~Exists(Buddy.objects.filter(welcome=welcome, member=OuterRef("pk"))),
        seats__gt=0,
    )
    near = Case(
        When(team=newcomer.team_id, then=Value(0)) if newcomer.team_id else When(pk=0, then=Value(0)),
        When(place__iexact=newcomer.place or "-", then=Value(1)),
        default=Value(2),
    )
    found: QuerySet[Member] = (
        seen.exclude(pk__in=managers_above(newcomer))
        .exclude(manager=newcomer)
        .annotate(carries=Coalesce(Subquery(load, output_field=IntegerField()), 0), near=near)
        .order_by("carries", "near", Mod(F("pk") * (newcomer.pk * 2 + 7919), SPREAD), "pk")
    )
    return found


def _below(newcomer: Member, ids: Sequence[int]) -> set[int]:
    """Return who of ``ids`` stands anywhere below the newcomer."""
    if not ids:
        return set()
    marks = ",".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(_BELOW.format(ids=marks), [*ids, newcomer.pk])
        return {row[0] for row in cursor.fetchall()}


def _hours(newcomer: Member, pool: Sequence[Member]) -> list[int]:
    week = free_matrix([newcomer, *pool], monday_of(now()) + timedelta(weeks=1))
    shared = np.bitwise_count(week[:1] & week[1:]).sum(axis=1) // 4
    return [int(hours) for hours in shared]


def _speak(newcomer: Member, member: Member) -> bool:
    one, other = set(newcomer.languages), set(member.languages)
    return not one or not other or bool(one & other)


def _years(member: Member) -> int:
    return (now().date() - member.hired_on).days // 365 if member.hired_on else 0


def _score(newcomer: Member, member: Member, shared: int) -> int:
    team = newcomer.team_id is not None and newcomer.team_id == member.team_id
    place = bool(key(newcomer.place)) and key(newcomer.place) == key(member.place)
    carries: int = member.carries  # type: ignore[attr-defined] # annotated by _pool
    return (
        SAME_TEAM * team
        + SAME_PLACE * place
        + AN_HOUR * min(shared, PLENTY)
        + A_SEASONED_YEAR * min(_years(member), MOST_YEARS)
        - CARRIES * carries
    )

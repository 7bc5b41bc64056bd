"""What each reader sees of the members; doors fetch members only through these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.db import connection
from django.db.models import Count
from django.db.models.expressions import RawSQL

from peerloop.kit.prepared import prepared
from peerloop.kit.text import key
from peerloop.people.models import Absence, Avoidance, Block, Member, Team
from peerloop.people.rules import managers_above

NO_ADDRESS = "0.0.0.0"  # noqa: S104 - stands where an address was

_TEAMS = """
WITH RECURSIVE line(id, parent, step) AS (
    SELECT id, parent_id, 1 FROM people_team WHERE id = %s
    UNION ALL
    SELECT people_team.id, people_team.parent_id, step + 1 FROM people_team JOIN line ON people_team.id = line.parent
    WHERE step < 64
)
SELECT id FROM line
"""
_BELOW = """
WITH RECURSIVE below(id) AS (
    SELECT id FROM people_member WHERE manager_id = %s
    UNION
    SELECT people_member.id FROM people_member JOIN below ON people_member.manager_id = below.id
)
SELECT id FROM below
"""

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet


def seen_by(reader: Member | AnonymousUser) -> QuerySet[Member]:
    """Return the members whom ``reader`` sees: those here, less who has blocked whom, either way."""
    if not isinstance(reader, Member) or not reader.is_active:
        return Member.objects.none()
    return (
        Member.objects.present()
        .exclude(pk__in=Block.objects.filter(member=reader).values("other"))
        .exclude(pk__in=Block.objects.filter(other=reader).values("member"))
    )


@prepared
def on_page(reader: Member, pk: int) -> QuerySet[Member]:
    """The member of that id with their team, if ``reader`` sees them."""
    return seen_by(reader).filter(pk=pk).select_related("team")


@prepared
def some_on_page(reader: Member, members: tuple[int, ...]) -> QuerySet[Member]:
    """Those of the members whom ``reader`` sees, with their teams."""
    return seen_by(reader).filter(pk__in=members).select_related("team")


def headcount() -> int:
    """Return how many members are here: the same for every reader, so that nobody counts who has blocked them."""
    return Member.objects.present().count()


def teams_in_order() -> list[tuple[Team, int]]:
    """Return all teams by name, each before those below it, with how far it stands below the top; in one query."""
    below: dict[int | None, list[Team]] = {}
    for team in Team.objects.order_by("key"):
        below.setdefault(team.parent_id, []).append(team)
    ordered: list[tuple[Team, int]] = []
    waiting = [(team, 0) for team in reversed(below.get(None, []))]
    while waiting:
        team, depth = waiting.pop()
        ordered.append((team, depth))
        waiting.extend((child, depth + 1) for child in reversed(below.get(team.pk, [])))
    return ordered


def teams_called(text: str) -> list[int]:
    """Return the ids of the teams that are called so, else of those in whose names it stands; none for no words."""
    sought = key(text)
    if not sought:
        return []
    exact = list(Team.objects.filter(key=sought).values_list("pk", flat=True))
    return exact or list(Team.objects.filter(key__contains=sought).order_by("key").values_list("pk", flat=True)[:50])


def places_called(reader: Member, text: str) -> list[str]:
    """Return the places of members whom the reader sees in whose names it stands, as they are written there."""
    sought = key(text)
    written = seen_by(reader).exclude(place="").order_by("place").values_list("place", flat=True).distinct()
    return [place for place in written if sought and sought in key(place)]


def with_those_below(teams: Iterable[int]) -> set[int]:
    """Return the ids of the teams and of all teams below them, in one query."""
    below: dict[int | None, list[int]] = {}
    for pk, parent in Team.objects.values_list("pk", "parent"):
        below.setdefault(parent, []).append(pk)
    found: set[int] = set()
    waiting = list(teams)
    while waiting:
        team = waiting.pop()
        if team not in found:
            found.add(team)
            waiting.extend(below.get(team, ()))
    return found


def teams_of(member: Member) -> RawSQL:
    """The ids of the member's team and of those above it, for ``team__in``; none for who is in no team."""
    return RawSQL(_TEAMS, [member.team_id])  # noqa: S611 - ours, and what is asked for is a parameter


def everybody_below(manager: Member) -> set[int]:
    """Return the ids of who reports to the member, directly or through others."""
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, [manager.pk])
        return {row[0] for row in cursor.fetchall()} - {manager.pk}


def places() -> list[str]:
    """Return where members work, each place once as most write it, by name."""
    written: dict[str, tuple[int, str]] = {}
    for place, count in Member.objects.present().values_list("place").annotate(Count("pk")).order_by("place"):
        if sought := key(place):
            written[sought] = max(written.get(sought, (0, "")), (count, " ".join(place.split())))
    return [written[sought][1] for sought in sorted(written)]


def chain(member: Member) -> list[Member]:
    """Return the member's manager, that one's manager, and so on up."""
    ids = managers_above(member)
    found = Member.objects.in_bulk(ids)
    return [found[pk] for pk in ids]


def reports(member: Member) -> QuerySet[Member]:
    """Return who reports to the member directly."""
    return Member.objects.present().filter(manager=member).order_by("name_key")


def absences(member: Member) -> QuerySet[Absence]:
    """Return the member's absences, the next one first."""
    return Absence.objects.filter(member=member).order_by("starts_on", "ends_on")


def avoidances(member: Member) -> QuerySet[Avoidance]:
    """Return the member's private list, by name."""
    return Avoidance.objects.filter(member=member).select_related("other").order_by("other__name_key")


def blocks(member: Member) -> QuerySet[Block]:
    """Return whom the member has blocked, by name."""
    return Block.objects.filter(member=member).select_related("other").order_by("other__name_key")


def sign_ins(member: Member) -> QuerySet[UserSession]:
    """Return where the member is signed in, the latest first."""
    found: QuerySet[UserSession] = UserSession.objects.filter(user_id=member.pk).order_by("-created_at", "-pk")
    return found


def address_of(sign_in: UserSession) -> str:
    """Return the network address of a sign-in, empty once it is erased."""
    return "" if sign_in.ip == NO_ADDRESS else str(sign_in.ip)

"""Who wants and who knows some skills, as the forming engine takes it, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import chain
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np
from django.db.models import Exists, OuterRef, Q

from peerloop.calendars.queries import everybodys
from peerloop.circles.models import Membership
from peerloop.circles.rules import lines_above
from peerloop.engines.forming import Rules
from peerloop.engines.slots import runs, unpack
from peerloop.matchmaking.rolling import Rolling, rolling
from peerloop.people.models import Avoidance, Block, Member
from peerloop.programmes.queries import participants
from peerloop.schedule.models import Participation
from peerloop.skills.models import Need, Offer, Visibility
from peerloop.skills.queries import supply_and_demand
from peerloop.vetting.queries import ready_to_facilitate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from peerloop.circles.models import Forming

QUARTER = 15
BAD = 1000


@dataclass(frozen=True)
class Rows:
    """Skills by member, as the engine reads them (CSR)."""

    indptr: NDArray[np.int64]
    skill: NDArray[np.int64]


@dataclass(frozen=True)
class People:
    """What the engine reads of people: see ``engines.forming.question.Members``."""

    team: NDArray[np.int64]
    manager: NDArray[np.int64]
    free: NDArray[np.uint64]
    offers: Rows
    needs: Rows
    avoid: NDArray[np.int64]


@dataclass(frozen=True)
class Assembly:
    """``people`` for the engine; ``members[i]`` is its member i, ``goals[g]`` the skill's id of its goal g.

    ``few``: who wants nothing but skills that fewer than five want, and one of these.
    """

    people: People
    members: Sequence[Member]
    goals: list[int]
    rules: Rules
    week: Rolling
    may_lead: NDArray[np.bool_]
    few: dict[int, int]


def next_monday(zone: str, now: datetime) -> datetime:
    """Return the first Monday at midnight in ``zone`` that is at least four days ahead: time to hear of it."""
    day = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=4)
    day += timedelta(days=-day.weekday() % 7)
    return datetime.combine(day, time.min, ZoneInfo(zone))


def assemble(forming: Forming, *, now: datetime, close: datetime) -> Assembly:
    """Return who wants one of the forming's skills, as far as matching may see it, and who offers one, in a constant
    number of queries.

    Needs count as they stood at the last weekly close, and a skill of which that told nothing, since fewer than five
    want it, is left aside: an organiser would learn of a few people what they want. Whoever is in a running circle
    about a skill already does not look for another one about it. Free hours are those of the week from the next Monday
    on. Whoever may facilitate never sits with somebody below them in the line.
    """
    asked = sorted(forming.skills.values_list("pk", flat=True))
    wants = Need.objects.filter(skill__in=asked, made_at__lte=close).exclude(visibility=Visibility.PRIVATE)
    within = Membership.objects.filter(member=OuterRef("member"), circle__skill=OuterRef("skill"), circle__closing=None)
    wants = wants.exclude(Exists(within)).filter(member__departed_at=None)
    if forming.programme is not None:
        wants = wants.filter(member__in=participants(forming.programme).values("pk"))
    wishes = list(wants.order_by("member", "skill").values_list("member", "skill"))
    enough = {row.skill for row in supply_and_demand() if row.wanted}
    goals = [skill for skill in asked if skill in enough]
    many = {member for member, skill in wishes if skill in enough}
    wants = wants.filter(skill__in=goals)
    knows = Offer.objects.filter(skill__in=goals, confirmed_at__isnull=False).exclude(Exists(within))
    if forming.programme is not None:
        knows = knows.filter(member__in=participants(forming.programme).values("pk"))
    either = Q(pk__in=wants.values("member")) | Q(pk__in=knows.values("member"))
    members = list(Member.objects.present().filter(either).order_by("pk"))
    row = {member.pk: place for place, member in enumerate(members)}
    after = next_monday("UTC", now)
    week = rolling(members, after, busy=_busy(after))
    passed = ready_to_facilitate(row)
    may_lead = np.array([member.pk in passed for member in members], dtype=bool)
    people = People(
        team=np.array([-1 if one.team_id is None else one.team_id for one in members], dtype=np.int64),
        manager=np.array([row.get(one.manager_id or 0, -1) for one in members], dtype=np.int64),
        free=week.free,
        offers=_rows(knows.values_list("member", "skill"), row),
        needs=_rows(wants.values_list("member", "skill"), row),
        avoid=_apart(row, may_lead),
    )
    rules = Rules(
        least=forming.least,
        most=forming.most,
        length=-(-forming.minutes // QUARTER),
        of_a_team=forming.of_a_team,
        facilitators=np.flatnonzero(may_lead) if forming.led else None,
    )
    few = {member: skill for member, skill in wishes if member not in many}
    return Assembly(people, members, goals, rules, week, may_lead, few)


def best_hour(assembly: Assembly, rows: Sequence[int], length: int, otherwise: int) -> int:
    """Return the quarter-hour of the week at which these can all begin and that is best by their clocks.

    On the full or half hour where that is possible, the fewest outside of their days, then the earliest.
    """
    free = np.bitwise_and.reduce(assembly.people.free[list(rows)], axis=0)
    common = unpack(runs(free[None, :], length))[0]
    if not common.any():
        return otherwise
    zones = assembly.week.zone[list(rows)]
    cost = assembly.week.cost[zones].sum(axis=0) * BAD + np.arange(common.size)
    cost = cost + np.where(assembly.week.aligned[zones].all(axis=0), 0, BAD * BAD)
    return int(np.where(common, cost, np.iinfo(np.int64).max).argmin())


def leader(assembly: Assembly, rows: Sequence[int], above: dict[int, frozenset[int]]) -> Member | None:
    """Return who of these facilitates: who may and stands above nobody of them, first who only wants to learn."""
    members = [assembly.members[one] for one in rows]
    managing = frozenset().union(*(above[one.pk] for one in members))
    return next((one for place, one in zip(rows, members, strict=True)
                 if assembly.may_lead[place] and one.pk not in managing), None)  # fmt: skip


def _busy(after: datetime) -> Iterable[tuple[int, datetime, datetime]]:
    end = after + timedelta(days=8)
    taken = Participation.objects.filter(
        session__cancellation=None, session__ends_at__gt=after, session__starts_at__lt=end
    )
    return chain(taken.values_list("member", "session__starts_at", "session__ends_at"), everybodys(after, end))


def _rows(pairs: Iterable[tuple[int, int]], row: dict[int, int]) -> Rows:
    kept = sorted({(row[member], skill) for member, skill in pairs if member in row})
    lines = np.array(kept, dtype=np.int64).reshape(len(kept), 2)
    indptr = np.zeros(len(row) + 1, dtype=np.int64)
    np.cumsum(np.bincount(lines[:, 0], minlength=len(row)), out=indptr[1:])
    return Rows(indptr, lines[:, 1])


def _apart(row: dict[int, int], may_lead: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Pairs who avoid or block each other, and whoever may facilitate with those further down their line."""
    pairs = {*Avoidance.objects.values_list("member", "other"), *Block.objects.values_list("member", "other")}
    above = lines_above(row)
    pairs |= {(member, over) for member, line in above.items() for over in line if over in row and may_lead[row[over]]}
    kept = sorted((row[one], row[other]) for one, other in pairs if one in row and other in row and one != other)
    return np.array(kept, dtype=np.int64).reshape(len(kept), 2)

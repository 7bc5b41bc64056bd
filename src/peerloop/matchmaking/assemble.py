"""The people and what they want and offer as arrays for the matching engine, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, count
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db.models import Count

from peerloop.calendars.queries import everybodys
from peerloop.engines.matching import Members, Skills
from peerloop.kit.text import key
from peerloop.matchmaking.models import Outcome, Pairing, Request
from peerloop.matchmaking.policies import SWAP, scope, teachers
from peerloop.matchmaking.queries import with_seats
from peerloop.matchmaking.queries.unmet import unmet_needs
from peerloop.matchmaking.rolling import Rolling, rolling
from peerloop.matchmaking.wishes import refused, wishes
from peerloop.people.models import Avoidance, Block, Member
from peerloop.schedule.models import Participation
from peerloop.schedule.queries import busy
from peerloop.skills.models import Endorsement, Need, Offer, Pace, Visibility

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet
    from numpy.typing import NDArray

    from peerloop.matchmaking.models import Policy

PACE = {Pace.ANY: 0, Pace.AT_ONCE: 1, Pace.WEEKS: 2}
EVERY_LANGUAGE = np.uint64(2**64 - 1)
RESTS = timedelta(days=30)
"""Whoever has declined or not answered is not brought to the same learner for this long."""


@dataclass(frozen=True)
class Assembly:
    """``members`` for the engine; ``people[i]`` is its member i, ``needs[r]`` the id of its request r."""

    members: Members
    people: Sequence[Member]
    needs: NDArray[np.int64]
    week: Rolling


def assemble(
    *, after: datetime, only: Iterable[int] | None = None, need: Need | None = None, policy: Policy | None = None
) -> Assembly:
    """Return everybody who is here as arrays, with their free hours in the seven days from ``after`` on.

    ``only``: the ids of the members to take, all where not given. Requests are all needs that matching may see and
    that have neither an open request nor a running pairing; or ``need`` alone. ``policy``: only needs of those who
    take part in it, and no seats with whom it does not have as teachers; in swaps only public needs.
    """
    ids = None if only is None else sorted(set(only))
    people = list(_people(ids))
    row = {member.pk: place for place, member in enumerate(people)}
    week = rolling(people, after, busy=_busy(ids, after))
    needs = Need.objects.filter(pk=need.pk) if need else unmet_needs()
    if policy is not None:
        needs = needs.filter(member__in=scope(policy))
        if policy.kind == SWAP:  # each sees what the other wants
            needs = needs.filter(visibility=Visibility.PUBLIC)
    wanted = _lines(needs.values_list("member", "skill", "level", "pace", "pk"), row)
    members = Members(
        team=_column(member.team_id for member in people),
        manager=np.array([row.get(member.manager_id or 0, -1) for member in people], dtype=np.int64),
        languages=_languages(people),
        free=week.free,
        seniority=np.array([_years(member, after) for member in people]),
        place=_places(people),
        capacity=_seats(people, policy),
        offers=_offers(ids, row, need),
        needs=_skills(wanted, len(people), wish=_wished(wanted[:, 4], need)),
        avoid=_apart(ids, row, after),
        met=_pairs(_of(Pairing.objects.all(), ids).values_list("learner", "teacher"), row),
        refused=refused(row, {need.member_id} if need else ids),
    )
    return Assembly(members, people, wanted[:, 4], week)


def _people(ids: list[int] | None) -> QuerySet[Member]:
    here = Member.objects.present() if ids is None else Member.objects.present().filter(pk__in=ids)
    fields = ("name", "team", "manager", "languages", "week", "time_zone", "hired_on", "place", "capacity")
    return with_seats(here).only(*fields).order_by("pk")


def _seats(people: Sequence[Member], policy: Policy | None) -> NDArray[np.int64]:
    """Return the free seats of each: none with whom the policy does not have as teachers."""
    teaching = None if policy is None else teachers(policy)
    teach = None if teaching is None else set(teaching.values_list("pk", flat=True))
    open_seats = (max(member.seats, 0) if teach is None or member.pk in teach else 0 for member in people)  # type: ignore[attr-defined]
    return np.array(list(open_seats), dtype=np.int64)


def _busy(ids: list[int] | None, after: datetime) -> Iterable[tuple[int, datetime, datetime]]:
    end = after + timedelta(days=8)
    if ids is not None:
        return busy(ids, after, end)
    taken = Participation.objects.filter(
        session__cancellation=None, session__ends_at__gt=after, session__starts_at__lt=end
    )
    return chain(taken.values_list("member", "session__starts_at", "session__ends_at"), everybodys(after, end))


def _lines(rows: Iterable[tuple[Any, ...]], row: dict[int, int]) -> NDArray[np.int64]:
    """Return (member row, skill, level, pace, last column) of those who are here, by member and skill."""
    kept = [(row[who], skill, level, PACE[Pace(pace)], last) for who, skill, level, pace, last in rows if who in row]
    lines = np.array(kept, dtype=np.int64).reshape(len(kept), 5)
    return lines[np.lexsort((lines[:, 1], lines[:, 0]))]


def _offers(ids: list[int] | None, row: dict[int, int], need: Need | None) -> Skills:
    offers = _of(Offer.objects.all(), ids, "member")
    vouching = Endorsement.objects.all() if ids is None else Endorsement.objects.filter(offer__member__in=ids)
    if need is not None:
        offers, vouching = offers.filter(skill=need.skill_id), vouching.filter(offer__skill=need.skill_id)
    vouched = dict(vouching.values_list("offer").annotate(Count("pk")))
    rows = offers.values_list("member", "skill", "level", "pace", "pk")
    lines = _lines(((*line, vouched.get(pk, 0)) for *line, pk in rows), row)
    return _skills(lines, len(row), vouched=lines[:, 4])


def _wished(needs: NDArray[np.int64], need: Need | None) -> NDArray[np.int64]:
    said = wishes({need.pk} if need else None)
    return np.array([said.get(pk, 0) for pk in needs.tolist()], dtype=np.int64)


def _skills(lines: NDArray[np.int64], n: int, **more: NDArray[np.int64]) -> Skills:
    indptr = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(np.bincount(lines[:, 0], minlength=n), out=indptr[1:])
    return Skills(indptr, lines[:, 1], lines[:, 2], lines[:, 3], **more)


def _apart(ids: list[int] | None, row: dict[int, int], after: datetime) -> NDArray[np.int64]:
    """Pairs who avoid or block each other, who have an open request, or of whom one lately declined."""
    resting = (Outcome.Kind.DECLINED, Outcome.Kind.EXPIRED)
    asked = Request.objects.filter(outcome=None) | Request.objects.filter(
        outcome__kind__in=resting, outcome__at__gt=after - RESTS
    )
    rows = [
        *_of(Avoidance.objects.all(), ids, "member").values_list("member", "other"),
        *_of(Block.objects.all(), ids, "member").values_list("member", "other"),
        *_of(asked, ids).values_list("learner", "teacher"),
    ]
    return _pairs(rows, row)


def _of(rows: QuerySet[Any], ids: list[int] | None, field: str = "learner") -> QuerySet[Any]:
    return rows if ids is None else rows.filter(**{f"{field}__in": ids})


def _pairs(rows: Iterable[tuple[int, int]], row: dict[int, int]) -> NDArray[np.int64]:
    pairs = [(row[one], row[other]) for one, other in rows if one in row and other in row and one != other]
    return np.array(pairs, dtype=np.int64).reshape(len(pairs), 2)


def _column(values: Iterable[int | None]) -> NDArray[np.int64]:
    return np.array([-1 if value is None else value for value in values], dtype=np.int64)


def _languages(people: Sequence[Member]) -> NDArray[np.uint64]:
    """One bit a language, the 64th shared by the rare ones; who has named none is taken to speak any."""
    bit: dict[str, int] = {}
    fresh = count()
    known = np.full(len(people), EVERY_LANGUAGE, dtype=np.uint64)
    for place, member in enumerate(people):
        bits = 0
        for language in member.languages:
            if language not in bit:
                bit[language] = min(next(fresh), 63)
            bits |= 1 << bit[language]
        if bits:
            known[place] = bits
    return known


def _places(people: Sequence[Member]) -> NDArray[np.int64]:
    names = [key(member.place) for member in people]
    number = {name: place for place, name in enumerate(sorted(set(names) - {""}))}
    return np.array([number.get(name, -1) for name in names], dtype=np.int64)


def _years(member: Member, after: datetime) -> float:
    return (after.date() - member.hired_on).days / 365.25 if member.hired_on else 0.0

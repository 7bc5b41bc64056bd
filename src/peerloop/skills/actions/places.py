"""Where a member's offers or needs stand when skills become one, and two again.

A member has at most one row for a skill, so of two for skills that are now one only one shows: it stands at the skill
that stands, the other waits unseen at the one that is gone. No row is changed but in where it stands; ``home`` keeps
for which skill its member said it.

Which one shows: of offers one that its member has confirmed before one that waits for their yes, then the higher level,
for the member has said of the one skill both and undersells nobody by it; of needs that of the skill that stands, for a
need has an owner's choice of who sees it, and a merge must not choose another.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import F

from peerloop.skills.models import Need, Offer
from peerloop.skills.queries.merged import AT_ONCE, batches

Line = TypeVar("Line", Offer, Need)


@dataclass(frozen=True)
class Place:
    """A row of a member: where it stands, for which skill it was said, and how good it is."""

    pk: int
    member: int
    skill: int
    home: int
    rank: tuple[int, ...]


def join_places(model: type[Line], gone: int, into: int) -> set[int]:
    """Let the rows of ``gone`` show for ``into``, save where the member's own there shows; return whose they are."""
    leaving = _places(model, {gone})
    there = {one.member: one for one in _places(model, {into}, members={one.member for one in leaving})}
    moves: dict[int, tuple[int, int]] = {}
    for one in leaving:
        other = there.get(one.member)
        if other is not None and other.rank >= one.rank:
            continue
        moves[one.pk] = (into, one.home)
        if other is not None:
            moves[other.pk] = (gone, other.home)
    _put(model, moves)
    return {one.member for one in leaving}


def part_places(model: type[Line], root: int, rest: set[int], gone: int, parted: set[int]) -> set[int]:
    """Let the rows said for ``parted`` (``gone`` before its merge) stand there again, and those of ``rest`` there.

    Return whose they are. Of several that a member has on one side the one that showed before shows again.
    """
    rows = defaultdict(list)
    for one in _places(model, rest | parted):
        rows[one.member].append(one)
    stands = {one.pk: (one.skill, one.home) for mine in rows.values() for one in mine}
    moves: dict[int, tuple[int, int]] = {}
    about = set()
    for member, mine in rows.items():
        kept, back = _apart(mine, rest, parted)
        moves |= _settled(kept, root, gone, rest) | _settled(back, gone, root, parted)
        if back:
            about.add(member)
    _put(model, {pk: place for pk, place in moves.items() if place != stands[pk]})
    return about


def _apart(mine: list[Place], rest: set[int], parted: set[int]) -> tuple[list[Place], list[Place]]:
    """Return a member's rows by the side for which they were said, never more than that side has skills.

    There may be one too many where the row that showed was deleted and another made in its stead: then the lesser
    stays where it stood, on the other side.
    """
    sides = tuple(sorted((one for one in mine if one.home in side), key=_showing) for side in (rest, parted))
    for here, there, most in ((0, 1, len(rest)), (1, 0, len(parted))):
        over, sides[here][:] = sides[here][:-most], sides[here][-most:]
        sides[there].extend(over)
    return sides[0], sides[1]


def _showing(one: Place) -> tuple[tuple[int, ...], int]:
    return one.rank, -one.pk


def _settled(mine: list[Place], head: int, other: int, skills: set[int]) -> dict[int, tuple[int, int]]:
    """Return by row where each of a member's rows for one side goes, and its home."""
    if not mine:
        return {}
    shown = max(mine, key=lambda one: (one.skill == head, one.skill == other, *_showing(one)))
    free = skills - {head}
    at = {shown.pk: head}
    for one in mine:
        if one is not shown and one.skill in free:
            free.discard(one.skill)
            at[one.pk] = one.skill
    for one in mine:
        if one.pk not in at:
            at[one.pk] = one.home if one.home in free else min(free)
            free.discard(at[one.pk])
    return {one.pk: (at[one.pk], one.home if one.home in skills else at[one.pk]) for one in mine}


def _places(model: type[Line], skills: set[int], members: set[int] | None = None) -> list[Place]:
    rows = model.everything.filter(skill__in=skills).order_by("pk")
    if members is not None:
        rows = rows.filter(member__in=members) if len(members) <= AT_ONCE else rows
    return [
        Place(row.pk, row.member_id, row.skill_id, row.home_id or row.skill_id, _rank(row))
        for row in rows.iterator()
        if members is None or row.member_id in members
    ]


def _rank(row: Offer | Need) -> tuple[int, ...]:
    return (row.confirmed_at is not None, row.level) if isinstance(row, Offer) else ()


def _put(model: type[Line], moves: dict[int, tuple[int, int]]) -> None:
    """Write where rows stand. Two that change places must not meet on the way, so each first stands nowhere."""
    for batch in batches(list(moves)):
        model.everything.filter(pk__in=batch).update(skill_id=-F("pk"))
    to = defaultdict(list)
    for pk, place in moves.items():
        to[place].append(pk)
    for (skill, home), rows in to.items():
        for batch in batches(rows):
            model.everything.filter(pk__in=batch).update(skill_id=skill, home_id=None if home == skill else home)

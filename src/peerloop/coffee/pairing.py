"""Who could meet whom in a round, and how much it is worth: arrays for the engine ``pairs``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from peerloop.calendars.queries import everybodys
from peerloop.coffee.models import Introduced
from peerloop.engines.matching.members import starts
from peerloop.engines.pairs import pair
from peerloop.kit.text import key
from peerloop.matchmaking.hours import LENGTH
from peerloop.matchmaking.models import Pairing
from peerloop.matchmaking.rolling import rolling
from peerloop.people.models import Avoidance, Block
from peerloop.schedule.models import Participation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from peerloop.people.models import Member

ALL_PAIRS = 600
"""Up to so many, everybody is compared with everybody; beyond, with that many others by chance."""
MEETS, AGAIN = 10_000, 1_000
OTHER_TEAM, YEARS_APART, HOURS, LEARNED_TOGETHER = 60, 20, 40, 30
SEASONED = 3
"""Years between two that make one of them a newcomer to the other."""


@dataclass(frozen=True)
class Table:
    """Two or three who are to meet."""

    members: tuple[Member, ...]
    again: bool
    across: bool


def tables(members: Sequence[Member], *, after: datetime, seed: int) -> tuple[list[Table], list[Member]]:
    """Return who meets whom, and who is left over.

    Nobody meets their manager or a report, somebody avoided or blocked, or somebody with whom they share no
    language or no free half-hour in the seven days from ``after``. As many as can meet do; among these as few as
    can meet somebody again; then other teams, newcomer with seasoned and more common hours count.
    """
    n = len(members)
    one, other = _edges(n, seed)
    row = {member.pk: place for place, member in enumerate(members)}
    common = _common(members, after, one, other)
    kept = _may(members, row, one, other) & (common > 0)
    one, other, common = one[kept], other[kept], common[kept]
    times = _times(row, n, one, other)
    score = MEETS - AGAIN * np.minimum(times, 8) + _worth(members, row, one, other, common)
    found = pair(one, other, score, members=n, odd="trio", seed=seed)
    third = {frozenset((int(a), int(b))): int(c) for a, b, c in found.trio.tolist()}
    made = []
    for edge in found.edge.tolist():
        both = (int(one[edge]), int(other[edge]))
        company = [members[place] for place in (*both, *([third[frozenset(both)]] if frozenset(both) in third else []))]
        made.append(Table(tuple(company), bool(times[edge]), len({member.team_id for member in company}) > 1))
    return made, [members[place] for place in found.unpaired.tolist()]


def _edges(n: int, seed: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return who is looked at together, each two once."""
    if n <= ALL_PAIRS:
        one, other = np.triu_indices(n, 1)
        return one.astype(np.int64), other.astype(np.int64)
    dice = np.random.default_rng(seed)
    first = np.repeat(np.arange(n), 60)
    second = dice.integers(0, n, size=len(first))
    low, high = np.minimum(first, second), np.maximum(first, second)
    both = np.unique(low[low < high] * n + high[low < high])
    return both // n, both % n


def _common(
    members: Sequence[Member], after: datetime, one: NDArray[np.int64], other: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return at how many quarter-hours of the coming seven days the two could begin a half-hour."""
    ids = [member.pk for member in members]
    taken = Participation.objects.filter(session__cancellation=None, session__ends_at__gt=after).values_list(
        "member", "session__starts_at", "session__ends_at"
    )
    known = set(ids)
    spans = chain(taken, everybodys(after, after + timedelta(days=8)))
    week = rolling(members, after, busy=[span for span in spans if span[0] in known])
    begin = starts(week.free, LENGTH)
    shared: NDArray[np.int64] = np.bitwise_count(begin[one] & begin[other]).sum(axis=1).astype(np.int64)
    return shared


def _may(
    members: Sequence[Member], row: dict[int, int], one: NDArray[np.int64], other: NDArray[np.int64]
) -> NDArray[np.bool_]:
    n = len(members)
    apart: set[int] = set()
    for model in (Avoidance, Block):
        apart |= _numbers(model.objects.values_list("member", "other"), row, n)
    apart |= _numbers(((member.pk, member.manager_id) for member in members if member.manager_id), row, n)
    barred = np.isin(one * n + other, np.fromiter(apart, dtype=np.int64))
    tongues = [frozenset(member.languages) for member in members]
    speak = np.array(
        [not tongues[a] or not tongues[b] or bool(tongues[a] & tongues[b]) for a, b in zip(one, other, strict=True)],
        dtype=bool,
    )
    may: NDArray[np.bool_] = ~barred & speak
    return may


def _worth(
    members: Sequence[Member],
    row: dict[int, int],
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    common: NDArray[np.int64],
) -> NDArray[np.int64]:
    n = len(members)
    team = np.array([member.team_id or -1 - place for place, member in enumerate(members)])
    hired = np.array([member.hired_on.toordinal() if member.hired_on else 0 for member in members])
    apart = (np.abs(hired[one] - hired[other]) >= SEASONED * 365) & (hired[one] > 0) & (hired[other] > 0)
    learned = _numbers(Pairing.objects.values_list("learner", "teacher"), row, n)
    known = np.isin(one * n + other, np.fromiter(learned, dtype=np.int64))
    places = [key(member.place) for member in members]
    number = {name: at for at, name in enumerate(sorted(set(places)))}
    place = np.array([number[name] for name in places])
    worth: NDArray[np.int64] = (
        OTHER_TEAM * (team[one] != team[other])
        + YEARS_APART * apart
        + HOURS * np.minimum(common, HOURS) // HOURS
        - LEARNED_TOGETHER * known
        + (place[one] == place[other])
    ).astype(np.int64)
    return worth


def _numbers(pairs: Iterable[tuple[int, int | None]], row: dict[int, int], n: int) -> set[int]:
    """Return pairs of members as numbers low * n + high, of those who are in the round."""
    both = ((row.get(a, -1), row.get(b or 0, -1)) for a, b in pairs)
    return {min(a, b) * n + max(a, b) for a, b in both if a >= 0 and b >= 0}


def _met(row: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Yield each two who were brought together before, once for each time, whatever came of it.

    Who said "not this time" was told that the next round brings somebody new.
    """
    company: dict[int, list[int]] = {}
    for introduction, member in Introduced.objects.values_list("introduction", "member"):
        if member in row:
            company.setdefault(introduction, []).append(row[member])
    for rows in company.values():
        rows.sort()
        yield from ((a, b) for place, a in enumerate(rows) for b in rows[place + 1 :])


def _times(row: dict[int, int], n: int, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how often the two were brought together before."""
    met: dict[int, int] = {}
    for a, b in _met(row):
        met[a * n + b] = met.get(a * n + b, 0) + 1
    return np.array([met.get(int(both), 0) for both in one * n + other], dtype=np.int64)

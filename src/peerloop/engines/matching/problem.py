"""The members, checked and laid out for scoring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from peerloop.engines.input import InvalidInput, counts, ids, refuse, same_length, scores
from peerloop.engines.matching.members import TOP_LEVEL, WEEK, WISHES, WORDS, Members, Skills, starts

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from peerloop.engines.matching.policy import Policy

MOST_SKILLS = 2**31
PACES = 3


@dataclass(frozen=True)
class Relation:
    """Who is related to whom, both ways: member i to ``other[indptr[i]:indptr[i + 1]]``."""

    indptr: NDArray[np.int64]
    other: NDArray[np.int64]

    def holds(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> tuple[Any, Any]:
        """Return the positions (row, column) of the related among members ``rows`` x ``columns`` (each once)."""
        size = self.indptr[rows + 1] - self.indptr[rows]
        row = np.repeat(np.arange(len(rows)), size)
        at = np.arange(len(row)) - np.repeat(np.cumsum(size) - size, size) + np.repeat(self.indptr[rows], size)
        order = np.argsort(columns)
        where = np.searchsorted(columns, self.other[at], sorter=order)
        column = order[np.minimum(where, len(columns) - 1)] if len(columns) else where
        hit = columns[column] == self.other[at] if len(columns) else np.zeros(len(row), dtype=bool)
        return row[hit], column[hit]

    def among(self, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return for each pair (first[k], second[k]) whether they are related."""
        n = max(len(self.indptr) - 1, 1)
        key = np.repeat(np.arange(len(self.indptr) - 1), np.diff(self.indptr)) * n + self.other
        at = np.minimum(np.searchsorted(key, first * n + second), max(len(key) - 1, 0))
        return key[at] == first * n + second if len(key) else np.zeros(len(first), dtype=bool)


@dataclass(frozen=True)
class Rows:
    """Checked ``Skills``: the member behind each row, its skill, level, pace, how often vouched and what is wished."""

    member: NDArray[np.int64]
    skill: NDArray[np.int64]
    level: NDArray[np.int64]
    pace: NDArray[np.int64]
    vouched: NDArray[np.int64]
    wish: NDArray[np.int64]


@dataclass(frozen=True)
class Problem:
    """``Members`` under a ``Policy``, as typed arrays; ``starts[w]`` holds word w of everybody's week."""

    policy: Policy
    n: int
    team: NDArray[np.int64]
    place: NDArray[np.int64]
    years: NDArray[np.int64]
    languages: NDArray[np.uint64]
    starts: NDArray[np.uint64]
    capacity: NDArray[np.int64]
    offers: Rows
    needs: Rows
    held: Rows
    line: Relation
    avoid: Relation
    met: Relation
    refused: NDArray[np.int64]

    def refuses(
        self, learner: NDArray[np.int64], skill: NDArray[np.int64] | np.int64, teacher: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Return where the learner will not have the teacher for the skill; the three broadcast."""
        if not len(self.refused):
            return np.zeros(np.broadcast_shapes(learner.shape, np.shape(skill), teacher.shape), dtype=bool)
        both = _numbered(self.n, learner, teacher)
        found: NDArray[np.bool_] = np.zeros(np.broadcast_shapes(both.shape, np.shape(skill)), dtype=bool)
        for one in np.intersect1d(self.refused[:, 1], skill):
            rows = self.refused[self.refused[:, 1] == one]
            found |= (skill == one) & np.isin(both, _numbered(self.n, rows[:, 0], rows[:, 2]))
        return found


def problem(members: Members, policy: Policy) -> Problem:
    """Return the members laid out; raises ``InvalidInput`` that names field and positions."""
    capacity = counts("capacity", members.capacity)
    n = len(capacity)
    manager = ids("manager", np.asarray(members.manager) + 1, below=n + 1) - 1
    team = ids("team", np.asarray(members.team) + 1, below=MOST_SKILLS) - 1
    place = ids("place", np.asarray(members.place) + 1, below=MOST_SKILLS) - 1
    years = np.floor(scores("seniority", members.seniority, least=-1000)).astype(np.int64)
    languages = np.asarray(members.languages).astype(np.uint64)
    same_length(capacity=capacity, manager=manager, team=team, place=place, seniority=years, languages=languages)
    refuse("manager", "is the member's own manager", manager == np.arange(n))
    return Problem(
        policy=policy,
        n=n,
        team=team,
        place=place,
        years=np.clip(years, -1000, 1000),
        languages=languages,
        starts=np.ascontiguousarray(starts(_weeks(members.free, n), policy.length).T),
        capacity=capacity,
        offers=_rows("offers", members.offers, n, least=1),
        needs=_rows("needs", members.needs, n, least=0),
        held=_rows("held", members.held, n, least=0),
        line=_related(_line(manager, whole_chain=policy.whole_chain), n),
        avoid=_related(_pairs("avoid", members.avoid, n), n),
        met=_related(_pairs("met", members.met, n), n),
        refused=_refusals(members.refused, n),
    )


def _numbered(n: int, learner: NDArray[np.int64], teacher: NDArray[np.int64]) -> NDArray[np.int64]:
    return learner * max(n, 1) + teacher


def _refusals(given: ArrayLike, n: int) -> NDArray[np.int64]:
    rows = np.asarray(given)
    if rows.size == 0:
        return np.empty((0, 3), dtype=np.int64)
    if rows.ndim != 2 or rows.shape[1] != 3:
        raise InvalidInput("refused", f"has the shape {rows.shape}, not (k, 3)")
    learner, teacher = ids("refused", rows[:, 0], below=n), ids("refused", rows[:, 2], below=n)
    return np.column_stack([learner, ids("refused", rows[:, 1], below=MOST_SKILLS), teacher])


def _weeks(free: ArrayLike, n: int) -> NDArray[np.uint64]:
    weeks = np.asarray(free)
    if weeks.shape != (n, WORDS):
        raise InvalidInput("free", f"has the shape {weeks.shape}, not ({n}, {WORDS})")
    if weeks.dtype != np.uint64:
        raise InvalidInput("free", f"is {weeks.dtype}, not uint64")
    refuse("free", "has hours past the end of the week", weeks[:, -1] >> np.uint64(WEEK % 64) != 0)
    return weeks


def _rows(field: str, given: Skills | None, n: int, *, least: int) -> Rows:
    if given is None:
        given = Skills(np.zeros(n + 1, dtype=np.int64), [], [])
    indptr = counts(f"{field}.indptr", given.indptr)
    skill = ids(f"{field}.skill", given.skill, below=MOST_SKILLS)
    if len(indptr) != n + 1 or indptr[0] != 0 or indptr[-1] != len(skill):
        raise InvalidInput(f"{field}.indptr", f"must have {n + 1} entries, from 0 to {len(skill)}")
    refuse(f"{field}.indptr", "falls", np.diff(indptr) < 0)
    level = ids(f"{field}.level", given.level, below=TOP_LEVEL + 1)
    refuse(f"{field}.level", f"below {least}", level < least)
    zero = np.zeros(len(skill), dtype=np.int64)
    pace = zero if given.pace is None else ids(f"{field}.pace", given.pace, below=PACES)
    vouched = zero if given.vouched is None else counts(f"{field}.vouched", given.vouched)
    wish = zero if given.wish is None else ids(f"{field}.wish", given.wish, below=sum(WISHES) + 1)
    same_length(**{f"{field}.skill": skill, "level": level, "pace": pace, "vouched": vouched, "wish": wish})
    member = np.repeat(np.arange(n), np.diff(indptr))
    order = np.lexsort((skill, member))
    again = np.zeros(len(skill), dtype=bool)
    again[order[1:]] = (np.diff(member[order]) == 0) & (np.diff(skill[order]) == 0)
    refuse(f"{field}.skill", "names a skill twice for one member", again)
    return Rows(member, skill, level, pace, vouched, wish)


def _pairs(field: str, given: ArrayLike, n: int) -> NDArray[np.int64]:
    pairs = np.asarray(given)
    if pairs.size == 0:
        return np.empty((0, 2), dtype=np.int64)
    if pairs.ndim != 2 or pairs.shape[1] != 2:
        raise InvalidInput(field, f"has the shape {pairs.shape}, not (k, 2)")
    first, second = ids(field, pairs[:, 0], below=n), ids(field, pairs[:, 1], below=n)
    refuse(field, "pairs a member with themselves", first == second)
    return np.column_stack([first, second])


def _line(manager: NDArray[np.int64], *, whole_chain: bool) -> NDArray[np.int64]:
    """Return (member, superior) pairs: the direct manager, or everybody above; raises for a ring of managers."""
    pairs, above = [], manager
    for _ in range(len(manager) + 1):
        member = np.flatnonzero(above >= 0)
        if not len(member):
            break
        pairs.append(np.column_stack([member, above[member]]))
        refuse("manager", "is a ring", above == np.arange(len(manager)))
        above = np.where(above >= 0, manager[above], -1)
    return np.concatenate(pairs[: None if whole_chain else 1] or [np.empty((0, 2), dtype=np.int64)])


def _related(pairs: NDArray[np.int64], n: int) -> Relation:
    both = np.concatenate([pairs, pairs[:, ::-1]])
    key = np.unique(both[:, 0] * max(n, 1) + both[:, 1])
    member, other = np.divmod(key, max(n, 1))
    return Relation(np.searchsorted(member, np.arange(n + 1)), other)

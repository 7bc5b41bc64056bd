"""What is asked: people, goals and rules, checked and laid out for the search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from peerloop.engines import InvalidInput
from peerloop.engines.input import ids, refuse, same_length

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

WORDS = 11
QUARTERS = 672


class Skills(Protocol):
    """Rows of skills by member (CSR): member i has the rows ``indptr[i]`` to ``indptr[i + 1]``."""

    @property
    def indptr(self) -> ArrayLike: ...  # noqa: D102 - said above
    @property
    def skill(self) -> ArrayLike: ...  # noqa: D102 - said above


class Members(Protocol):
    """What forming reads of people: ``peerloop.engines.matching.Members`` fits, and so does anything like it.

    ``team[n]``, ``manager[n]``: -1 for none. ``free[n, 11]``: quarter-hours of the week in UTC as bits,
    quarter-hour q in bit q % 64 of word q // 64. ``offers``: what they know; ``needs``: what they want.
    ``avoid[k, 2]``: not in a circle together.
    """

    @property
    def team(self) -> ArrayLike: ...  # noqa: D102 - said above
    @property
    def manager(self) -> ArrayLike: ...  # noqa: D102 - said above
    @property
    def free(self) -> ArrayLike: ...  # noqa: D102 - said above
    @property
    def offers(self) -> Skills: ...  # noqa: D102 - said above
    @property
    def needs(self) -> Skills: ...  # noqa: D102 - said above
    @property
    def avoid(self) -> ArrayLike: ...  # noqa: D102 - said above


@dataclass(frozen=True)
class Rules:
    """What makes a circle: its size, a common hour of ``length`` quarter-hours, who must and may not be in it.

    ``knowing``: at least so many who offer the skill. ``of_a_team``: at most so many of one team.
    ``apart``: no manager beside a report. ``facilitators``: who of the circle may facilitate it (ids; None:
    anybody); the one who does manages none of them.
    """

    least: int = 4
    most: int = 8
    length: int = 4
    knowing: int = 1
    of_a_team: int = 2
    apart: bool = True
    facilitators: ArrayLike | None = None


@dataclass(frozen=True)
class Question:
    """The checked question; ``starts[n, 672]``: could begin then; ``wants``, ``knows`` of shape (goals, n)."""

    n: int
    team: NDArray[np.int64]
    manager: NDArray[np.int64]
    starts: NDArray[np.bool_]
    wants: NDArray[np.bool_]
    knows: NDArray[np.bool_]
    leads: NDArray[np.bool_]
    foes: tuple[frozenset[int], ...]
    rules: Rules

    def clash(self, one: int, other: int) -> bool:
        """Tell whether these two may not sit in one circle."""
        near = self.rules.apart and (self.manager[one] == other or self.manager[other] == one)
        return bool(near) or other in self.foes[one]


def question(members: Members, goals: ArrayLike, rules: Rules) -> Question:
    """Check what is asked; ``InvalidInput`` names the field."""
    team = np.asarray(members.team)
    n = team.size
    team = ids("team", team + 1, below=2**31) - 1
    manager = ids("manager", np.asarray(members.manager) + 1, below=n + 1) - 1
    same_length(team=team, manager=manager)
    refuse("manager", "is the member", (manager == np.arange(n)) & (manager >= 0))
    skills = ids("goals", goals, below=2**31)
    refuse("goals", "is there already", ~np.isin(np.arange(skills.size), np.unique(skills, return_index=True)[1]))
    for name, least in (("least", 1), ("most", rules.least), ("length", 1), ("knowing", 0), ("of_a_team", 1)):
        if getattr(rules, name) < least:
            raise InvalidInput("rules", f"{name} is below {least}")
    leads = np.ones(n, dtype=bool)
    if rules.facilitators is not None:
        leads = np.isin(np.arange(n), ids("facilitators", rules.facilitators, below=n))
    return Question(
        n,
        team,
        manager,
        _starts(members.free, n, rules.length),
        _has("needs", members.needs, n, skills),
        _has("offers", members.offers, n, skills),
        leads,
        _foes(members.avoid, n),
        rules,
    )


def _has(field: str, rows: Skills, n: int, goals: NDArray[np.int64]) -> NDArray[np.bool_]:
    indptr, skill = np.asarray(rows.indptr, dtype=np.int64), np.asarray(rows.skill, dtype=np.int64)
    if indptr.shape != (n + 1,) or indptr[0] != 0 or indptr[-1] != skill.size or (np.diff(indptr) < 0).any():
        raise InvalidInput(field, f"has an indptr that does not fit {n} members and {skill.size} rows")
    who = np.repeat(np.arange(n), np.diff(indptr))
    return np.array([np.isin(np.arange(n), who[skill == goal]) for goal in goals]).reshape(goals.size, n)


def _foes(avoid: ArrayLike, n: int) -> tuple[frozenset[int], ...]:
    pairs = np.asarray(avoid, dtype=np.int64).reshape(-1, 2)
    beyond = np.asarray(((pairs < 0) | (pairs >= n)).any(axis=1), dtype=np.bool_)
    refuse("avoid", f"id out of range 0 to {n - 1}", beyond)
    refuse("avoid", "is the same member", np.asarray(pairs[:, 0] == pairs[:, 1], dtype=np.bool_))
    foes: list[set[int]] = [set() for _ in range(n)]
    for one, other in pairs.tolist():
        foes[one].add(other)
        foes[other].add(one)
    return tuple(frozenset(found) for found in foes)


def _starts(free: ArrayLike, n: int, length: int) -> NDArray[np.bool_]:
    bits = np.asarray(free)
    if bits.shape != (n, WORDS) or bits.dtype.kind not in "ui":
        raise InvalidInput("free", f"is not whole words of shape ({n}, {WORDS})")
    octets = np.ascontiguousarray(bits.astype("<u8")).view(np.uint8)
    quarters = np.unpackbits(octets, axis=1, bitorder="little", count=QUARTERS).astype(bool)
    upto = np.zeros((n, QUARTERS + length), dtype=np.int32)
    upto[:, 1 : QUARTERS + 1] = np.cumsum(quarters, axis=1)
    # Beyond the week's end the sum stands still, so that no run reaches over it.
    upto[:, QUARTERS + 1 :] = upto[:, [QUARTERS]]
    return np.asarray(upto[:, length:] - upto[:, :QUARTERS] == length)

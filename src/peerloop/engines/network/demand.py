"""Which needs are served: the most, by a maximum flow, over whoever holds a skill and has a seat."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray
    from scipy.sparse import csr_array


@dataclass(frozen=True)
class Demand:
    """``need[s]`` needs of each skill, ``seats[m]`` of each member, holdings ``skill[e]`` of ``holder[e]``."""

    need: NDArray[np.int64]
    seats: NDArray[np.int64]
    skill: NDArray[np.int64]
    holder: NDArray[np.int64]
    known: dict[tuple[int, ...], int] = field(default_factory=dict, compare=False)

    def lost(self, one: int, gone: Collection[int]) -> int:
        """Return the needs unserved for want of what those ``gone`` teach of skill ``one``.

        All others take over what they can, whether those gone taught nothing but this skill or nothing at
        all; the difference is what hangs on them. More people gone never cost less.
        """
        if self.total(gone) == self.total():
            return 0
        return self._most(gone, one)[0] - self.total(gone)

    def total(self, gone: Collection[int] = ()) -> int:
        """Return the most needs served at once when those ``gone`` teach nothing."""
        key = tuple(sorted(gone))
        if key not in self.known:
            self.known[key] = self.total() if gone and self._taken_over(gone) else self._most(gone)[0]
        return self.known[key]

    def with_holder(self, skill: int, member: int) -> Demand:
        """Return the same with one more holding."""
        return Demand(self.need, self.seats, np.append(self.skill, skill), np.append(self.holder, member))

    def _most(self, gone: Collection[int] = (), only: int = -1) -> tuple[int, csr_array[np.float64]]:
        """Return the most needs served, and the flow, when those ``gone`` teach skill ``only`` or nothing."""
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import maximum_flow

        skills, members = self.need.size, self.seats.size
        need, seats = self.need, np.minimum(self.seats, self.need.sum())
        left = np.zeros(members, dtype=bool)
        left[list(gone)] = True
        used = ~left[self.holder] | (self.skill == only)
        skill, holder = self.skill[used], self.holder[used]
        source, sink = skills + members, skills + members + 1
        tail = np.concatenate([np.full(skills, source), skill, skills + np.arange(members)])
        head = np.concatenate([np.arange(skills), skills + holder, np.full(members, sink)])
        room = np.concatenate([need, np.minimum(need[skill], seats[holder]), seats])
        some = room > 0
        graph = csr_array((room[some].astype(np.int32), (tail[some], head[some])), shape=(sink + 1, sink + 1))
        flow = maximum_flow(graph, source, sink)
        return int(flow.flow_value), flow.flow

    @cached_property
    def _plan(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """What each holding gives in one best plan, and the seats that this leaves each member."""
        flow = self._most()[1]
        given = np.asarray(flow[self.skill, self.need.size + self.holder], dtype=np.int64).ravel()
        load = np.bincount(self.holder, weights=given, minlength=self.seats.size).astype(np.int64)
        return given, self.seats - load

    def _taken_over(self, gone: Collection[int]) -> bool:
        """Tell whether free seats of others take over all that the plan has for those gone, the plain case."""
        given, free = self._plan
        left = free.copy()
        left[list(gone)] = 0
        for row in np.flatnonzero(np.isin(self.holder, list(gone)) & (given > 0)).tolist():
            others = self.holder[self.skill == self.skill[row]]
            upto = np.minimum(np.cumsum(left[others]), given[row])
            if upto.size == 0 or upto[-1] < given[row]:
                return False
            left[others] -= np.diff(upto, prepend=0)
        return True

"""For who shares no hour with anybody: the hour that is nearest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.matching.members import WEEK

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from peerloop.engines.matching.scoring import Scorer

    Find = Callable[[int, NDArray[np.int64]], "Nearest | None"]


@dataclass(frozen=True)
class Nearest:
    """The quarter-hour of the week (UTC) that lies nearest to the learner's own hours and at which somebody could.

    ``shift``: how many quarter-hours it lies from where the learner can begin; None where they never can.
    ``unlocks``: how many teachers with a seat still free could begin then; where none has one, the hour is the
    nearest of those whose seats are taken.
    """

    hour: int
    shift: int | None
    unlocks: int


def nearest(by: Scorer, spare: NDArray[np.bool_]) -> Find:
    """Return a function of (learner, teachers) that finds the nearest hour; ``spare``: who has a seat free."""

    def find(learner: int, teachers: NDArray[np.int64]) -> Nearest | None:
        mine = np.flatnonzero(_hours(by, np.array([learner]))[0])
        for some in (teachers[spare[teachers]], teachers):
            theirs = _hours(by, some)
            could = np.flatnonzero(theirs.any(axis=0))
            if not len(could):
                continue
            away = _distance(could, mine)
            hour = int(could[away.argmin()])
            unlocks = int((theirs[:, hour] & spare[some]).sum())
            return Nearest(hour, int(away.min()) if len(mine) else None, unlocks)
        return None

    return find


def _hours(by: Scorer, members: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return [members, 672]: at which quarter-hours each can begin."""
    words = np.ascontiguousarray(by.problem.starts[:, members].T)
    bits = np.unpackbits(words.astype("<u8").view(np.uint8), axis=1, bitorder="little")
    return bits[:, :WEEK].astype(bool)


def _distance(hours: NDArray[np.int64], mine: NDArray[np.int64]) -> NDArray[np.int64]:
    if not len(mine):
        return hours
    at = np.searchsorted(mine, hours)
    after = mine[np.minimum(at, len(mine) - 1)]
    before = mine[np.maximum(at - 1, 0)]
    away: NDArray[np.int64] = np.minimum(np.abs(after - hours), np.abs(hours - before))
    return away

"""Who can help, best first, each with the chance and the answers that say so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from peerloop.engines.finding.shipped import DEFAULT
from peerloop.engines.finding.signals import KINDS
from peerloop.engines.finding.weights import scored
from peerloop.engines.input import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from peerloop.engines.finding.signals import Signals
    from peerloop.engines.finding.weights import Weights

NOBODY_YET = "nobody has shown this yet"
TAKEN = "who has shown this is taken or away just now"
SHARE, ALWAYS = 0.25, 2
SHOWN = 5


@dataclass(frozen=True)
class Load:
    """How many of the last seven days' ``routed`` questions each member was ``asked``."""

    asked: Mapping[int, int] = field(default_factory=dict)
    routed: int = 0

    def is_full(self, member: int) -> bool:
        """Say whether one more would be more than a quarter of the week's (two are always free)."""
        asked = self.asked.get(member, 0) + 1
        return asked > max(ALWAYS, SHARE * (self.routed + 1))


@dataclass(frozen=True)
class Evidence:
    """An answer that speaks for its author: its number, and as what ("similar": it answered a question like this one;
    "answer": it reads like one to this; "topic": it was given on one of the topics)."""

    row: int
    kind: str
    strength: float


@dataclass(frozen=True)
class Helper:
    """``chance``: that they are among those who answer, were it open to all; None for the unproven, who offer it and of
    whom nothing else is known. ``evidence``: the answers that say so, the strongest first. ``full``: they have had
    their share of this week's questions, and come after those who have not."""

    member: int
    chance: float | None
    evidence: tuple[Evidence, ...]
    unproven: bool = False
    full: bool = False


class Helpers(list[Helper]):
    """Helpers, best first; ``why_empty`` says why there are none, and is empty where there are."""

    why_empty: str = ""


def rank_helpers(
    signals: Signals, weights: Weights = DEFAULT, *, load: Load | None = None, most: int | None = None
) -> Helpers:
    """Return who can help, best first, at most ``most``.

    Those with evidence by score; who offers it and has shown nothing yet after them; who has had a quarter of the
    week's questions after all of these. Nobody is put in because they are busy elsewhere: no evidence, no helper.
    """
    if most is not None and most < 0:
        raise InvalidInput("most", "below 0")
    ranking = ranked(signals, weights, load=load)
    order = ranking.order[:most]
    spoken = _evidence(signals, signals.member[order])
    found = Helpers(
        Helper(
            member=int(signals.member[c]),
            chance=None if signals.unproven[c] else float(ranking.chance[c]),
            evidence=spoken.get(int(signals.member[c]), ()),
            unproven=bool(signals.unproven[c]),
            full=bool(ranking.full[c]),
        )
        for c in order
    )
    if not len(signals.member):
        found.why_empty = TAKEN if signals.taken else NOBODY_YET
    return found


class Ranking(NamedTuple):
    """The candidates' positions, best first, and by position the chance and whether they have had their share."""

    order: NDArray[np.int64]
    chance: NDArray[np.float64]
    full: NDArray[np.bool_]


def ranked(signals: Signals, weights: Weights, *, load: Load | None = None) -> Ranking:
    """Return the order alone, without the evidence."""
    score = scored(signals.value, weights)
    full = np.array([load is not None and load.is_full(m) for m in signals.member.tolist()], dtype=bool)
    order = np.lexsort((signals.member, -score, signals.unproven, full))
    return Ranking(order, np.interp(score, weights.score, weights.chance), full)


def _evidence(signals: Signals, members: NDArray[np.int64]) -> dict[int, tuple[Evidence, ...]]:
    """Return each member's strongest answers: as similar before as matching before as on topic, no answer twice."""
    chosen = np.flatnonzero(np.isin(signals.rows_by, members))
    by, rows = signals.rows_by[chosen], signals.rows
    row, kind, strength = rows.row[chosen], rows.kind[chosen], rows.strength[chosen]
    order = np.lexsort((row, -strength, kind, by))
    taken: dict[int, dict[int, Evidence]] = {}
    for one in order:
        own = taken.setdefault(int(by[one]), {})
        if len(own) < SHOWN:
            number = int(row[one])
            own.setdefault(number, Evidence(number, KINDS[kind[one]], float(strength[one])))
    return {member: tuple(own.values()) for member, own in taken.items()}

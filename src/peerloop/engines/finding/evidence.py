"""What people have shown of a skill, and what fades."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from peerloop.engines.finding.contributions import Contributions

HALVED, UNUSED = 365.0, 180.0
SHOWN = 5


@dataclass(frozen=True)
class Proof:
    """What ``member`` has shown of ``topic``.

    ``strength``: their answers on it by grade, each halved every year; ``answers``: how many; ``rows``: the strongest
    of them, at most five; ``last``: days since the latest; ``fading``: none for half a year.
    """

    member: int
    topic: int
    strength: float
    answers: int
    rows: tuple[int, ...]
    last: float
    fading: bool


def evidence(
    contributions: Contributions, topics: Iterable[int], *, now: float, audiences: Collection[int] | None = None
) -> list[Proof]:
    """Return what was shown of each of ``topics`` before ``now`` in rows for ``audiences``, the strongest first.

    Whoever has shown nothing has no row here: it is not a zero.
    """
    view = contributions.as_of(now, audiences)
    proofs = []
    for topic in dict.fromkeys(topics):
        rows = view.on_topic(topic)
        by, age = view.by[rows], view.age[rows]
        worth = view.grade[rows] * np.exp2(-age / HALVED)
        for member in np.unique(by).tolist():
            own = np.flatnonzero(by == member)
            best = own[np.argsort(-worth[own], kind="stable")[:SHOWN]]
            last = float(age[own].min())
            proofs.append(
                Proof(
                    member=member,
                    topic=topic,
                    strength=float(worth[own].sum()),
                    answers=len(own),
                    rows=tuple(rows[best].tolist()),
                    last=last,
                    fading=last > UNUSED,
                )
            )
    return sorted(proofs, key=lambda proof: (-proof.strength, proof.member, proof.topic))

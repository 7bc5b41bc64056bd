"""All eligible pairs, a block at a time: the requests of one skill against those who offer it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from peerloop.engines.matching.problem import Rows
    from peerloop.engines.matching.scoring import Scorer

    Scores = NDArray[Any]

CELLS = 1 << 17  # of a block: its temporaries then stay in the processor's cache
HELD_BYTES = 512 << 20  # scores held between passes, one or two bytes a pair; what is beyond is scored anew


@dataclass
class Blocks:
    """The blocks of a problem: rows of needs, rows of offers (of members with a seat), and how to score them."""

    scorer: Scorer
    needs: Rows
    blocks: list[tuple[NDArray[np.int64], NDArray[np.int64]]]
    held: dict[int, Scores] = field(default_factory=dict)
    held_bytes: int = 0

    def __iter__(self) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], Scores]]:
        """Yield (needs, offers, points [needs, offers], 0 where a pair never happens)."""
        for at, (need, offer) in enumerate(self.blocks):
            if at not in self.held:
                slim = np.uint8 if self.scorer.problem.policy.most < 256 else np.uint16
                points = self.scorer.block(self.needs, need, offer).astype(slim)
                if self.held_bytes + points.nbytes > HELD_BYTES:
                    yield need, offer, points
                    continue
                self.held[at] = points
                self.held_bytes += points.nbytes
            yield need, offer, self.held[at]

    def only(self, asked: NDArray[np.bool_]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], Scores]]:
        """Yield the same for the ``asked`` needs alone."""
        for at, (need, offer) in enumerate(self.blocks):
            rows = np.flatnonzero(asked[need])
            if len(rows):
                points = self.held[at][rows] if at in self.held else None
                if points is None:
                    points = self.scorer.block(self.needs, need[rows], offer)
                yield need[rows], offer, points


def blocks(scorer: Scorer) -> Blocks:
    """Return the blocks of a problem, skill by skill; skills that nobody offers have none."""
    of = scorer.problem
    needs, offers = of.needs, of.offers
    seated = np.flatnonzero(of.capacity[offers.member] > 0)
    need_order = np.argsort(needs.skill, kind="stable")
    offer_order = seated[np.argsort(offers.skill[seated], kind="stable")]
    found = []
    for skill in np.intersect1d(needs.skill, offers.skill[seated]):
        need = _of(need_order, needs.skill[need_order], skill)
        offer = _of(offer_order, offers.skill[offer_order], skill)
        rows = max(CELLS // len(offer), 1)
        found += [(need[i : i + rows], offer) for i in range(0, len(need), rows)]
    return Blocks(scorer, needs, found)


def _of(order: NDArray[np.int64], skills: NDArray[np.int64], skill: np.int64) -> NDArray[np.int64]:
    return order[np.searchsorted(skills, skill) : np.searchsorted(skills, skill, side="right")]

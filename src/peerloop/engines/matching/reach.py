"""Whether anybody more could be served at all: an alternating search over all eligible pairs.

Hopcroft and Karp's search (1973) without the augmentation: from the learners who got nobody to every teacher who
could help them, from a teacher to those who hold the seats, and so on. A seat that is free, or held by somebody
who also has another teacher, means that one more could be served. Where none is reached, the teachers reached
are a proof that nobody can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from peerloop.engines.matching.blocks import Blocks


def one_more_can_be_served(blocks: Blocks, learner: NDArray[np.int64], teacher: NDArray[np.int64]) -> bool:
    """Say whether some choice among all pairs serves more learners than the pairs (learner[k], teacher[k])."""
    of = blocks.scorer.problem
    seats = np.bincount(learner, minlength=of.n)
    spare = np.bincount(teacher, minlength=of.n) < of.capacity
    spare[teacher[seats[learner] > 1]] = True
    frontier = np.bincount(of.needs.member, minlength=of.n) > 0
    frontier &= seats == 0
    seen, reached = frontier.copy(), np.zeros(of.n, dtype=bool)
    while frontier.any():
        found = np.zeros(of.n, dtype=bool)
        for _, offer, score in blocks.only(frontier[of.needs.member]):
            found[of.offers.member[offer[score.any(axis=0)]]] = True
        if (found & spare).any():
            return True
        fresh = found & ~reached
        reached |= fresh
        frontier = np.zeros(of.n, dtype=bool)
        frontier[learner[fresh[teacher]]] = True
        frontier &= ~seen
        seen |= frontier
    return False

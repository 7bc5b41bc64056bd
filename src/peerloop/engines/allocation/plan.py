"""What an allocation says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Allocation:
    """Who reviews what, with the proof of how good it is.

    ``edge``: the positions of the chosen edges, ascending. ``worst``: the lowest sum of similarity that a
    submission gets, and ``worst_bound``, which no allocation exceeds. ``total``: the sum over all, and
    ``total_bound``, which no allocation with that worst-off submission exceeds. ``two_cycles``: pairs of members
    who review one another (always 0 for what ``allocate`` returns); ``three_cycles``: rings of three.
    ``missing[s]``: how many reviews submission s is short (only ever above 0 in a partial plan).
    """

    edge: NDArray[np.int64]
    worst: float
    worst_bound: float
    total: float
    total_bound: float
    two_cycles: int
    three_cycles: int
    missing: NDArray[np.int64]


class InfeasibleAllocation(ValueError):
    """No allocation keeps the limits.

    A cut proves it, between ``submissions`` and ``reviewers`` and all others. With ``kind`` "most": the most that
    ``reviewers`` may take, and one review for each edge from ``submissions`` to other reviewers, are ``short`` fewer
    than ``submissions`` want. With "least": the least that the *other* reviewers must take is ``short`` more than the
    other submissions want and edges from ``submissions`` to these reviewers allow. With "cycles" the limits can be
    kept, but not without two members who review one another; nothing is cut then, and where ``proven`` is False the
    search merely found no way.
    """

    def __init__(
        self,
        kind: str,
        submissions: NDArray[np.int64],
        reviewers: NDArray[np.int64],
        short: int,
        *,
        proven: bool = True,
    ) -> None:
        self.kind = kind
        self.submissions = submissions
        self.reviewers = reviewers
        self.short = short
        self.proven = proven
        super().__init__(f"{short} reviews short ({kind}); submissions {submissions[:5].tolist()}")

"""What a matching over members says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from peerloop.engines.matching.why_not import WhyNot


@dataclass(frozen=True)
class Plan:
    """Who learns what from whom, with the reasons.

    Of each pair k: ``request`` (a row of ``members.needs``), ``learner``, ``teacher``, ``offer`` (a row of
    ``members.offers``), ``points``, ``hour`` (the first quarter-hour of the week, UTC, at which both can begin)
    and ``why``: for each part of ``Policy`` the points that it gave; they sum to ``points``. Pairs stand in the
    order of their requests.

    ``score``: all points less what ``Policy.share`` costs. ``bound``: no plan under the same policy scores more,
    proven over all eligible pairs; ``proven`` says that the two are equal. ``served``: distinct learners who got
    somebody; ``servable``: no plan serves more, equal to ``served`` where ``servable_proven``.
    ``unruled``: the best score found without "everyone first", ``unruled_bound`` its proven bound: what serving
    everyone costs lies between ``unruled - score`` and ``unruled_bound - score``, and ``unruled_served`` learners
    would have somebody then; None where time was up first.
    ``looked_at[k, 2]``: (request, teacher), the pairs among which the last choice was made, the chosen ones included.
    ``why_not``: for each request that got nobody, by request.
    """

    request: NDArray[np.int64]
    learner: NDArray[np.int64]
    teacher: NDArray[np.int64]
    offer: NDArray[np.int64]
    points: NDArray[np.int64]
    hour: NDArray[np.int64]
    why: Mapping[str, NDArray[np.int64]]
    score: int
    bound: int
    served: int
    servable: int
    servable_proven: bool
    unruled: int | None
    unruled_bound: int | None
    unruled_served: int | None
    looked_at: NDArray[np.int64]
    why_not: Mapping[int, WhyNot]

    @property
    def proven(self) -> bool:
        """Whether no plan can score more."""
        return self.score == self.bound

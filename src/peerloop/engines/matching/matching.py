"""What a matching on given edges says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Status(IntEnum):
    """What became of a request."""

    SERVED = 0
    NO_TEACHER = 1  # no edge names this request
    NO_SEAT = 2  # every teacher it names has capacity 0
    TAKEN = 3  # the seats it could have had went to others, or to the same learner's other request


@dataclass(frozen=True)
class Matching:
    """The best choice of edges under the rules of ``match``.

    ``edge``: the positions of the chosen edges, ascending. ``score``: the sum of their scores.
    ``bound``: no matching under the same rule scores more; equal to ``score`` where ``step`` is 1, otherwise
    above it by at most ``step`` for each chosen edge. ``step``: the grain to which scores were held.
    ``served``: distinct learners who got somebody. ``servable``: the most that any matching can serve.
    ``status``: a ``Status`` for each request (int8).
    """

    edge: NDArray[np.int64]
    score: float
    bound: float
    step: float
    served: int
    servable: int
    status: NDArray[np.int8]

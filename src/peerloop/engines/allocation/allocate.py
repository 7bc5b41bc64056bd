"""Who reviews what."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.allocation.bounds import total_bound, worst_bound
from peerloop.engines.allocation.cycles import count
from peerloop.engines.allocation.fair import fair
from peerloop.engines.allocation.flow import heaviest, largest
from peerloop.engines.allocation.large import large
from peerloop.engines.allocation.lp import affordable
from peerloop.engines.allocation.plan import Allocation, InfeasibleAllocation
from peerloop.engines.allocation.problem import Problem, problem
from peerloop.engines.allocation.rings import fewer_rings

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def allocate(
    submission: ArrayLike,
    reviewer: ArrayLike,
    similarity: ArrayLike,
    *,
    submissions: int,
    reviewers: int,
    reviews_each: ArrayLike,
    most: ArrayLike,
    least: ArrayLike = 0,
    author: ArrayLike | None = None,
    seed: int = 0,
    partial: bool = False,
) -> Allocation:
    """Give every submission its reviews: the worst-off as much similarity as possible, then the best total.

    ``submission[e]``, ``reviewer[e]``, ``similarity[e]``: who could review what, and how well it fits (any finite
    number). ``reviews_each``, ``most`` and ``least`` are whole numbers, or arrays with one for each submission or
    reviewer. ``author``: (submission, member) rows, members numbered as reviewers are; nobody reviews their own, and no
    two members review one another. Ties fall by ``seed``.

    Raises ``InvalidInput`` that names field and positions, and ``InfeasibleAllocation`` with the cut that proves it;
    with ``partial`` then as many reviews as possible are given, ``least`` is let go, and ``missing`` says what lacks.
    """
    task = problem(
        submission, reviewer, similarity, submissions=submissions, reviewers=reviewers, reviews_each=reviews_each,
        most=most, least=least, author=author, seed=seed,
    )  # fmt: skip
    missing = np.zeros(submissions, dtype=np.int64)
    cut = largest(task)[1]
    if cut is not None:
        if not partial:
            raise cut
        task, missing = _as_many(replace(task, least=np.zeros_like(task.least)))
    found = _choose(task)
    if found is None:
        none = np.empty(0, dtype=np.int64)
        raise InfeasibleAllocation("cycles", none, none, 1, proven=False)
    chosen, weight = found
    return finished(task, fewer_rings(task, chosen), missing, weight)


def finished(
    task: Problem, chosen: NDArray[np.int64], missing: NDArray[np.int64], weight: NDArray[np.float64] | None
) -> Allocation:
    """Return the allocation of the chosen edges with its bounds; ``weight``: prices of its floor, where known."""
    real = task.wanted > 0
    worst = float(task.sums(chosen)[real].min(initial=math.inf)) if real.any() else 0.0
    two, three = count(task, chosen)
    total = math.fsum(task.similarity[chosen])
    return Allocation(
        edge=np.sort(task.at[chosen]),
        worst=worst,
        worst_bound=max(worst_bound(task, chosen, worst), worst),
        total=total,
        total_bound=max(total_bound(task, chosen, worst, weight), total),
        two_cycles=two,
        three_cycles=three,
        missing=missing,
    )


def _choose(task: Problem) -> tuple[NDArray[np.int64], NDArray[np.float64] | None] | None:
    start = heaviest(task, task.similarity)
    if start is None or not task.wanted.any():
        return None if start is None else (start[0], None)
    cap = float(task.best()[task.wanted > 0].min())
    if affordable(task):
        return fair(task, start[0], cap)
    chosen = large(task, start[0], cap)
    return None if chosen is None else (chosen, None)


def _as_many(task: Problem) -> tuple[Problem, NDArray[np.int64]]:
    chosen, _ = largest(task)
    has = np.bincount(task.submission[chosen], minlength=len(task.wanted))
    return replace(task, wanted=has), task.wanted - has

"""After a no-show."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.allocation.cycles import count
from peerloop.engines.allocation.flow import largest
from peerloop.engines.allocation.local import anew
from peerloop.engines.allocation.lp import affordable
from peerloop.engines.allocation.plan import Allocation, InfeasibleAllocation
from peerloop.engines.allocation.problem import Problem, problem
from peerloop.engines.input import ids, refuse

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

HOPS = (1, 2, 3)
STEPS = (0.0, 0.1, 0.3, np.inf)


def repair(
    allocation: Allocation,
    lapsed: ArrayLike,
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
    done: ArrayLike = (),
    seed: int = 0,
) -> Allocation:
    """Replace the reviews that will not come and leave the others alone as far as possible.

    ``lapsed``: positions of edges of ``allocation``; their reviewers get nothing new. ``done``: positions of edges
    whose review is written and stays. The rest as for ``allocate``, which made ``allocation``. A reviewer's ``least``
    no longer binds where they lapsed.

    The bounds are each submission's own best edges, lapsed reviewers' left out: quick, and proven, but not tight.
    Raises ``InvalidInput``, and ``InfeasibleAllocation`` with the cut where nobody is left to ask.
    """
    task = problem(
        submission, reviewer, similarity, submissions=submissions, reviewers=reviewers, reviews_each=reviews_each,
        most=most, least=least, author=author, seed=seed,
    )  # fmt: skip
    place = np.full(len(np.asarray(submission)), -1, dtype=np.int64)
    place[task.at] = np.arange(len(task.at))
    gone = ids("lapsed", lapsed, below=len(place))
    refuse("lapsed", "was not allocated", ~np.isin(gone, allocation.edge))
    kept = ids("done", done, below=len(place))
    refuse("done", "was not allocated", ~np.isin(kept, allocation.edge))
    refuse("done", "is lapsed", np.isin(kept, gone))
    away = np.zeros(reviewers, dtype=bool)
    away[task.reviewer[place[gone]]] = True
    standing = place[np.setdiff1d(allocation.edge, gone)]
    task = replace(task, wanted=task.wanted - allocation.missing, least=np.where(away, 0, task.least))
    which = np.unique(task.submission[place[gone]])
    allowed = ~away[task.reviewer]
    allowed[standing] = True
    may = np.flatnonzero(allowed)
    left = task.only(may)
    standing, kept = np.searchsorted(may, standing), np.searchsorted(may, np.sort(place[kept]))
    chosen = _replaced(left, standing, which, kept, allocation.worst) if len(which) else standing
    return _told(left, chosen, allocation.missing)


def _replaced(
    task: Problem, standing: NDArray[np.int64], which: NDArray[np.int64], done: NDArray[np.int64], worst: float
) -> NDArray[np.int64]:
    none = np.empty(0, dtype=np.int64)
    sums = task.sums(standing)
    stay = 1 + 4 * float(np.ptp(task.similarity))
    whole = (len(task.wanted),) if affordable(task) else ()
    for loss in STEPS:
        floor = np.minimum(sums, worst)
        floor[which] = worst - abs(worst) * loss if loss else worst
        for hops in (*HOPS, *whole):
            chosen = anew(
                task, standing, which, floor=floor, forbidden=none, standing=done, stay=stay, hops=hops
            )  # fmt: skip
            if chosen is not None:
                return chosen
    raise _cut(task, done) or InfeasibleAllocation("cycles", none, none, 1, proven=False)


def _cut(task: Problem, done: NDArray[np.int64]) -> InfeasibleAllocation | None:
    """Return the shortage when all reviews that are not written yet were given anew, in the caller's numbers."""
    open_edges = np.setdiff1d(np.arange(len(task.at)), done)
    load = np.bincount(task.reviewer[done], minlength=len(task.most))
    has = np.bincount(task.submission[done], minlength=len(task.wanted))
    rest = replace(
        task.only(open_edges),
        wanted=task.wanted - has,
        most=np.maximum(task.most - load, 0),
        least=np.maximum(task.least - load, 0),
    )
    return largest(rest)[1]


def _told(task: Problem, chosen: NDArray[np.int64], missing: NDArray[np.int64]) -> Allocation:
    real = task.wanted > 0
    sums, best = task.sums(chosen), task.best()
    two, three = count(task, chosen)
    return Allocation(
        edge=np.sort(task.at[chosen]),
        worst=float(sums[real].min()) if real.any() else 0.0,
        worst_bound=float(best[real].min()) if real.any() else 0.0,
        total=math.fsum(task.similarity[chosen]),
        total_bound=float(best.sum()),
        two_cycles=two,
        three_cycles=three,
        missing=missing,
    )

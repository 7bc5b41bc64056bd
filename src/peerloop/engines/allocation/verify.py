"""Checks of an allocation that share nothing with its solver."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


def is_feasible(
    edge: ArrayLike,
    submission: ArrayLike,
    reviewer: ArrayLike,
    *,
    submissions: int,
    reviewers: int,
    reviews_each: ArrayLike,
    most: ArrayLike,
    least: ArrayLike = 0,
    author: ArrayLike | None = None,
) -> bool:
    """Say whether the chosen edges keep every rule of ``allocate``; counted plainly, one edge at a time."""
    of, by, picked = (np.asarray(values).tolist() for values in (submission, reviewer, edge))
    if len(set(picked)) != len(picked) or any(not 0 <= e < len(of) for e in picked):
        return False
    wanted = np.broadcast_to(np.asarray(reviews_each), submissions).tolist()
    upper, lower = (np.broadcast_to(np.asarray(limit), reviewers).tolist() for limit in (most, least))
    got, load = Counter(of[e] for e in picked), Counter(by[e] for e in picked)
    if any(got[s] != wanted[s] for s in range(submissions)):
        return False
    if any(not lower[r] <= load[r] <= upper[r] for r in range(reviewers)):
        return False
    wrote: dict[int, list[int]] = {}
    for s, member in np.asarray([] if author is None else author, dtype=int).reshape(-1, 2).tolist():
        wrote.setdefault(s, []).append(member)
    reviews = {(by[e], member) for e in picked for member in wrote.get(of[e], ())}
    return all((b, a) not in reviews for a, b in reviews)


def upper_bound(
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
    floor: float | None = None,
) -> float:
    """Return a total that no allocation exceeds in which every submission gets ``floor`` or more (None: anything).

    Prices come from the linear programme (SciPy's HiGHS); the bound is then counted from these prices by weak duality,
    so it holds whatever the accuracy of the programme. Negative infinity where no allocation gets there.
    """
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    of, by, similar = np.asarray(submission), np.asarray(reviewer), np.asarray(similarity, dtype=float)
    own = {(s, r) for s, r in np.asarray([] if author is None else author, dtype=int).reshape(-1, 2).tolist()}
    keep = np.array([(s, r) not in own for s, r in zip(of.tolist(), by.tolist(), strict=True)], dtype=bool)
    of, by, similar = of[keep].astype(int), by[keep].astype(int), similar[keep]
    wanted = np.broadcast_to(np.asarray(reviews_each), submissions).astype(float)
    upper, lower = (np.broadcast_to(np.asarray(limit), reviewers).astype(float) for limit in (most, least))
    n = len(of)
    asked = np.full(submissions, -np.inf if floor is None else floor)
    asked[wanted == 0] = -np.inf
    held = np.flatnonzero(np.isfinite(asked))
    row = np.concatenate([by, reviewers + by, 2 * reviewers + of])
    column = np.tile(np.arange(n), 3)
    value = np.concatenate([np.ones(n), -np.ones(n), -similar])
    rows = coo_array((value, (row, column)), shape=(2 * reviewers + submissions, n)).tocsr()
    use = np.concatenate([np.arange(2 * reviewers), 2 * reviewers + held])
    answer = linprog(  # type: ignore[call-overload]
        -similar,
        A_ub=rows[use],
        b_ub=np.concatenate([upper, -lower, -asked[held]]),
        A_eq=coo_array((np.ones(n), (of, np.arange(n))), shape=(submissions, n)).tocsr(),
        b_eq=wanted,
        bounds=(0, 1),
        method="highs",
    )
    if answer.status == 2:
        return -np.inf
    dual = np.maximum(-answer.ineqlin.marginals, 0)
    price = np.zeros(2 * reviewers + submissions)
    price[use] = dual
    seat, pushed, raised = np.split(price, [reviewers, 2 * reviewers])
    each = answer.eqlin.marginals
    gain = np.maximum(similar * (1 + raised[of]) + each[of] - seat[by] + pushed[by], 0).sum()
    fixed = (seat * upper).sum() - (pushed * lower).sum() - (each * wanted).sum()
    total = gain + fixed - (raised[held] * asked[held]).sum()
    return float(total + 1e-9 * (1 + abs(gain) + abs(fixed)))

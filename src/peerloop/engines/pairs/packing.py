"""Choosing disjoint rings: one by one, and by integer programming."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def greedy(rings: NDArray[np.int64], giver: NDArray[np.int64], worth: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return rows of disjoint rings, those worth the most per member first."""
    size = (rings >= 0).sum(axis=1)
    order = np.argsort(-worth / np.maximum(size, 1), kind="stable")
    taken: set[int] = set()
    chosen = []
    for row, ring, length in zip(order.tolist(), giver[rings[order]].tolist(), size[order].tolist(), strict=True):
        if taken.isdisjoint(ring[:length]):
            taken.update(ring[:length])
            chosen.append(row)
    return np.array(chosen, dtype=np.int64)


def packed(
    rings: NDArray[np.int64],
    giver: NDArray[np.int64],
    worth: NDArray[np.int64],
    members: int,
    seconds: float,
) -> tuple[NDArray[np.int64], int]:
    """Return rows of disjoint rings of the highest worth found in ``seconds``, and a proven bound of it.

    At the end of its search the bound is the worth itself (within HiGHS's tolerance of 1e-6).
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    first = greedy(rings, giver, worth)
    if not rings.size:
        return first, 0
    row, column = np.nonzero(rings >= 0)
    ties = coo_array((np.ones(row.size), (giver[rings[row, column]], row)), shape=(members, len(rings)))
    found = milp(
        -worth.astype(np.float64),
        integrality=np.ones(len(rings), dtype=np.int64),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(ties.tocsc(), ub=1.0),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    chosen = first if found.x is None else np.flatnonzero(found.x > 0.5)
    if worth[chosen].sum() < worth[first].sum():
        chosen = first
    if found.status == 0:
        return chosen, int(worth[chosen].sum())
    dual = found.mip_dual_bound
    ceiling = int(np.floor(-dual + 0.01)) if dual is not None and np.isfinite(dual) else int(worth.sum())
    return chosen, max(ceiling, int(worth[chosen].sum()))

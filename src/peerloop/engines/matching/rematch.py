"""Matching again when somebody left or declined, with as little change for everybody else as can be."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.input import InvalidInput, ids, refuse
from peerloop.engines.matching.blocks import blocks
from peerloop.engines.matching.people import FIRST, to_plan
from peerloop.engines.matching.problem import Problem, Rows, problem
from peerloop.engines.matching.scoring import scorer
from peerloop.engines.matching.search import Progress, search
from peerloop.engines.matching.sparse import Sparse, first_candidates, joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike, NDArray

    from peerloop.engines.matching.members import Members
    from peerloop.engines.matching.plan import Plan
    from peerloop.engines.matching.policy import Policy

MOST_EXTRA = 2**27


@dataclass(frozen=True)
class Rematch:
    """The new plan, and what it means for the pairs that stood.

    ``kept[k]``: pair k stands on. ``ended[k]``: it could not, since one of the two left, it was declined, or the
    policy no longer allows it. ``moved``: pairs that could have stood on and do not.
    """

    plan: Plan
    kept: NDArray[np.bool_]
    ended: NDArray[np.bool_]

    @property
    def moved(self) -> int:
        """How many pairs changed that need not have."""
        return int((~self.kept & ~self.ended).sum())

    @property
    def stability(self) -> float:
        """The share of the pairs that could stand on and do; 1 where none could."""
        could = int((~self.ended).sum())
        return int(self.kept.sum()) / could if could else 1.0


def rematch(
    members: Members,
    policy: Policy,
    standing: ArrayLike,
    *,
    left: ArrayLike = (),
    declined: ArrayLike = (),
    seed: int = 0,
    seconds: float | None = None,
    tell: Callable[[Progress], None] | None = None,
) -> Rematch:
    """Match again around the pairs that stand.

    ``standing[k, 2]``: (request, teacher), each request once; ``members.capacity`` counts their seats as free.
    ``left``: members who are gone. ``declined[k, 2]``: (request, teacher); the two do not meet for any request.

    As many learners as possible get somebody; among such plans as few standing pairs change as possible; among
    these the score is highest. ``plan.bound`` holds under the same rule. A standing pair earns so much that no
    sum of points is worth changing one; that is exact up to some million points, 2^27, for a pair.
    """
    until = None if seconds is None else time.monotonic() + seconds
    of = problem(members, policy)
    stand, no = _requests(of, "standing", standing), _requests(of, "declined", declined)
    again = np.ones(len(stand), dtype=bool)
    again[np.unique(stand[:, 0], return_index=True)[1]] = False
    refuse("standing", "names a request twice", again)
    gone = np.zeros(of.n, dtype=bool)
    gone[ids("left", left, below=of.n)] = True
    asked = np.column_stack([of.needs.member[no[:, 0]], no[:, 1]])
    of = problem(replace(members, avoid=np.concatenate([np.asarray(members.avoid).reshape(-1, 2), asked])), policy)
    of = _without(of, gone)
    every = blocks(scorer(of))
    old, ended = _standing(of, every.scorer.pairs(of.needs, *_rows(of, stand)), stand)
    given = joined([old, _others(first_candidates(every, FIRST, seed), old)])
    done = search(every, given, everyone_first=policy.serve_everyone_first, until=until, tell=tell)
    plan = to_plan(every.scorer, done, done, None)
    plan = replace(plan, why_not={r: why for r, why in plan.why_not.items() if not gone[of.needs.member[r]]})
    now = set(zip(plan.request.tolist(), plan.teacher.tolist(), strict=True))
    kept = np.array([pair in now for pair in map(tuple, stand.tolist())], dtype=bool)
    return Rematch(plan, kept, ended)


def _requests(of: Problem, field: str, given: ArrayLike) -> NDArray[np.int64]:
    pairs = np.asarray(given)
    if pairs.size == 0:
        return np.empty((0, 2), dtype=np.int64)
    if pairs.ndim != 2 or pairs.shape[1] != 2:
        raise InvalidInput(field, f"has the shape {pairs.shape}, not (k, 2)")
    request = ids(field, pairs[:, 0], below=len(of.needs.member))
    return np.column_stack([request, ids(field, pairs[:, 1], below=of.n)])


def _without(of: Problem, gone: NDArray[np.bool_]) -> Problem:
    """Return the problem in which nobody asks the gone, and they ask nobody: their rows name skills of no one."""
    top = max(int(rows.skill.max(initial=0)) for rows in (of.needs, of.offers, of.held))

    def emptied(rows: Rows, skill: int) -> Rows:
        return replace(rows, skill=np.where(gone[rows.member], skill, rows.skill))

    return replace(
        of,
        needs=emptied(of.needs, top + 1),
        offers=emptied(of.offers, top + 2),
        held=emptied(of.held, top + 2),
    )


def _rows(of: Problem, stand: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the needs and the offers of the standing pairs; an offer of -1 becomes row 0 (see ``_standing``)."""
    return stand[:, 0], np.maximum(_offer(of, stand), 0)


def _offer(of: Problem, stand: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the row in which each pair's teacher offers the skill, -1 where they no longer do."""
    top = 1 + max(int(rows.skill.max(initial=0)) for rows in (of.needs, of.offers))
    key = of.offers.member * top + of.offers.skill
    order = np.argsort(key)
    wanted = stand[:, 1] * top + of.needs.skill[stand[:, 0]]
    at = np.searchsorted(key, wanted, sorter=order)
    found = order[np.minimum(at, max(len(key) - 1, 0))] if len(key) else np.zeros(len(stand), dtype=np.int64)
    return np.where(key[found] == wanted, found, -1) if len(key) else np.full(len(stand), -1)


def _standing(of: Problem, points: NDArray[np.int16], stand: NDArray[np.int64]) -> tuple[Sparse, NDArray[np.bool_]]:
    """Return the pairs that may stand on, each worth more than all that a change could earn, and who may not."""
    offer = _offer(of, stand)
    ended = (offer < 0) | (points <= 0)
    request = stand[~ended, 0]
    new = min(len(of.needs.member), int(of.capacity.sum())) - len(request)
    extra = min((max(new, 0) + 1) * of.policy.most + 1, MOST_EXTRA)
    return Sparse(request, offer[~ended], points[~ended].astype(np.int64), np.full(len(request), extra)), ended


def _others(given: Sparse, old: Sparse) -> Sparse:
    size = 1 + max(int(given.offer.max(initial=0)), int(old.offer.max(initial=0)))
    return given.kept(~np.isin(given.request * size + given.offer, old.request * size + old.offer))

"""Checks of a matching that share nothing with its solver."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.matching.edges import Edges, checked, pairs_of

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def is_feasible(
    edge: ArrayLike, request: ArrayLike, teacher: ArrayLike, *, learner: ArrayLike, capacity: ArrayLike
) -> bool:
    """Say whether the chosen edges keep every rule of ``match``; counted plainly, one edge at a time."""
    who, of, asks, seats = (np.asarray(values).tolist() for values in (request, teacher, learner, capacity))
    picked = np.asarray(edge).tolist()
    if len(set(picked)) != len(picked) or any(not 0 <= e < len(who) for e in picked):
        return False
    requests = Counter(who[e] for e in picked)
    meetings = Counter((asks[who[e]], of[e]) for e in picked)
    load = Counter(of[e] for e in picked)
    return (
        all(times == 1 for times in requests.values())
        and all(times == 1 for times in meetings.values())
        and all(times <= seats[t] for t, times in load.items())
    )


def upper_bound(
    request: ArrayLike,
    teacher: ArrayLike,
    score: ArrayLike,
    *,
    learner: ArrayLike,
    capacity: ArrayLike,
    serve_everyone_first: bool = True,
) -> float:
    """Return a sum of scores that no matching under the same rule exceeds.

    Prices of seats, meetings and of serving a learner come from the linear programme (SciPy's HiGHS); the
    bound is then counted from these prices by weak duality, so it holds whatever the accuracy of the programme. The
    count is float64; one part in 10^9 is added for its rounding.
    """
    edges = checked(request, teacher, score, learner, capacity)
    if not len(edges.request):
        return 0.0
    most = _most_learners(edges) if serve_everyone_first else 0
    seat, meeting, bonus = _prices(edges, most)
    pair, _ = pairs_of(edges.request, edges.teacher, edges.learner, len(edges.capacity))
    best = np.full(len(edges.learner), -np.inf)
    np.maximum.at(best, edges.request, edges.score - seat[edges.teacher] - meeting[pair])
    people, who = np.unique(edges.learner, return_inverse=True)
    sums = np.bincount(who, weights=np.maximum(best, 0), minlength=len(people))
    top = np.full(len(people), -np.inf)
    np.maximum.at(top, who, best)
    gained = np.maximum(sums, bonus + sums + np.minimum(top, 0)).sum()
    total = float(gained + (edges.capacity * seat).sum() + meeting.sum() - bonus * most)
    return total + 1e-9 * (abs(total) + bonus * most + 1)


def _prices(edges: Edges, most: int) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    pair, size = pairs_of(edges.request, edges.teacher, edges.learner, len(edges.capacity))
    people, who = np.unique(edges.learner, return_inverse=True)
    n, requests, teachers, pairs = len(edges.request), len(edges.learner), len(edges.capacity), len(size)
    e, y = np.arange(n), n + np.arange(len(people))
    at_teacher, at_pair, at_person = requests, requests + teachers, requests + teachers + pairs
    last = at_person + len(people)
    row = np.concatenate(
        (
            *(edges.request, at_teacher + edges.teacher, at_pair + pair, at_person + who[edges.request]),
            *(at_person + np.arange(len(people)), np.full(len(people), last)),
        )
    )
    column = np.concatenate([e, e, e, e, y, y])
    value = np.concatenate([np.ones(3 * n), -np.ones(n), np.ones(len(people)), -np.ones(len(people))])
    limit = np.concatenate([np.ones(requests), edges.capacity, np.ones(pairs), np.zeros(len(people)), [-most]])
    answer = linprog(  # type: ignore[call-overload]
        np.concatenate([-edges.score, np.zeros(len(people))]),
        A_ub=coo_array((value, (row, column)), shape=(last + 1, n + len(people))).tocsr(),
        b_ub=limit,
        bounds=(0, 1),
        method="highs",
    )
    price = np.maximum(-answer.ineqlin.marginals, 0)
    return price[at_teacher:at_pair], price[at_pair:at_person], float(price[last])


def _most_learners(edges: Edges) -> int:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import maximum_flow

    people, who = np.unique(edges.learner, return_inverse=True)
    pair = np.unique(who[edges.request] * len(edges.capacity) + edges.teacher)
    person, teacher = np.divmod(pair, len(edges.capacity))
    n, teachers = len(people), len(edges.capacity)
    seats = np.minimum(edges.capacity, n)
    tail = np.concatenate([np.zeros(n, int), 1 + person, 1 + n + np.arange(teachers)])
    head = np.concatenate([1 + np.arange(n), 1 + n + teacher, np.full(teachers, 1 + n + teachers)])
    room = np.concatenate([np.ones(n + len(pair)), seats]).astype(np.int32)
    graph = coo_array((room, (tail, head)), shape=(n + teachers + 2,) * 2).tocsr()
    return int(maximum_flow(graph, 0, 1 + n + teachers).flow_value)

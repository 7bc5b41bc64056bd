"""The exact matching on given edges."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines.matching.edges import Edges, checked
from peerloop.engines.matching.flow import LARGEST, chosen, largest, network, solve
from peerloop.engines.matching.matching import Matching, Status

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

SMALLEST = -1000  # the exponent of the finest grain; far below it, numbers lose their digits


def match(
    request: ArrayLike,
    teacher: ArrayLike,
    score: ArrayLike,
    *,
    learner: ArrayLike,
    capacity: ArrayLike,
    serve_everyone_first: bool = True,
    seed: int = 0,
) -> Matching:
    """Choose for each request at most one teacher so that the sum of scores is largest.

    ``request[e]``, ``teacher[e]``, ``score[e]``: the edges, each score finite and 0 or more. ``learner[r]``:
    who is behind request r, any whole number from 0; ``capacity[t]``: how many requests teacher t may serve.
    Learners and teachers are numbered apart. A request gets at most one teacher, a teacher at most
    ``capacity``, and a learner and a teacher meet at most once.

    With ``serve_everyone_first`` as many distinct learners as possible get somebody, and among the matchings
    that do so the one with the largest sum is chosen. Ties fall by ``seed``.

    The flow is solved in whole numbers: whole scores exactly, others rounded up to a multiple of ``step`` (a
    power of two near a 2^40th of the largest score, coarser where 62 bits ask for it), so ``bound`` is proven
    and lies above the optimum by at most ``step`` for each chosen edge.

    Raises ``InvalidInput`` that names field and positions.
    """
    edges = checked(request, teacher, score, learner, capacity)
    order = np.random.default_rng(seed).permutation(len(edges.request))
    order = order[edges.capacity[edges.teacher[order]] > 0]
    picked, whole, step = _best(edges, order, serve_everyone_first=serve_everyone_first)
    bound = math.fsum(whole[picked] * step)
    picked = np.sort(_fill(edges, order, picked))
    served = len(np.unique(edges.learner[edges.request[picked]]))
    return Matching(
        edge=picked,
        score=math.fsum(edges.score[picked]),
        bound=bound,
        step=step,
        served=served,
        servable=served if serve_everyone_first else servable(edges),
        status=_status(edges, picked),
    )


def servable(edges: Edges) -> int:
    """Return how many distinct learners can get somebody at best."""
    people, who = np.unique(edges.learner, return_inverse=True)
    pair = np.unique(who[edges.request] * max(len(edges.capacity), 1) + edges.teacher)
    learner, teacher = np.divmod(pair, max(len(edges.capacity), 1))
    net = network(learner, teacher, np.ones(len(pair), np.int64), np.arange(len(people)), edges.capacity, first=0)
    return largest(net)


def _best(
    edges: Edges, order: NDArray[np.int64], *, serve_everyone_first: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64], float]:
    top = float(edges.score[order].max(initial=0))
    most = max(int(min(len(edges.learner), edges.capacity.sum())), 1)
    nodes = 2 * len(edges.learner) + len(edges.request) + len(edges.capacity) + 2
    step = _step(edges.score[order], top, (most + 1 if serve_everyone_first else 1) * nodes)
    whole = np.zeros(len(edges.score), dtype=np.int64)
    whole[order] = np.ceil(edges.score[order] / step).astype(np.int64)
    first = int(whole[order].max(initial=0)) * most + 1 if serve_everyone_first else 0
    net = network(edges.request[order], edges.teacher[order], whole[order], edges.learner, edges.capacity, first=first)
    return order[chosen(net, solve(net))], whole, step


def _step(score: NDArray[np.float64], top: float, factor: int) -> float:
    """Return the grain: 1 for whole scores that fit, else the finest power of two that does and is a normal number."""
    if top == 0:
        return 1.0
    finest = math.ceil(math.log2(top) + math.log2(factor)) - int(math.log2(LARGEST)) + 3
    if finest <= 0 and bool((score == np.floor(score)).all()):
        return 1.0
    return math.ldexp(1.0, max(finest, math.ceil(math.log2(top)) - 40, SMALLEST))


def _fill(edges: Edges, order: NDArray[np.int64], picked: NDArray[np.int64]) -> NDArray[np.int64]:
    """Use free seats also where it adds nothing: edges of score 0 that no flow was paid to take."""
    worthless = order[edges.score[order] == 0]
    if not len(worthless):
        return picked
    room = edges.capacity - np.bincount(edges.teacher[picked], minlength=len(edges.capacity))
    served = set(edges.request[picked].tolist())
    together = set(zip(edges.learner[edges.request[picked]].tolist(), edges.teacher[picked].tolist(), strict=True))
    more = []
    for e in worthless.tolist():
        request, teacher = int(edges.request[e]), int(edges.teacher[e])
        meeting = (int(edges.learner[request]), teacher)
        if room[teacher] > 0 and request not in served and meeting not in together:
            room[teacher] -= 1
            served.add(request)
            together.add(meeting)
            more.append(e)
    return np.concatenate([picked, np.array(more, dtype=np.int64)])


def _status(edges: Edges, picked: NDArray[np.int64]) -> NDArray[np.int8]:
    status = np.full(len(edges.learner), Status.NO_TEACHER, dtype=np.int8)
    status[edges.request] = Status.NO_SEAT
    status[edges.request[edges.capacity[edges.teacher] > 0]] = Status.TAKEN
    status[edges.request[picked]] = Status.SERVED
    return status

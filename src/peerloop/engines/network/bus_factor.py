"""The bus factor as served demand: whose leaving leaves needs unserved, and who could learn to prevent it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines import InvalidInput
from peerloop.engines.input import counts, ids, same_length
from peerloop.engines.network.demand import Demand

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from peerloop.engines.network.survey import Network

TRIES = 100


@dataclass(frozen=True)
class BusFactor:
    """What each skill would lose, (skills,) unless said otherwise.

    ``need``: needs there are. ``served``: those that its holders could serve, did they teach nothing else.
    ``fewest``: the fewest holders without whose teaching needs go unserved, after all others took over what
    they can; 0 where nobody has a seat or a need. ``proven``: no fewer would do; else it is what greedy
    found. ``leaving``: such holders for each skill, those who cost most among as few. ``lost``: needs that
    then go unserved. ``apprentice``: the learner of the
    skill who, once able to teach it, would save most of them, and how many (``saved``); -1 where nobody would.
    ``loss[e]``: needs of ``skill[e]`` left unserved when ``holder[e]`` alone leaves, for each holding.
    """

    need: NDArray[np.int64]
    served: NDArray[np.int64]
    fewest: NDArray[np.int64]
    proven: NDArray[np.bool_]
    leaving: tuple[tuple[int, ...], ...]
    lost: NDArray[np.int64]
    apprentice: NDArray[np.int64]
    saved: NDArray[np.int64]
    loss: NDArray[np.int64]


def bus_factor(
    skill: ArrayLike,
    holder: ArrayLike,
    need: ArrayLike,
    learner: ArrayLike,
    *,
    seats: ArrayLike,
    skills: int,
    network: Network | None = None,
) -> BusFactor:
    """Say for each skill how few people its needs hang on, when all others take over what they can.

    ``skill[e]``, ``holder[e]``: who can teach what. ``need[k]``, ``learner[k]``: who wants to learn what.
    ``seats[m]``: how many each member can teach, over all skills. Each time the most needs are served anew
    (maximum flow) without those who leave; the needs stay. Up to 100 sets of a size are all tried; beyond,
    those with most seats leave first. Apprentices who save as many are told apart by their ties to those who
    leave, where a ``network`` is given, then by the lower id.
    Raises ``InvalidInput`` for unknown ids, repeated rows, seats not whole or negative.
    """
    room = counts("seats", seats)
    kind, who = ids("skill", skill, below=skills), ids("holder", holder, below=room.size)
    wanted, by = ids("need", need, below=skills), ids("learner", learner, below=room.size)
    same_length(skill=kind, holder=who)
    same_length(need=wanted, learner=by)
    _once("holder", kind, who)
    _once("learner", wanted, by)
    if network is not None and network.ties.members != room.size:
        raise InvalidInput("network", f"has {network.ties.members} members, seats {room.size}")
    demand = Demand(np.bincount(wanted, minlength=skills), room, kind, who)
    seated = np.bincount(kind, weights=room[who], minlength=skills).astype(np.int64)
    loss = np.array([demand.lost(s, (m,)) for s, m in zip(kind.tolist(), who.tolist(), strict=True)], np.int64)
    found = [_fewest(demand, one) for one in range(skills)]
    leaving = tuple(gone for gone, _, _ in found)
    lost = np.array([short for _, short, _ in found], dtype=np.int64)
    best = [_apprentice(demand, s, leaving[s], int(lost[s]), by[wanted == s], network) for s in range(skills)]
    return BusFactor(
        need=demand.need,
        served=np.minimum(demand.need, seated),
        fewest=np.array([len(gone) for gone in leaving], dtype=np.int64),
        proven=np.array([proven for _, _, proven in found], dtype=bool),
        leaving=leaving,
        lost=lost,
        apprentice=np.array([member for member, _ in best], dtype=np.int64),
        saved=np.array([saved for _, saved in best], dtype=np.int64),
        loss=loss,
    )


def _once(field: str, kind: NDArray[np.int64], who: NDArray[np.int64]) -> None:
    pairs = np.stack([kind, who], axis=1)
    again = np.setdiff1d(np.arange(kind.size), np.unique(pairs, axis=0, return_index=True)[1])
    if again.size:
        raise InvalidInput(field, "is named twice for a skill", again)


def _fewest(demand: Demand, one: int) -> tuple[tuple[int, ...], int, bool]:
    """Return the fewest holders that cost the skill something, how much, and whether that is proven."""
    holders = np.unique(demand.holder[demand.skill == one])
    teach = holders[demand.seats[holders] > 0].tolist()
    if not teach or demand.need[one] == 0:
        return (), 0, True
    size = 1
    while comb(len(teach), size) <= TRIES or size == 1:
        short = {gone: demand.lost(one, gone) for gone in combinations(teach, size)}
        worst = min(short, key=lambda gone: (-short[gone], gone))
        if short[worst] > 0:
            return worst, short[worst], True
        size += 1
    return _greedily(demand, one, teach)


def _greedily(demand: Demand, one: int, teach: list[int]) -> tuple[tuple[int, ...], int, bool]:
    order = sorted(teach, key=lambda member: (-int(demand.seats[member]), member))
    low, high = 1, len(order)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if demand.lost(one, order[:middle]) else (middle + 1, high)
    gone = order[:low]
    for member in reversed(order[:low]):
        fewer = [other for other in gone if other != member]
        gone = fewer if demand.lost(one, fewer) else gone
    return tuple(sorted(gone)), demand.lost(one, gone), False


def _apprentice(
    demand: Demand,
    one: int,
    gone: tuple[int, ...],
    lost: int,
    learners: NDArray[np.int64],
    network: Network | None,
) -> tuple[int, int]:
    """Return the learner who would save most of what is lost, and how many; (-1, 0) where nobody would."""
    barred = np.append(demand.holder[demand.skill == one], np.array(gone, dtype=np.int64))
    near = np.zeros(demand.seats.size)
    if network is not None and gone:
        near = np.asarray(network.ties.mutual[:, list(gone)].sum(axis=1)).ravel()
    hope = {m: min(lost, int(demand.seats[m])) for m in np.setdiff1d(learners, barred).tolist() if lost}
    best, most = -1, 0
    for member in sorted(hope, key=lambda m: (-hope[m], -near[m], m)):
        if most == lost or hope[member] < max(most, 1):
            break
        saved = min(lost, demand.with_holder(one, member).total(gone) - demand.total(gone))
        if saved > most or (saved == most > 0 and (-near[member], member) < (-near[best], best)):
            best, most = member, saved
    return best, most

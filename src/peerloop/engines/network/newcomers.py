"""Newcomers who are not yet in the know, and who could take them along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines import InvalidInput
from peerloop.engines.input import counts, ids
from peerloop.engines.network.reach import circle, within_two

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from peerloop.engines.network.survey import Network

SAMPLE = 1000


@dataclass(frozen=True)
class Newcomers:
    """Newcomers whose word of mouth does not carry far yet, the least connected first.

    ``member``; ``reach``: how many members are within two steps; ``usual``: the median of that among those
    who have been here longer. ``introduction``: the team mate through whom most would come within two
    steps, -1 without one who would add anybody; ``adds``: how many.
    """

    member: NDArray[np.int64]
    reach: NDArray[np.int64]
    usual: float
    introduction: NDArray[np.int64]
    adds: NDArray[np.int64]


def newcomers(
    network: Network, days: ArrayLike, team: ArrayLike, *, within: int = 180, share: float = 0.5, seed: int = 0
) -> Newcomers:
    """Find those who joined ``within`` so many ``days[m]`` and reach less than a ``share`` of what is usual.

    Reach counts everybody within two steps, whichever way the ties point. What is usual is taken from those
    here longer, from 1,000 of them drawn by the seed where there are more; without any, nobody is told
    apart. Raises ``InvalidInput`` for lengths other than the network's, negative days, ``share`` outside 0 to 1.
    """
    ties = network.ties
    here, of = counts("days", days), ids("team", team, below=int(np.max(team, initial=-1)) + 1)
    for field, given in (("days", here), ("team", of)):
        if given.size != ties.members:
            raise InvalidInput(field, f"has {given.size} entries, the network {ties.members} members")
    if not 0 <= share <= 1:
        raise InvalidInput("share", "is not between 0 and 1")
    settled = np.flatnonzero(here > within)
    if settled.size > SAMPLE:
        settled = np.sort(np.random.default_rng(seed).choice(settled, SAMPLE, replace=False))
    usual = float(np.median([within_two(ties, m).size for m in settled.tolist()])) if settled.size else 0.0
    reach = {m: within_two(ties, m).size for m in np.flatnonzero(here <= within).tolist()}
    few = sorted((m for m in reach if reach[m] < share * usual), key=lambda m: (reach[m], m))
    met = [_introduction(network, m, of) for m in few]
    return Newcomers(
        member=np.array(few, dtype=np.int64),
        reach=np.array([reach[m] for m in few], dtype=np.int64),
        usual=usual,
        introduction=np.array([who for who, _ in met], dtype=np.int64),
        adds=np.array([adds for _, adds in met], dtype=np.int64),
    )


def _introduction(network: Network, member: int, team: NDArray[np.int64]) -> tuple[int, int]:
    near = np.append(within_two(network.ties, member), member)
    best, most = -1, 0
    for mate in np.flatnonzero(team == team[member]).tolist():
        adds = np.setdiff1d(circle(network.ties, [mate]), near).size
        if adds > most:
            best, most = mate, adds
    return best, most

"""Whom a member knows, and who is known to those: the two steps in which word of mouth still works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from peerloop.engines.network.ties import Ties


def known(ties: Ties, member: int) -> NDArray[np.int64]:
    """Return those tied to a member, whichever way, ascending."""
    both = ties.mutual
    return both.indices[both.indptr[member] : both.indptr[member + 1]].astype(np.int64)


def circle(ties: Ties, members: Iterable[int]) -> NDArray[np.int64]:
    """Return those ``members`` and everybody tied to one of them, ascending."""
    start = [int(member) for member in members]
    return np.unique(np.concatenate([np.array(start, dtype=np.int64), *(known(ties, member) for member in start)]))


def within_two(ties: Ties, member: int) -> NDArray[np.int64]:
    """Return everybody within two steps of a member, without the member, ascending."""
    near = circle(ties, circle(ties, [member]).tolist())
    return np.setdiff1d(near, [member])

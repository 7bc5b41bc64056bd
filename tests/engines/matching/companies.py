"""Small companies for the tests of matching over members."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import strategies as st

from peerloop.engines.matching import Members, Skills, week_bits

if TYPE_CHECKING:
    from numpy.typing import NDArray

NINE = 36  # the quarter-hour of Monday


def week(*quarters: int, length: int = 4) -> list[int]:
    """Return a week in which these and the following quarter-hours are free."""
    free = np.zeros((1, 672), dtype=bool)
    for start in quarters:
        free[0, start : start + length] = True
    return [int(word) for word in week_bits(free)[0]]


def skills(rows: list[dict[int, int]], **more: Any) -> Skills:
    """Return rows of {skill: level}, one dict a member."""
    indptr = np.cumsum([0, *map(len, rows)])
    return Skills(indptr, [s for row in rows for s in row], [lv for row in rows for lv in row.values()], **more)


def company(offers: list[dict[int, int]], needs: list[dict[int, int]], **changed: Any) -> Members:
    """Return members without ties, each in a team of their own, free on Monday from nine to ten, two seats each."""
    n = len(offers)
    same = Members(
        team=np.arange(n),
        manager=np.full(n, -1),
        languages=np.ones(n, dtype=np.uint64),
        free=np.array([week(NINE)] * n, dtype=np.uint64).reshape(n, 11),
        seniority=np.zeros(n),
        place=np.zeros(n, dtype=int),
        capacity=np.full(n, 2),
        offers=skills(offers),
        needs=skills(needs),
    )
    return replace(same, **changed)


def weeks(*rows: list[int]) -> NDArray[np.uint64]:
    return np.array(rows, dtype=np.uint64)


@st.composite
def companies(draw: st.DrawFn, most: int = 7) -> Members:
    """Draw a company in which every rule has a chance to bite."""
    n = draw(st.integers(0, most))

    def numbers(least: int, top: int, size: int = n) -> list[int]:
        return draw(st.lists(st.integers(least, top), min_size=size, max_size=size))

    def rows(least: int, top: int) -> Skills:
        listed = [draw(st.dictionaries(st.integers(0, 2), st.integers(least, 5), max_size=top)) for _ in range(n)]
        total = sum(map(len, listed))
        return skills(listed, pace=numbers(0, 2, total), vouched=numbers(0, 4, total), wish=numbers(0, 7, total))

    pairs = st.lists(st.tuples(*[st.integers(0, max(n - 1, 0))] * 2).filter(lambda p: p[0] != p[1]), max_size=3)
    hours = st.sets(st.sampled_from([0, 4, 60, 62, 126, 300, 668]), min_size=1, max_size=4)
    return Members(
        team=numbers(-1, 2),
        manager=[draw(st.integers(-1, i - 1)) for i in range(n)],
        languages=np.array([draw(st.sampled_from([1, 1, 3, 2])) for _ in range(n)], dtype=np.uint64),
        free=np.array([week(*draw(hours)) for _ in range(n)], dtype=np.uint64).reshape(n, 11),
        seniority=[draw(st.floats(0, 30)) for _ in range(n)],
        place=numbers(-1, 1),
        capacity=numbers(0, 2),
        offers=rows(1, 3),
        needs=rows(0, 3),
        held=rows(0, 2),
        avoid=draw(pairs) if n > 1 else [],
        met=draw(pairs) if n > 1 else [],
        refused=[(a, draw(st.integers(0, 2)), b) for a, b in draw(pairs)] if n > 1 else [],
    )

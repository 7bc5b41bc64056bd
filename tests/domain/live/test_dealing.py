"""Roles by turns, and who sits with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerloop.live.dealing import deal, moved_on, seated

if TYPE_CHECKING:
    from random import Random

FOUR = [("summarise", "one"), ("question", "one"), ("clarify", "one"), ("predict", "one")]


def meetings(people: list[int], number: int) -> list[dict[str, int]]:
    held: dict[tuple[str, int], int] = {}
    dealt = []
    for _ in range(number):
        roles = deal(FOUR, [], people, held)
        dealt.append(roles)
        for code, who in roles.items():
            held[code, who] = held.get((code, who), 0) + 1
    return dealt


@given(st.integers(4, 9), st.integers(1, 30))
def test_nobody_has_two_roles_and_all_have_about_as_many(size: int, number: int) -> None:
    people = list(range(size))
    dealt = meetings(people, number)
    assert all(len(set(roles.values())) == len(FOUR) for roles in dealt)
    times = [sum(who in roles.values() for roles in dealt) for who in people]
    assert max(times) - min(times) <= 2


def test_of_two_each_has_two() -> None:
    assert sorted(meetings([1, 2], 1)[0].values()) == [1, 1, 2, 2]


def test_among_equals_a_leading_role_is_one_like_the_others() -> None:
    assert deal([("lead", "leader"), ("rest", "all")], [], [7, 8], {}) == {"lead": 7}


def test_alone_nobody_else_has_a_role() -> None:
    assert deal([("speaker", "leader"), ("host", "one")], [1], [], {}) == {"speaker": 1}


@given(st.integers(1, 500), st.sampled_from([1, 2, 3, 4, 5, 6, 8, 16]))
def test_everybody_sits_at_exactly_one_table_and_none_is_half_empty(size: int, together: int) -> None:
    people = list(range(size))
    tables = seated(people, together)
    assert sorted(one for table in tables for one in table) == people
    if size >= together:
        assert all(together < 2 * len(table) < 4 * together for table in tables)
    else:
        assert len(tables) <= 2


@given(st.integers(1, 500))
def test_groups_double_each_is_made_of_whole_ones_of_the_step_before(size: int) -> None:
    """1 → 2 → 4 → 8; nobody is torn from those with whom they have sat."""
    people = list(range(size))
    before = seated(people, 1)
    for together in (2, 4, 8):
        tables = seated(people, together)
        for group in before:
            assert sum(set(group) <= set(table) for table in tables) == 1
        assert len(tables) >= len(before) // 2
        if size % 8 == 0:
            assert [len(table) for table in tables] == [together] * (size // together)
        before = tables


def test_nobody_sits_at_a_table_of_none() -> None:
    with pytest.raises(ValueError, match="nobody sits together"):
        seated([1, 2], 0)


@given(st.integers(1, 12), st.integers(1, 6), st.randoms())
def test_once_around_everybody_has_had_each_role_once(size: int, roles: int, chance: Random) -> None:
    circle = list(range(size))
    chance.shuffle(circle)
    held = dict(zip("abcdef"[:roles], circle, strict=False))
    had = []
    for _round in circle:
        assert len(set(held.values())) == len(held)
        had += held.items()
        held = moved_on(held, circle)
    assert sorted(had) == sorted((role, one) for role in held for one in circle)
    assert held == dict(had[: len(held)])

"""Counts through everything that people can have answered, and what is told of each: nobody's own answer follows.

The attacker knows the rules, how many were asked, what they answered themselves, and reads everything told.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest

from peerloop.live.pooling import FEWEST_ASKED, SMALLEST, told

ANSWERS = ("yes", "partly", "no")
World = tuple[int, int, int]


def worlds(asked: int) -> list[World]:
    """Return how many can have said yes, partly and no; the others are silent."""
    return [one for one in product(range(asked + 1), repeat=3) if sum(one) <= asked]


def read(world: World, asked: int) -> tuple[object, ...]:
    """Return all that is told of one question: whether there were enough, and at least how many said what."""
    counts = dict(zip(ANSWERS, world, strict=True))
    return sum(world) >= SMALLEST, *sorted(told(counts, asked).items())


def possible_for_another(seen: list[World], own: int | None, asked: int) -> set[int | None]:
    """Return what somebody else can have answered (None: nothing), in any of the worlds that look the same."""
    found: set[int | None] = set()
    for world in seen:
        others = [count - (answer == own) for answer, count in enumerate(world)]
        silent = asked - sum(world) - (own is None)
        if min(*others, silent) < 0:
            continue
        found |= {answer for answer, count in enumerate(others) if count} | ({None} if silent else set())
    return found


@pytest.mark.parametrize("asked", range(FEWEST_ASKED, 25))
def test_nobody_can_say_of_anybody_else_what_they_answered_nor_whether(asked: int) -> None:
    alike = defaultdict(list)
    for world in worlds(asked):
        alike[read(world, asked)].append(world)
    for said, seen in alike.items():
        for own in (None, 0, 1, 2):
            possible = possible_for_another(seen, own, asked)
            assert possible in (set(), {None, 0, 1, 2}), (asked, said, own, possible)


@pytest.mark.parametrize("asked", [7, 8, 9, 10])
def test_nor_from_both_questions_together(asked: int) -> None:
    """The same people answered both; how many did is never told."""
    by_number = defaultdict(lambda: defaultdict(list))
    for world in worlds(asked):
        by_number[sum(world)][read(world, asked)].append(world)
    alike = defaultdict(list)
    for number, readings in by_number.items():
        for (one, first), (other, _) in product(readings.items(), repeat=2):
            alike[one, other].extend((number, world) for world in first)
    for said, seen in alike.items():
        for own in (None, 0, 1, 2):
            possible = possible_for_another([world for _number, world in seen], own, asked)
            assert possible in (set(), {None, 0, 1, 2}), (asked, said, own, possible)


@pytest.mark.parametrize("asked", [7, 12, 24])
def test_what_is_told_is_true_and_of_five_or_more(asked: int) -> None:
    for world in worlds(asked):
        counts = dict(zip(ANSWERS, world, strict=True))
        said = told(counts, asked)
        assert all(5 <= least <= counts[answer] for answer, least in said.items())
        assert sum(said.values()) <= asked - 2


def test_with_fewer_than_seven_there_is_never_anything_to_tell() -> None:
    assert {tuple(told(dict(zip(ANSWERS, world, strict=True)), 6)) for world in worlds(6)} == {()}

"""Circles: as many placed as can be, every rule kept, and a reason for whoever waits."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerloop.engines import InvalidInput
from peerloop.engines.forming import RULES, Rules, form, is_valid, upper_bound

ALWAYS = np.full(11, 2**64 - 1, dtype=np.uint64)
ALWAYS[10] = 2**32 - 1


@dataclass(frozen=True)
class Skills:
    indptr: list[int]
    skill: list[int]


@dataclass(frozen=True)
class People:
    team: np.ndarray
    manager: np.ndarray
    free: np.ndarray
    offers: Skills
    needs: Skills
    avoid: np.ndarray = field(default_factory=lambda: np.zeros((0, 2), dtype=np.int64))


def rows(per_member: list[list[int]]) -> Skills:
    return Skills(
        np.concatenate([[0], np.cumsum([len(mine) for mine in per_member], dtype=int)]).tolist(),
        [skill for mine in per_member for skill in mine],
    )


def people(wants: list[list[int]], knows: list[list[int]], **changed) -> People:
    n = len(wants)
    everybody = People(np.arange(n), np.full(n, -1), np.tile(ALWAYS, (n, 1)), rows(knows), rows(wants))
    return replace(everybody, **changed)


def one_who_knows(others: int, **changed) -> People:
    """Alice (0) knows skill 0; the others want it."""
    return people([[]] + [[0]] * others, [[0]] + [[]] * others, **changed)


def reasons(formation) -> dict[int, str]:
    return {why.member: why.rule for why in formation.why_not}


def test_alice_and_seven_who_want_it_are_a_circle():
    formation = form(one_who_knows(7), [0], Rules())
    assert formation.circle.tolist() == [0] * 8
    assert (formation.placed, formation.bound, formation.proven, formation.why_not) == (7, 7, True, ())


def test_the_eighth_waits_for_one_seat_more():
    formation = form(one_who_knows(8), [0], Rules())
    assert (formation.placed, formation.proven) == (7, True)
    assert list(reasons(formation).values()) == ["most"]


@pytest.mark.parametrize(
    ("members", "rules", "rule"),
    [
        (one_who_knows(2), Rules(), "least"),
        (one_who_knows(3, team=np.zeros(4, dtype=int)), Rules(of_a_team=3), "of_a_team"),
        (people([[0]] * 5, [[]] * 5), Rules(), "knowing"),
        (one_who_knows(3), Rules(facilitators=[]), "facilitators"),
        (one_who_knows(3, manager=np.array([-1, 0, -1, -1])), Rules(), "apart"),
        (one_who_knows(3, free=np.array([ALWAYS, ALWAYS, ALWAYS, ALWAYS * 0])), Rules(), "hour"),
        (one_who_knows(1), Rules(), "several"),
    ],
)  # fmt: skip
def test_whoever_waits_learns_the_smallest_relaxation(members, rules, rule):
    formation = form(members, [0], rules)
    assert formation.placed == 0
    assert rule in reasons(formation).values()


def test_no_manager_sits_with_a_report_and_nobody_with_whom_they_avoid():
    members = one_who_knows(9, manager=np.array([-1, -1, 1] + [-1] * 7), avoid=np.array([[3, 4]]))
    formation = form(members, [0], Rules())
    circle = set(np.flatnonzero(formation.circle == 0).tolist())
    assert is_valid(formation, members, [0], Rules())
    assert not {1, 2} <= circle
    assert not {3, 4} <= circle


def test_everyone_a_manager_of_the_next_still_has_a_circle():
    manager = np.arange(-1, 9)
    members = people([[0]] * 10, [[0]] * 10, manager=manager)
    formation = form(members, [0], Rules())
    assert is_valid(formation, members, [0], Rules())
    assert formation.placed == 10


@pytest.mark.parametrize("n", [0, 1])
def test_nobody_and_one_alone_form_no_circle(n):
    members = people([[0]] * n, [[]] * n, free=np.tile(ALWAYS, (n, 1)).reshape(n, 11))
    formation = form(members, [0], Rules())
    assert (formation.placed, formation.bound, formation.proven) == (0, 0, True)
    assert formation.circle.tolist() == [-1] * n


def test_without_goals_there_is_nothing_to_form():
    formation = form(one_who_knows(7), [], Rules())
    assert (formation.placed, formation.bound, formation.why_not) == (0, 0, ())


@pytest.mark.parametrize(
    ("members", "goals", "rules", "field"),
    [
        (one_who_knows(3, manager=np.array([9, -1, -1, -1])), [0], Rules(), "manager"),
        (one_who_knows(3, manager=np.array([0, -1, -1, -1])), [0], Rules(), "manager"),
        (one_who_knows(3, team=np.array([0])), [0], Rules(), "manager"),
        (one_who_knows(3, free=np.zeros((4, 10), np.uint64)), [0], Rules(), "free"),
        (one_who_knows(3, needs=Skills([0, 1], [0])), [0], Rules(), "needs"),
        (one_who_knows(3, avoid=np.array([[0, 4]])), [0], Rules(), "avoid"),
        (one_who_knows(3, avoid=np.array([[1, 1]])), [0], Rules(), "avoid"),
        (one_who_knows(3), [0, 0], Rules(), "goals"),
        (one_who_knows(3), [-1], Rules(), "goals"),
        (one_who_knows(3), [0], Rules(least=0), "rules"),
        (one_who_knows(3), [0], Rules(least=5, most=4), "rules"),
        (one_who_knows(3), [0], Rules(facilitators=[4]), "facilitators"),
    ],
)
def test_bad_input_names_its_field(members, goals, rules, field):
    with pytest.raises(InvalidInput) as wrong:
        form(members, goals, rules)
    assert wrong.value.field == field


@st.composite
def questions(draw):
    n, goals = draw(st.integers(0, 24)), draw(st.integers(1, 3))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    hours = np.zeros((n, 704), dtype=bool)
    hours[:, :96] = np.repeat(random.random((n, 24)) < 0.6, 4, axis=1)
    free = np.packbits(hours, axis=1, bitorder="little").view("<u8").astype(np.uint64).reshape(n, 11)
    manager = np.array([random.integers(-1, n) if random.random() < 0.4 else -1 for _ in range(n)], dtype=int)
    manager[manager == np.arange(n)] = -1
    wants = [np.flatnonzero(random.random(goals) < 0.6).tolist() for _ in range(n)]
    knows = [np.flatnonzero(random.random(goals) < 0.3).tolist() for _ in range(n)]
    members = people(
        wants, knows, free=free, team=random.integers(-1, 6, n), manager=manager,
        avoid=np.array([random.permutation(n)[:2] for _ in range(2 if n > 1 else 0)], dtype=int).reshape(-1, 2),
    )  # fmt: skip
    leaders = None if draw(st.booleans()) else np.flatnonzero(random.random(n) < 0.4)
    rules = Rules(
        least=draw(st.integers(2, 4)), most=draw(st.integers(4, 8)), apart=draw(st.booleans()), facilitators=leaders
    )
    return members, np.arange(goals), rules


@settings(max_examples=25, deadline=None)
@given(questions(), st.integers(0, 3))
def test_every_formation_is_valid_and_everybody_who_waits_has_a_reason(asked, seed):
    members, goals, rules = asked
    before = members.free.copy(), members.manager.copy()
    formation = form(members, goals, rules, seed=seed, seconds=0.3)
    assert is_valid(formation, members, goals, rules)
    assert formation.placed <= formation.bound == upper_bound(members, goals, rules)
    wanting = {m for m in range(len(members.team)) if members.needs.indptr[m] < members.needs.indptr[m + 1]}
    waiting = wanting - set(np.flatnonzero(formation.circle >= 0).tolist())
    assert {why.member for why in formation.why_not} == waiting
    assert {why.rule for why in formation.why_not} <= set(RULES)
    assert np.array_equal(before[0], members.free)
    assert np.array_equal(before[1], members.manager)


def test_the_same_question_and_seed_give_the_same_circles():
    members = one_who_knows(7, team=np.array([0, 1, 1, 2, 2, 3, 3, 3]))
    first, again = (form(members, [0], Rules(), seed=5) for _ in range(2))
    assert np.array_equal(first.circle, again.circle)


def test_the_verifier_refuses_what_is_wrong():
    members, rules = one_who_knows(7, manager=np.array([-1, -1, -1, -1, -1, -1, -1, 6])), Rules()
    formation = form(members, [0], rules)
    assert is_valid(formation, members, [0], rules)
    for wrong in (
        replace(formation, placed=formation.placed + 1),
        replace(formation, bound=0),
        replace(formation, circle=np.zeros(8, dtype=np.int64), placed=7),
        replace(formation, hour=np.array([670])),
        replace(formation, facilitator=np.array([int(np.flatnonzero(formation.circle < 0)[0])])),
        replace(formation, circle=np.where(np.arange(8) == 0, -1, formation.circle)),
    ):
        assert not is_valid(wrong, members, [0], rules)

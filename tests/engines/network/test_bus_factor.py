"""The bus factor: whose leaving leaves needs unserved, when the others take over what they can."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerloop.engines import InvalidInput
from peerloop.engines.network import bus_factor, fewest_by_trying, lost_by_trying, served_by_trying, survey

ALICE, BO, CHARLIE, DANA, EMI = range(5)
PYTHON, SQL = range(2)


def test_three_holders_do_not_help_where_only_one_has_the_seats():
    """A head count says three; when Alice leaves, three of four learners wait."""
    risk = bus_factor(
        [PYTHON] * 3, [ALICE, BO, CHARLIE], [PYTHON] * 4, range(4, 8), seats=[4, 1, 0] + [0] * 5, skills=1
    )
    assert (risk.fewest.tolist(), risk.leaving, risk.lost.tolist()) == ([1], ((ALICE,),), [3])
    assert (risk.served.tolist(), risk.loss.tolist(), risk.proven.tolist()) == ([4], [3, 0, 0], [True])


def test_colleagues_with_free_seats_take_over():
    risk = bus_factor([PYTHON] * 3, [ALICE, BO, CHARLIE], [PYTHON] * 2, [3, 4], seats=[2, 1, 1, 0, 0], skills=1)
    assert (risk.fewest.tolist(), risk.leaving, risk.lost.tolist()) == ([2], ((ALICE, BO),), [1])


def test_work_moves_on_over_other_skills():
    """Alice leaves: Bo takes over her Python, and Charlie takes over Bo's SQL. Without Charlie nobody does."""
    skill, holder = [PYTHON, PYTHON, SQL, SQL], [ALICE, BO, BO, CHARLIE]
    asked = (skill, holder, [PYTHON, SQL], [DANA, EMI])
    assert bus_factor(*asked, seats=[1, 1, 1, 0, 0], skills=2).fewest.tolist() == [2, 2]
    without = bus_factor(*asked, seats=[1, 1, 0, 0, 0], skills=2)
    assert (without.fewest.tolist(), without.leaving) == ([1, 1], ((ALICE,), (BO,)))


def test_a_skill_is_not_blamed_for_what_another_loses():
    """Alice alone holds SQL; her Python is in many hands."""
    risk = bus_factor([PYTHON, PYTHON, SQL], [ALICE, BO, ALICE], [PYTHON, SQL], [3, 4], seats=[2, 5, 0, 0, 0], skills=2)
    assert (risk.fewest.tolist(), risk.loss.tolist()) == ([2, 1], [0, 0, 1])


def test_the_best_apprentice_is_the_learner_who_would_save_most():
    risk = bus_factor([PYTHON], [ALICE], [PYTHON] * 3, [BO, CHARLIE, DANA], seats=[3, 1, 2, 0, 9], skills=1)
    assert (risk.apprentice.tolist(), risk.saved.tolist()) == ([CHARLIE], [2])


def test_of_two_as_good_the_one_who_already_asks_the_holder_is_the_apprentice():
    asked = ([PYTHON], [ALICE], [PYTHON] * 2, [BO, CHARLIE])
    network = survey([CHARLIE], [ALICE], [1], members=3)
    assert bus_factor(*asked, seats=[2, 1, 1], skills=1).apprentice.tolist() == [BO]
    assert bus_factor(*asked, seats=[2, 1, 1], skills=1, network=network).apprentice.tolist() == [CHARLIE]


def test_where_seats_are_short_everybody_counts():
    risk = bus_factor([PYTHON, SQL], [ALICE, ALICE], [PYTHON, PYTHON, SQL], [1, 2, 3], seats=[1, 0, 0, 0], skills=2)
    assert (risk.fewest.tolist(), risk.lost.tolist(), risk.served.tolist()) == ([1, 1], [1, 1], [1, 1])


def test_what_nobody_serves_cannot_be_lost():
    risk = bus_factor([PYTHON], [ALICE], [SQL], [BO], seats=[1, 1], skills=3)
    assert (risk.need.tolist(), risk.served.tolist(), risk.fewest.tolist()) == ([0, 1, 0], [0, 0, 0], [0, 0, 0])
    assert (risk.apprentice.tolist(), bus_factor([], [], [], [], seats=[], skills=0).leaving) == ([-1] * 3, ())


def test_where_there_are_too_many_sets_to_try_the_answer_says_that_it_is_not_proven():
    risk = bus_factor([0] * 40, range(40), [0] * 30, range(40, 70), seats=[1] * 40 + [0] * 30, skills=1)
    assert (risk.fewest.tolist(), risk.lost.tolist(), risk.proven.tolist()) == ([11], [1], [False])


@pytest.mark.parametrize(
    ("change", "field", "positions"),
    [
        ({"skill": [0, 2]}, "skill", [1]),
        ({"holder": [0, 3]}, "holder", [1]),
        ({"skill": [0, 0], "holder": [1, 1]}, "holder", [1]),
        ({"need": [2]}, "need", [0]),
        ({"learner": [2, 2]}, "learner", []),
        ({"need": [0, 0], "learner": [2, 2]}, "learner", [1]),
        ({"seats": [1, -1, 0]}, "seats", [1]),
        ({"seats": [1, 0.5, 0]}, "seats", [1]),
        ({"network": survey([], [], [], members=2)}, "network", []),
    ],
)
def test_bad_input_names_its_field_and_positions(change, field, positions):
    asked = {"skill": [0, 1], "holder": [0, 1], "need": [0], "learner": [2], "seats": [1, 1, 0], "skills": 2} | change
    with pytest.raises(InvalidInput) as wrong:
        bus_factor(**asked)
    assert (wrong.value.field, wrong.value.positions) == (field, positions)


@st.composite
def companies(draw):
    members, skills = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    skill, holder = np.nonzero(random.random((skills, members)) < draw(st.sampled_from([0.3, 0.6])))
    need, learner = np.nonzero(random.random((skills, members)) < draw(st.sampled_from([0.2, 0.5])))
    return skill, holder, need, learner, random.integers(0, 4, members), skills


@settings(max_examples=80, deadline=None)
@given(companies())
def test_no_fewer_people_would_do_and_these_do(asked):
    skill, holder, need, learner, seats, skills = asked
    risk = bus_factor(skill, holder, need, learner, seats=seats, skills=skills)
    holdings, plain = list(zip(skill.tolist(), holder.tolist(), strict=True)), (need.tolist(), seats.tolist())
    turned = bus_factor(skill[::-1], holder[::-1], need[::-1], learner[::-1], seats=seats, skills=skills)
    assert (turned.leaving, turned.loss[::-1].tolist()) == (risk.leaving, risk.loss.tolist())
    for one in range(skills):
        gone = risk.leaving[one]
        assert risk.lost[one] == lost_by_trying(holdings, plain[0], seats=plain[1], one=one, gone=gone)
        assert risk.fewest[one] == fewest_by_trying(holdings, plain[0], seats=plain[1], one=one)
        stay = [(s, m) for s, m in holdings if m not in gone]
        left, saves = served_by_trying(stay, plain[0], seats=plain[1]), {}
        for member in set(learner[need == one].tolist()) - set(holder[skill == one].tolist()):
            more = served_by_trying([*stay, (one, member)], plain[0], seats=plain[1])
            saves[member] = min(int(risk.lost[one]), more - left)
        most = max(saves.values(), default=0)
        assert risk.saved[one] == most
        assert risk.apprentice[one] == (min(m for m in saves if saves[m] == most) if most else -1)

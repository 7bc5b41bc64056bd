"""What comes with the house can be run tomorrow, and what cannot is refused with the step that it is in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from peerloop.formats.queries import format_by, format_for
from peerloop.formats.rules import check
from peerloop.formats.shape import Step
from peerloop.formats.shipped import SHIPPED

READING = SHIPPED["reciprocal"]


def refused(form) -> list[str]:
    with pytest.raises(ValidationError) as wrong:
        check(form)
    return wrong.value.messages


def with_step(place: int, **otherwise):
    steps = list(READING.steps)
    steps[place] = replace(steps[place], **otherwise)
    return replace(READING, steps=tuple(steps))


def test_all_that_the_design_names_are_there() -> None:
    assert sorted(SHIPPED) == [
        "cascade", "demo", "interview", "lunch_and_learn", "mentoring", "office_hours", "proctor", "project",
        "reciprocal", "seminar", "shadowing", "social", "support", "teach_back",
    ]  # fmt: skip


@pytest.mark.parametrize("form", SHIPPED.values(), ids=SHIPPED.keys())
def test_each_says_all_that_one_needs_to_run_it(form) -> None:
    check(form)
    assert all([form.aim, form.fits, form.before, form.after, form.beware])
    assert all(role.does for role in form.roles)
    assert all(step.prompt for step in form.steps)
    assert any(step.questions for step in form.steps)


def test_reciprocal_teaching_has_its_four_roles_and_they_go_round() -> None:
    assert [role.code for role in READING.roles] == ["summarise", "question", "clarify", "predict"]
    assert {step.who for step in READING.steps} == {"all", "summarise", "question", "clarify", "predict"}
    assert READING.turns


def test_cascading_groups_double() -> None:
    together = [step.together for step in SHIPPED["cascade"].steps if step.together]
    assert together == [1, 2, 4, 8]


def test_each_kind_of_session_begins_with_at_most_one_of_them() -> None:
    kinds = [kind for form in SHIPPED.values() for kind in form.kinds]
    assert sorted(kinds) == sorted(set(kinds))


def test_a_step_without_minutes_is_named() -> None:
    assert refused(with_step(3, minutes=0)) == ["Step 4, “Clarify” has no minutes."]


def test_a_step_that_nobody_leads_is_named() -> None:
    assert refused(with_step(1, who="chair")) == ["Step 2, “Summarise” is led by “chair”, and there is no such role."]


def test_a_step_without_a_title_is_named_by_its_number() -> None:
    assert refused(with_step(0, title="")) == ["Step 1 has no title."]


def test_times_must_add_up() -> None:
    wrong = "The steps take 46 minutes together, and the whole is to take 45."
    assert refused(with_step(0, minutes=6)) == [wrong]


def test_every_fault_is_told_at_once() -> None:
    faults = refused(replace(with_step(2, minutes=0, who="x"), people=(1, 3), title=""))
    assert len(faults) == 4


def test_two_roles_of_one_name_are_refused() -> None:
    assert refused(replace(READING, roles=(*READING.roles, READING.roles[0]))) == ["Two roles have the same name."]


def test_no_steps_are_refused() -> None:
    assert refused(replace(READING, steps=())) == ["It takes between 1 and 20 steps."]


def test_a_step_longer_than_a_session_is_named() -> None:
    step = Step("Sit", 241, "all", "Sit")
    assert refused(replace(READING, steps=(step,))) == ["Step 1, “Sit” is longer than 240 minutes."]


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "chess", "own-", "own-x", "own-²", "own-7", f"own-{2**70}"])
def test_there_is_none_of_another_name(code: str) -> None:
    assert format_by(code) is None


@pytest.mark.django_db
def test_a_lunch_and_learn_begins_with_its_own_format() -> None:
    assert format_for("lunch_and_learn") == SHIPPED["lunch_and_learn"]
    assert format_for("coffee") is None

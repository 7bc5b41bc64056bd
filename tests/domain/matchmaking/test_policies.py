from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from peerloop.engines.matching import Policy as Points
from peerloop.kit.clock import now
from peerloop.matchmaking.actions import (
    BadPolicy,
    PolicyInUse,
    adopt_policy,
    name_policy,
    remove_policy,
    save_policy,
    try_policy,
)  # fmt: skip
from peerloop.matchmaking.assemble import assemble
from peerloop.matchmaking.examples import example_of
from peerloop.matchmaking.models import Policy, Run
from peerloop.matchmaking.policies import Terms, engine_policy, scope, teachers, terms_of
from peerloop.matchmaking.queries import policies_seen_by, policy_in_force, policy_named, saved_policies
from peerloop.matchmaking.reasons import POLICY
from peerloop.matchmaking.scopes import ways_to_tell_few
from peerloop.matchmaking.weights import WEIGHTS
from peerloop.people.actions import found_team
from peerloop.skills.actions import offer, want

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

AFTER = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


@pytest.fixture
def crew(make_member: MakeMember, alice: Member, bo: Member, charlie: Member) -> list[Member]:
    """So many that a policy has somebody to take part."""
    return [alice, bo, charlie, *(make_member(f"Member {number}") for number in range(6))]


def test_no_policy_is_what_peerloop_comes_with() -> None:
    assert engine_policy(None) == POLICY
    assert terms_of(None) == Terms()


def test_as_usual_everywhere_changes_nothing(crew: list[Member], organiser: Member) -> None:
    steps = {weight.field: weight.usual for weight in WEIGHTS}
    saved = save_policy(Terms(steps=steps), name="As it comes", by=organiser)
    assert (saved.weights, saved.nevers) == ({}, {})
    assert engine_policy(saved) == POLICY


@pytest.mark.parametrize("weight", WEIGHTS, ids=lambda weight: weight.field)
def test_every_step_of_every_weight_is_more_than_the_one_before(weight) -> None:
    points = [weight.at(step)[weight.field] for step in range(5)]
    assert points[0] == 0
    assert points == sorted(set(points))
    assert weight.at(weight.usual) == {name: getattr(POLICY, name) for name in weight.at(weight.usual)}
    assert isinstance(Points(**weight.at(4)), Points)


def test_what_is_saved_is_what_the_engine_gets(crew: list[Member], organiser: Member) -> None:
    terms = Terms(steps={"other_team": 4, "level": 3, "same_place": 1}, choices={"never_met": True})
    saved = save_policy(terms, name="Across teams", by=organiser)
    points = engine_policy(saved)
    assert (points.other_team, points.level, points.level_step, points.same_place) == (45, 40, 12, 5)
    assert (points.never_met, points.below_level, points.serve_everyone_first) == (True, False, True)
    assert {name: step for name, step in terms_of(saved).steps.items() if step != 2} == {
        "other_team": 4,
        "level": 3,
        "same_place": 1,
    }


def test_teams_are_taken_with_those_below_and_places_in_any_spelling(
    make_member: MakeMember, crew: list[Member], organiser: Member
) -> None:
    above = found_team("Engineering")
    below = found_team("Platform", parent=above)
    here = [make_member(f"Near {number}", team=below, place=" berlin" if number else "Berlin") for number in range(5)]
    for number in range(5):
        make_member(f"Far {number}", team=above, place="Porto")
    saved = save_policy(Terms(teams=(above.pk,), places=("BERLIN",)), name="Berlin", by=organiser)
    assert set(scope(saved)) == set(here)
    assert teachers(saved) is None
    both = save_policy(Terms(teams=(above.pk,), teachers_too=True), name="Engineering", by=organiser)
    assert teachers(both).count() == 10


def test_newcomers_learn_from_seasoned_colleagues(make_member: MakeMember, organiser: Member) -> None:
    today = now().date()
    new = [make_member(f"New {number}", hired_on=today - timedelta(days=30)) for number in range(5)]
    for number in range(5):
        make_member(f"Between {number}", hired_on=today - timedelta(days=400))
    old = make_member("Old", hired_on=today - timedelta(days=2000))
    saved = save_policy(Terms(kind=Policy.Kind.NEWCOMERS, months=6, years=3), name="Newcomers", by=organiser)
    assert set(scope(saved)) == set(new)
    assert list(teachers(saved)) == [old]


def test_only_needs_of_those_who_take_part_are_assembled(
    make_member: MakeMember, rust: Skill, crew: list[Member], organiser: Member
) -> None:
    near = [make_member(f"Near {number}", place="Berlin") for number in range(5)]
    far = make_member("Far", place="Porto")
    for learner in (*near, far):
        want(learner, skill=rust, level=2)
    offer(far, skill=rust, level=4)
    saved = save_policy(Terms(places=("Berlin",)), name="Berlin", by=organiser)
    assert len(assemble(after=AFTER).needs) == 6
    some = assemble(after=AFTER, policy=saved)
    assert len(some.needs) == 5
    assert sum(some.members.capacity) == sum(assemble(after=AFTER).members.capacity)
    closed = save_policy(Terms(places=("Berlin",), teachers_too=True), name="Berlin alone", by=organiser)
    assert sum(assemble(after=AFTER, policy=closed).members.capacity) == 10


@pytest.mark.parametrize(
    ("terms", "name", "field"),
    [
        (Terms(), " ", "name"),
        (Terms(), "x" * 81, "name"),
        (Terms(), "LIGHT  touch", "name"),
        (Terms(teams=(999_999,)), "Gone", "teams"),
        (Terms(kind="newcomers", years=3), "No months", "months"),
        (Terms(kind="newcomers", months=3, years=41), "Too many years", "years"),
        (Terms(hired_since=date(2026, 11, 1)), "Too few", "__all__"),
    ],
)
def test_what_cannot_be_saved_is_said_by_the_field(
    terms: Terms, name: str, field: str, crew: list[Member], organiser: Member
) -> None:
    save_policy(Terms(), name="Light touch", by=organiser)
    with pytest.raises(BadPolicy) as refused:
        save_policy(terms, name=name, by=organiser)
    assert list(refused.value.message_dict) == [field]
    assert Policy.objects.count() == 1


def test_only_organisers_save_and_see_policies(
    crew: list[Member], alice: Member, organiser: Member, administrator: Member
) -> None:
    with pytest.raises(PermissionDenied):
        save_policy(Terms(), name="Mine", by=alice)
    with pytest.raises(PermissionDenied):
        try_policy(Terms(), by=alice)
    tried = try_policy(Terms(steps={"pace": 0}), by=organiser)
    saved = save_policy(Terms(), name="Light touch", by=organiser)
    assert list(policies_seen_by(alice)) == []
    assert set(policies_seen_by(administrator)) == {tried, saved}
    assert list(saved_policies(organiser)) == [saved]
    assert policy_named(" light TOUCH") == saved


def test_what_is_in_force_is_what_was_adopted_last(crew: list[Member], alice: Member, organiser: Member) -> None:
    assert policy_in_force() is None
    light, strict = (save_policy(Terms(), name=name, by=organiser) for name in ("Light touch", "Strict"))
    adopt_policy(light, by=organiser)
    adopt_policy(strict, by=organiser)
    assert policy_in_force() == strict
    assert policy_in_force("newcomers") is None
    adopt_policy(None, by=organiser)
    assert policy_in_force() is None
    with pytest.raises(PermissionDenied):
        adopt_policy(light, by=alice)
    with pytest.raises(PermissionDenied):
        adopt_policy(try_policy(Terms(), by=organiser), by=organiser)


def test_a_policy_goes_only_while_nothing_has_gone_by_it(crew: list[Member], organiser: Member) -> None:
    unused, used, in_force = (save_policy(Terms(), name=name, by=organiser) for name in ("Unused", "Used", "In force"))
    Run.objects.create(policy=used)
    adopt_policy(in_force, by=organiser)
    remove_policy(unused, by=organiser)
    for kept in (used, in_force):
        with pytest.raises(PolicyInUse):
            remove_policy(kept, by=organiser)
    assert set(saved_policies(organiser)) == {used, in_force}


def test_what_was_tried_gets_its_name_once(crew: list[Member], organiser: Member) -> None:
    tried = try_policy(Terms(steps={"share": 4}), by=organiser)
    name_policy(tried, "  Share it ", by=organiser)
    assert [policy.name for policy in saved_policies(organiser)] == ["Share it"]
    with pytest.raises(PolicyInUse):
        name_policy(tried, "Another", by=organiser)
    with pytest.raises(BadPolicy):
        name_policy(try_policy(Terms(), by=organiser), "share IT", by=organiser)


@pytest.mark.parametrize(
    ("groups", "ways"),
    [
        ([], 0),
        ([range(20)], 0),
        ([range(97)], 1),  # three are left out
        ([range(20), range(21)], 1),  # one more
        ([range(20), range(20)], 0),  # the same people
        ([range(20), range(20, 99)], 1),  # all others but one
        ([range(20), range(17, 60)], 0),  # three are in both, and no sum is about them
        ([range(20), range(17, 60), range(57)], 1),  # now one is
        ([range(20), range(20, 40), range(41)], 1),
    ],
)
def test_no_sum_of_counts_is_about_a_few(groups: list[range], ways: int) -> None:
    assert ways_to_tell_few(range(100), groups) == ways


def test_a_policy_that_differs_by_a_few_people_from_another_is_refused(
    make_member: MakeMember, crew: list[Member], organiser: Member
) -> None:
    today = now().date()
    for number in range(8):
        make_member(f"Hired {number}", hired_on=today - timedelta(days=10 * number))
    first = Terms(hired_since=today - timedelta(days=60))
    save_policy(first, name="The new ones", by=organiser)
    save_policy(Terms(hired_since=first.hired_since, steps={"hours": 0}), name="The same people", by=organiser)
    with pytest.raises(BadPolicy, match="the difference of two counts"):
        try_policy(Terms(hired_since=today - timedelta(days=50)), by=organiser)


@pytest.mark.parametrize("weight", WEIGHTS, ids=lambda weight: weight.field)
def test_the_example_of_a_weight_changes_its_order_as_the_weight_does(weight) -> None:
    cells = [line.cells for line in example_of(weight, POLICY).lines]
    columns = list(zip(*cells, strict=True))
    assert len(set(columns)) >= 3
    whole = 3 if weight.field == "share" else 6
    assert [sum(column) for column in columns] == [whole] * 5


def test_an_example_goes_by_the_other_weights_too() -> None:
    hours = next(weight for weight in WEIGHTS if weight.field == "hours")
    alike = replace(POLICY, other_team=0, vouched=0)
    assert [line.cells[2] for line in example_of(hours, POLICY).lines] == [3, 1, 2]
    assert [line.cells[2] for line in example_of(hours, alike).lines] == [1, 2, 3]

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from peerloop.engines.matching import Policy as Points
from peerloop.kit.clock import now
from peerloop.matchmaking.actions import BadPolicy, save_policy, try_policy
from peerloop.matchmaking.assemble import assemble
from peerloop.matchmaking.models import Policy
from peerloop.matchmaking.policies import Terms, engine_policy, scope, teachers, terms_of
from peerloop.matchmaking.queries import policies_seen_by, policy_named, saved_policies
from peerloop.matchmaking.reasons import POLICY
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
    make_member("Far", team=above, place="Porto")
    saved = save_policy(Terms(teams=(above.pk,), places=("BERLIN",)), name="Berlin", by=organiser)
    assert set(scope(saved)) == set(here)
    assert teachers(saved) is None
    both = save_policy(Terms(teams=(above.pk,), teachers_too=True), name="Engineering", by=organiser)
    assert teachers(both).count() == 6


def test_newcomers_learn_from_seasoned_colleagues(make_member: MakeMember, organiser: Member) -> None:
    today = now().date()
    new = [make_member(f"New {number}", hired_on=today - timedelta(days=30)) for number in range(5)]
    make_member("Between", hired_on=today - timedelta(days=400))
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

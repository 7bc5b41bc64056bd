"""Two policies side by side: five learners in Berlin, and two teachers who differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from peerloop.journal.leases import work_off
from peerloop.matchmaking.actions import (
    BadPolicy,
    NothingToCompare,
    ask_comparison,
    ask_for_run,
    decide,
    publish,
    refresh_suggestions,
    run,
    save_policy,
    try_policy,
    what_would_change,
)  # fmt: skip
from peerloop.matchmaking.models import Comparison, Run, Suggestion
from peerloop.matchmaking.policies import Terms
from peerloop.matchmaking.queries import comparisons_seen_by, policy_in_force, saved_policies
from peerloop.matchmaking.scopes import TooNarrow
from peerloop.matchmaking.states import State, state
from peerloop.people.actions import found_team, update_profile
from peerloop.skills.actions import offer, want
from peerloop.skills.models import Need

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

pytestmark = pytest.mark.django_db(transaction=True)
NEAR = Terms(steps={"same_place": 4, "other_team": 0, "share": 0})
FAR = Terms(steps={"other_team": 4, "share": 0})


@pytest.fixture
def learners(make_member: MakeMember, rust: Skill) -> list[Member]:
    """Six of Berlin's Platform; Ed sits beside them with a place for all, Flo is in Porto's Design."""
    for number in range(5):
        make_member(f"Colleague {number}", place="Osaka")
    platform, design = found_team("Platform"), found_team("Design")
    ed = make_member("Ed", team=platform, place="Berlin", capacity=9)
    flo = make_member("Flo", team=design, place="Porto", capacity=9)
    for teacher in (ed, flo):
        offer(teacher, skill=rust, level=4)
    people = [make_member(f"Learner {number}", team=platform, place="Berlin") for number in range(6)]
    for learner in people:
        want(learner, skill=rust, level=3)
    return people


def teachers() -> set[str]:
    return set(Suggestion.objects.filter(rank=0).values_list("teacher__name", flat=True))


def test_two_policies_are_drafted_and_one_is_published(learners: list[Member], organiser: Member) -> None:
    near, far = save_policy(NEAR, name="Near", by=organiser), save_policy(FAR, name="Far", by=organiser)
    asked = ask_comparison(near, far, by=organiser)
    work_off()
    compared = comparisons_seen_by(organiser).get()
    assert (compared, compared.one.policy, compared.other.policy) == (asked, near, far)
    change = what_would_change(compared.one, compared.other)
    assert (change.gained, change.other, change.lost, change.same) == (0, 5, 0, 0)
    assert teachers() == set()
    decide(compared, compared.one, by=organiser, adopt=True)
    assert teachers() == {"Ed"}
    assert [state(run) for run in Run.objects.order_by("pk")] == [State.PUBLISHED, State.DISCARDED]
    assert policy_in_force() == near


def test_both_drafts_can_be_thrown_away(learners: list[Member], organiser: Member) -> None:
    asked = ask_comparison(save_policy(NEAR, name="Near", by=organiser), by=organiser)
    work_off()
    assert decide(Comparison.objects.get(), None, by=organiser) is None
    assert {state(run) for run in (asked.one, asked.other) if run.refresh_from_db() is None} == {State.DISCARDED}
    assert teachers() == set()


def test_what_was_tried_is_published_under_a_name(learners: list[Member], organiser: Member) -> None:
    tried = try_policy(NEAR, by=organiser)
    ask_comparison(tried, standing=True, by=organiser)
    work_off()
    compared = Comparison.objects.get()
    with pytest.raises(BadPolicy):
        decide(compared, compared.one, by=organiser)
    assert state(Run.objects.get()) is State.DRAFT
    decide(compared, compared.one, by=organiser, name="Near")
    assert [policy.name for policy in saved_policies(organiser)] == ["Near"]
    assert teachers() == {"Ed"}
    assert policy_in_force() is None


def test_beside_what_stands_others_keep_what_they_have(
    learners: list[Member], rust: Skill, make_member: MakeMember, organiser: Member
) -> None:
    """A policy for Porto alone takes nothing from those in Berlin."""
    publish(run(policy=save_policy(FAR, name="Far", by=organiser)), by=organiser)
    assert teachers() == {"Flo"}
    there = [make_member(f"Porto {number}", place="Porto") for number in range(5)]
    for learner in there:
        want(learner, skill=rust, level=3)
    Suggestion.objects.filter(need__member__in=there).delete()
    porto = save_policy(Terms(places=("Porto",), steps={"same_place": 4}), name="Porto", by=organiser)
    draft = run(policy=porto)
    change = what_would_change(draft, None)
    assert (change.gained, change.lost) == (5, 0)
    publish(draft, by=organiser)
    assert Suggestion.objects.filter(need__member__in=learners, run__policy__name="Far").count() == 6
    assert Suggestion.objects.filter(need__member__in=there, run=draft).count() == 5


def test_a_policy_that_has_become_narrow_is_not_run(learners: list[Member], organiser: Member) -> None:
    berlin = save_policy(Terms(places=("Berlin",)), name="Berlin", by=None)
    for learner in learners[:3]:
        update_profile(learner, by=learner, place="Porto")
    with pytest.raises(TooNarrow):
        ask_for_run(policy=berlin, by=organiser)
    with pytest.raises(TooNarrow):
        ask_comparison(berlin, by=organiser)
    assert Run.objects.count() == 0


def test_what_says_the_same_is_not_compared(learners: list[Member], organiser: Member) -> None:
    one, other = save_policy(NEAR, name="Near", by=organiser), save_policy(NEAR, name="Nearer", by=organiser)
    for pair in ((one, other), (None, None), (save_policy(Terms(), name="As ever", by=organiser), None)):
        with pytest.raises(NothingToCompare):
            ask_comparison(*pair, by=organiser)


def test_only_organisers_compare(
    learners: list[Member], alice: Member, organiser: Member, administrator: Member
) -> None:
    near = save_policy(NEAR, name="Near", by=organiser)
    with pytest.raises(PermissionDenied):
        ask_comparison(near, by=alice)
    asked = ask_comparison(near, by=organiser)
    with pytest.raises(PermissionDenied):
        decide(asked, None, by=alice)
    assert list(comparisons_seen_by(administrator)) == [asked]
    assert list(comparisons_seen_by(alice)) == []


def test_what_is_looked_for_in_between_goes_by_the_policy_in_force(learners: list[Member], organiser: Member) -> None:
    need = Need.objects.get(member=learners[0])
    assert next(one.teacher.name for one in refresh_suggestions(need)) == "Flo"
    compared = ask_comparison(save_policy(NEAR, name="Near", by=organiser), by=organiser)
    work_off()
    decide(compared, compared.one, by=organiser, adopt=True)
    Suggestion.objects.all().delete()
    assert next(one.teacher.name for one in refresh_suggestions(need)) == "Ed"

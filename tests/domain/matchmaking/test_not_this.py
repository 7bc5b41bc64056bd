from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from peerloop.kit import clock
from peerloop.matchmaking.actions import bring_back, forget_refused_hours, not_this, publish, refresh_suggestions, run
from peerloop.matchmaking.models import NotThis
from peerloop.matchmaking.queries import refusals, suggestions_for
from peerloop.matchmaking.words import reason_words
from peerloop.people.actions import update_profile
from peerloop.people.models import Team
from peerloop.skills.actions import drop_need, offer, propose_skill, want

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Skill


def teachers(need: Need) -> list[str]:
    return [suggestion.teacher.name for suggestion in suggestions_for(need)]


def test_whom_alice_does_not_want_is_suggested_no_more_and_the_next_comes_up(
    need: Need, rust: Skill, alice: Member, bo: Member, make_member: MakeMember
) -> None:
    for name in ("Ed", "Flo", "Gil"):
        offer(make_member(name), skill=rust, level=5)
    refresh_suggestions(need)
    assert teachers(need)[0] == "Bo"
    not_this(need, teacher=bo, reason="not_said", by=alice)
    assert sorted(teachers(need)) == ["Ed", "Flo", "Gil"]
    refresh_suggestions(need)
    assert sorted(teachers(need)) == ["Ed", "Flo", "Gil"]
    assert [one.teacher for one in refusals(need)] == [bo]


def test_a_run_hears_of_it(need: Need, rust: Skill, alice: Member, bo: Member, make_member: MakeMember) -> None:
    offer(make_member("Ed"), skill=rust, level=5)
    not_this(need, teacher=bo, reason="not_said", by=alice)
    publish(run(by=None), by=None)
    assert [one.teacher.name for one in suggestions_for(need) if one.run_id] == ["Ed"]


def test_it_is_for_that_need_alone(need: Need, alice: Member, bo: Member) -> None:
    sql = propose_skill("SQL", by=bo)
    offer(bo, skill=sql, level=4)
    other = want(alice, skill=sql, level=3)
    not_this(need, teacher=bo, reason="level", by=alice)
    refresh_suggestions(other)
    assert (teachers(need), teachers(other)) == ([], ["Bo"])


def test_who_works_with_alice_anyway_is_left_out_for_all_she_wants(need: Need, alice: Member, bo: Member) -> None:
    sql = propose_skill("SQL", by=bo)
    offer(bo, skill=sql, level=4)
    other = want(alice, skill=sql, level=3)
    not_this(need, teacher=bo, reason="known", by=alice)
    assert (teachers(need), teachers(other)) == ([], [])


@pytest.mark.parametrize(
    ("reason", "wished"), [("other_team", "Elsewhere"), ("same_place", "Here"), ("level", "Nearer")]
)
def test_the_reason_is_a_wish_for_the_others(
    reason: str, wished: str, alice: Member, rust: Skill, make_member: MakeMember
) -> None:
    """Ann is refused; of the three who are left, the one who meets the wish comes first and it says so."""
    team = Team.objects.create(name="Core", key="core")
    update_profile(alice, by=None, place="Turin", team=team)
    ann = make_member("Ann", team=team)
    offer(ann, skill=rust, level=4)
    offer(make_member("Elsewhere"), skill=rust, level=4)
    offer(make_member("Here", team=team, place="Turin"), skill=rust, level=4)
    offer(make_member("Nearer", team=team), skill=rust, level=2)
    need = want(alice, skill=rust, level=2)
    not_this(need, teacher=ann, reason=reason, by=alice)
    first = suggestions_for(need)[0]
    assert (first.teacher.name, reason_words(first.reasons)[0]) == (wished, "As you wished")


def test_alice_brings_bo_back(need: Need, alice: Member, bo: Member) -> None:
    not_this(need, teacher=bo, reason="hour", by=alice)
    bring_back(need, teacher=bo.pk, by=alice)
    bring_back(need, teacher=bo.pk, by=alice)
    assert (teachers(need), refusals(need)) == (["Bo"], [])


def test_hours_that_did_not_suit_rest_for_a_month(need: Need, alice: Member, bo: Member) -> None:
    not_this(need, teacher=bo, reason="hour", by=alice)
    with clock.at(clock.now() + timedelta(days=29)):
        forget_refused_hours()
        assert NotThis.objects.count() == 1
    with clock.at(clock.now() + timedelta(days=31)):
        forget_refused_hours()
        assert NotThis.objects.count() == 0


def test_it_goes_with_the_need(need: Need, alice: Member, bo: Member) -> None:
    not_this(need, teacher=bo, reason="not_said", by=alice)
    drop_need(need, by=alice)
    assert NotThis.objects.count() == 0


def test_only_for_ones_own_need_and_with_a_reason_that_there_is(need: Need, alice: Member, bo: Member) -> None:
    with pytest.raises(PermissionDenied):
        not_this(need, teacher=bo, reason="level", by=bo)
    with pytest.raises(PermissionDenied):
        bring_back(need, teacher=bo.pk, by=bo)
    with pytest.raises(ValidationError):
        not_this(need, teacher=bo, reason="ugly", by=alice)
    assert NotThis.objects.count() == 0

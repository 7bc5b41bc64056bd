"""Alice asks for the other side: somebody from another team comes first, and the reason says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from peerloop.journal.models import Entry
from peerloop.matchmaking.actions import refresh_suggestions, want_either_side, want_other_side
from peerloop.matchmaking.models import OtherSide
from peerloop.matchmaking.queries import suggestions_for, wants_other_side
from peerloop.matchmaking.wishes import wishes
from peerloop.people.actions import found_team, update_profile
from peerloop.skills.actions import offer

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Skill


@pytest.fixture
def two_teams(need: Need, rust: Skill, alice: Member, bo: Member, charlie: Member) -> Need:
    """Alice and Bo build, Charlie sells; both know Rust."""
    offer(charlie, skill=rust, level=4)
    builds, sells = found_team("Builders", by=None), found_team("Sellers", by=None)
    for member, team in ((alice, builds), (bo, builds), (charlie, sells)):
        update_profile(member, by=None, team=team)
    need.member.refresh_from_db()
    return need


def told(need: Need) -> dict[str, set[str]]:
    return {one.teacher.name: {reason["code"] for reason in one.reasons} for one in suggestions_for(need)}


def test_who_is_asked_for_comes_first_and_the_reason_says_so(two_teams: Need, alice: Member) -> None:
    refresh_suggestions(two_teams)
    assert "wish" not in told(two_teams)["Charlie"]
    want_other_side(two_teams, by=alice)
    want_other_side(two_teams, by=alice)
    assert wants_other_side(two_teams) is True
    assert next(iter(told(two_teams))) == "Charlie"
    assert {"wish", "other_team"} <= told(two_teams)["Charlie"]
    assert told(two_teams)["Bo"].isdisjoint({"wish", "other_team"}), "it is a wish: Bo is still there"
    assert Entry.objects.filter(verb="suggestion.other_side").count() == 1


def test_it_is_taken_back(two_teams: Need, alice: Member) -> None:
    want_other_side(two_teams, by=alice)
    want_either_side(two_teams, by=alice)
    want_either_side(two_teams, by=alice)
    assert (wants_other_side(two_teams), wishes()) == (False, {})
    assert "wish" not in told(two_teams)["Charlie"]


def test_only_for_ones_own_need(two_teams: Need, bo: Member) -> None:
    for act in (want_other_side, want_either_side):
        with pytest.raises(PermissionDenied):
            act(two_teams, by=bo)
    assert not OtherSide.objects.exists()

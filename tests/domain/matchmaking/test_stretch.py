"""Once in a season, by lot, one suggestion outside a member's field, and never two at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from peerloop.kit import clock
from peerloop.matchmaking.actions import (
    dismiss_stretch,
    draw_stretch,
    draw_stretches,
    stop_stretching,
    stretch_again,
    take_stretch,
)
from peerloop.matchmaking.models import Stretch
from peerloop.matchmaking.queries import helpers, season_of, stretch_of, stretches_seen_by, wants_no_stretch
from peerloop.people.actions import block
from peerloop.skills.actions import add_broader, offer, propose_skill, want
from peerloop.skills.models import Need

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

NOW = "2026-Q4"


@pytest.fixture
def singing(need: Need, charlie: Member) -> Skill:
    """Alice wants Rust; Charlie offers to help with singing."""
    skill = propose_skill("Singing", by=charlie)
    offer(charlie, skill=skill, level=4)
    return skill


def test_what_is_drawn_lies_beyond_what_one_offers_and_wants(
    singing: Skill, alice: Member, bo: Member, charlie: Member
) -> None:
    for member in (alice, bo):
        drawn = draw_stretch(member, season=NOW)
        assert drawn is not None
        assert (drawn.skill, drawn.reason) == (singing, "far")
    assert draw_stretch(alice, season=NOW) is None
    assert stretch_of(alice) == Stretch.objects.get(member=alice)
    assert [one.member for one in helpers(Stretch.objects.get(member=alice))] == [charlie]


def test_kin_of_ones_own_is_not_beyond(singing: Skill, rust: Skill, alice: Member, charlie: Member) -> None:
    """Go and Rust belong to programming, and Alice wants Rust."""
    programming, go = propose_skill("Programming", by=charlie), propose_skill("Go", by=charlie)
    offer(charlie, skill=programming, level=4)
    offer(charlie, skill=go, level=4)
    for skill in (rust, go):
        add_broader(skill, programming, by=None)
    for year in range(2026, 2036):
        drawn = draw_stretch(alice, season=f"{year}-Q1")
        assert drawn is None or drawn.skill == singing


def test_much_wanted_is_said_from_five_public_wishes_on(singing: Skill, alice: Member, make_member: MakeMember) -> None:
    for number in range(4):
        want(make_member(f"Singer {number}"), skill=singing, visibility="public")
    want(make_member("Shy"), skill=singing, visibility="matching")
    first = draw_stretch(alice, season=NOW)
    assert first is not None
    assert first.reason == "far"
    first.delete()
    want(make_member("Singer 5"), skill=singing, visibility="public")
    second = draw_stretch(alice, season=NOW)
    assert second is not None
    assert second.reason == "wanted"


def test_nobody_whom_one_is_kept_apart_from_is_its_reason(
    singing: Skill, alice: Member, charlie: Member, dana: Member
) -> None:
    cooking = propose_skill("Cooking", by=dana)
    offer(dana, skill=cooking, level=4)
    drawn = draw_stretch(alice, season=NOW)
    assert drawn is not None
    assert drawn.skill == singing
    block(alice, charlie)
    assert stretch_of(alice) is None
    assert draw_stretch(alice, season="2027-Q1") is None


def test_it_is_taken_up_as_a_need_or_put_aside(singing: Skill, alice: Member, bo: Member) -> None:
    mine, theirs = draw_stretch(alice, season=NOW), draw_stretch(bo, season=NOW)
    assert mine is not None
    assert theirs is not None
    with pytest.raises(PermissionDenied):
        take_stretch(mine, by=bo)
    need = take_stretch(mine, by=alice)
    assert (need.skill, need.level, need.visibility) == (singing, 1, "matching")
    dismiss_stretch(theirs, by=bo)
    dismiss_stretch(theirs, by=bo)
    assert (stretch_of(alice), stretch_of(bo)) == (None, None)
    assert not Need.objects.filter(member=bo).exists()


def test_a_need_that_is_there_already_stays_as_it_is(singing: Skill, alice: Member) -> None:
    mine = draw_stretch(alice, season=NOW)
    assert mine is not None
    want(alice, skill=singing, level=4, visibility="public")
    assert (take_stretch(mine, by=alice).level, Need.objects.filter(member=alice).count()) == (4, 2)


def test_switched_off_is_off_for_good(singing: Skill, alice: Member) -> None:
    draw_stretch(alice, season=NOW)
    stop_stretching(by=alice)
    stop_stretching(by=alice)
    assert (wants_no_stretch(alice), stretch_of(alice)) == (True, None)
    assert draw_stretch(alice, season="2027-Q1") is None
    stretch_again(by=alice)
    assert stretch_of(alice) is not None


def test_everybody_has_a_day_of_the_season_the_same_on_every_machine(
    singing: Skill, make_member: MakeMember, alice: Member
) -> None:
    """Twenty members over the ninety days; each gets one, whichever days the worker was away."""
    for number in range(20):
        make_member(f"Member {number}")
    first, made = date(2026, 10, 1), []
    for day in range(0, 92, 7):
        with clock.at(datetime(2026, 10, 1, 9, tzinfo=UTC) + timedelta(days=day)):
            made.append(draw_stretches(first + timedelta(days=day)))
    assert sum(made) == Stretch.objects.values("member").distinct().count() >= 20
    assert max(made) < 8
    assert draw_stretches(date(2026, 12, 31)) == 0


def test_only_the_seasons_own_is_shown(singing: Skill, alice: Member, dana: Member) -> None:
    draw_stretch(alice, season="2026-Q3")
    assert list(stretches_seen_by(alice)) == []
    draw_stretch(alice, season=NOW)
    assert list(stretches_seen_by(dana)) == []


@pytest.mark.parametrize(
    ("day", "season"),
    [
        (date(2026, 1, 1), ("2026-Q1", 0)),
        (date(2028, 2, 29), ("2028-Q1", 59)),
        (date(2026, 12, 31), ("2026-Q4", 91)),
    ],
)
def test_a_season_is_a_quarter(day: date, season: tuple[str, int]) -> None:
    assert season_of(day) == season

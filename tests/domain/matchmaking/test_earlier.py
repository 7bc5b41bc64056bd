"""Reverse mentoring: somebody earlier in their career teaches somebody who has been here long."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from peerloop.matchmaking.actions import accept, ask, publish, run, want_anybody, want_earlier
from peerloop.matchmaking.queries import suggestions_for
from peerloop.matchmaking.rules import NotPossible
from peerloop.people.actions import update_profile
from peerloop.skills.actions import offer

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Skill

TUESDAY_9 = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def years(need: Need, rust: Skill, alice: Member, bo: Member, charlie: Member) -> Need:
    """Alice came in 2015, Bo in 2010, Charlie in 2024; both know Rust."""
    offer(charlie, skill=rust, level=4)
    for member, year in ((alice, 2015), (bo, 2010), (charlie, 2024)):
        update_profile(member, by=None, hired_on=date(year, 3, 1))
    alice.refresh_from_db()
    need.member.refresh_from_db()
    return need


def suggested(need: Need) -> set[str]:
    return {one.teacher.name for one in suggestions_for(need)}


def test_only_who_came_a_year_later_is_suggested_until_anybody_will_do(years: Need, alice: Member) -> None:
    want_earlier(years, by=alice)
    want_earlier(years, by=alice)
    assert suggested(years) == {"Charlie"}
    want_anybody(years, by=alice)
    assert suggested(years) == {"Bo", "Charlie"}


def test_a_run_keeps_to_it(years: Need, alice: Member, organiser: Member) -> None:
    draft = run(by=organiser)
    want_earlier(years, by=alice)
    publish(draft, by=organiser)
    assert suggested(years) <= {"Charlie"}
    publish(run(by=organiser), by=organiser)
    assert suggested(years) == {"Charlie"}


def test_who_came_less_than_a_year_later_or_nobody_knows_when_is_left_out(
    years: Need, alice: Member, charlie: Member
) -> None:
    for day in (date(2016, 2, 28), None):
        update_profile(charlie, by=None, hired_on=day)
        want_earlier(years, by=alice)
        assert suggested(years) == set()
        want_anybody(years, by=alice)


def test_it_is_asked_for_and_begins_as_such(years: Need, alice: Member, bo: Member, charlie: Member) -> None:
    want_earlier(years, by=alice)
    asked = ask(years, teacher=charlie, starts_at=TUESDAY_9, by=alice)
    assert asked.kind == "reverse"
    assert accept(asked, by=charlie).kind == "reverse"


def test_who_is_asked_all_the_same_and_came_before_is_a_mentor(years: Need, alice: Member, bo: Member) -> None:
    want_earlier(years, by=alice)
    assert ask(years, teacher=bo, starts_at=TUESDAY_9, by=alice).kind == "mentoring"


def test_without_a_day_of_ones_own_it_cannot_be_said(need: Need, alice: Member) -> None:
    with pytest.raises(NotPossible):
        want_earlier(need, by=alice)


def test_nobody_says_it_for_another(years: Need, bo: Member) -> None:
    for act in (want_earlier, want_anybody):
        with pytest.raises(PermissionDenied):
            act(years, by=bo)

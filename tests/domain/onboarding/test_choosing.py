from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from peerloop.onboarding.actions import look_for_buddy, say_yes, stand_back
from peerloop.onboarding.models import Buddy, Welcome
from peerloop.onboarding.queries.choosing import candidates
from peerloop.onboarding.reasons import reason_words
from peerloop.people.actions import avoid, block, depart, update_profile
from peerloop.people.week import OCTETS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import MakeMember

    from peerloop.people.models import Member, Team


def chosen(newcomer: Member) -> list[str]:
    welcome, _new = Welcome.objects.get_or_create(newcomer=newcomer)
    return [member.name for member, _why in candidates(welcome)]


def test_the_same_team_first_with_the_reasons_shown(alice: Member, bo: Member, charlie: Member) -> None:
    assert chosen(alice) == ["Bo", "Charlie"]
    [(_bo, why), _charlie] = candidates(Welcome.objects.get())
    assert reason_words(why, newcomer=True) == [
        "In the same team",
        "At the same place",
        "Has been here for 6 years",
        "You have plenty of working hours in common",
        "A language in common",
        "Outside the reporting line",
    ]


def test_nobody_from_the_reporting_line_up_or_down(
    alice: Member, bo: Member, dana: Member, seasoned: Callable[..., Member]
) -> None:
    """Erik manages Dana, who manages Alice; Finn reports to Alice, and Gus to Finn."""
    erik = seasoned("Erik")
    update_profile(dana, by=None, manager=erik, hired_on=date(2019, 1, 1))
    finn = seasoned("Finn", manager=alice)
    seasoned("Gus", manager=finn)
    assert chosen(alice) == ["Bo"]


def test_only_who_has_been_here_for_a_year_and_has_a_free_place(
    alice: Member, bo: Member, make_member: MakeMember
) -> None:
    make_member("Fresh", hired_on=date(2026, 1, 1))
    make_member("Full", hired_on=date(2019, 1, 1), capacity=0)
    make_member("Unknown")
    assert chosen(alice) == ["Bo"]


@pytest.mark.parametrize("apart", [avoid, block])
@pytest.mark.parametrize("by_the_newcomer", [True, False])
def test_nobody_avoided_or_blocked_either_way(apart, by_the_newcomer: bool, alice: Member, bo: Member) -> None:
    apart(*((alice, bo) if by_the_newcomer else (bo, alice)))
    assert chosen(alice) == []


def test_nobody_without_a_common_language_or_hour(alice: Member, seasoned: Callable[..., Member]) -> None:
    seasoned("Yuki", languages=["ja"])
    owl = seasoned("Owl")
    owl.week = b"\xff" * 3 + bytes(OCTETS - 3)
    owl.save()
    silent = seasoned("Anyone", languages=[])
    assert chosen(alice) == [silent.name]


def test_nobody_unwilling_or_gone(alice: Member, bo: Member, charlie: Member) -> None:
    stand_back(bo)
    depart(charlie, by=None)
    assert chosen(alice) == []


def test_the_load_is_spread(
    alice: Member, bo: Member, charlie: Member, make_member: MakeMember, platform: Team
) -> None:
    """Bo has two newcomers already, so that Charlie of another team comes first."""
    update_profile(bo, by=bo, capacity=5)
    for name in ("Nia", "Noah"):
        newcomer = make_member(name, team=platform, hired_on=date(2026, 11, 2), place="Lisbon", languages=["en"])
        look_for_buddy(newcomer, by=None)
        buddy = Buddy.objects.get(welcome__newcomer=newcomer)
        Buddy.objects.filter(pk=buddy.pk).update(member=bo)
        for member in (newcomer, bo):
            say_yes(buddy, by=member)
    assert chosen(alice) == ["Charlie", "Bo"]


@pytest.mark.parametrize("many", [1, 30])
def test_the_choice_asks_the_same_however_many(
    many: int, alice: Member, seasoned: Callable[..., Member], django_assert_num_queries
) -> None:
    for number in range(many):
        seasoned(f"Peer {number}")
    welcome = Welcome.objects.create(newcomer=alice)
    with django_assert_num_queries(4):
        assert len(candidates(welcome)) == many

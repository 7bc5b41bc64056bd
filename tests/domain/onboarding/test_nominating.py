from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from peerloop.onboarding.actions import nominate, say_no, say_yes, stand_back, welcome_newcomers
from peerloop.onboarding.models import Buddy
from peerloop.onboarding.queries import buddies_seen_by, colleagues_called, newcomers, newcomers_seen_by
from peerloop.onboarding.rules import NotToNominate
from peerloop.people.actions import avoid, block

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import MakeMember

    from peerloop.people.models import Member


def open_now() -> list[str]:
    return [one.member.name for one in Buddy.objects.filter(passing=None, pairing=None)]


def told(manager: Member) -> list[tuple[str, list[tuple[str, bool]]]]:
    return [(one.member.name, [(it.member.name, it.agreed) for it in one.nominated]) for one in newcomers(manager)]


def test_a_manager_thinks_of_somebody_and_learns_only_that_both_agreed(
    alice: Member, bo: Member, charlie: Member, dana: Member, post, work: Callable[[], int]
) -> None:
    nominate(alice, member=charlie, by=dana)
    nominate(alice, member=charlie, by=dana)
    assert open_now() == ["Charlie"]
    buddy = Buddy.objects.get()
    say_yes(buddy, by=charlie)
    assert told(dana) == [("Alice", [("Charlie", False)])]
    work()
    assert post.to(dana) == []
    say_yes(buddy, by=alice)
    assert told(dana) == [("Alice", [("Charlie", True)])]
    work()
    assert [letter["Subject"] for letter in post.to(dana)] == ["Alice and Charlie have agreed"]
    assert list(buddies_seen_by(dana)) == []


def test_who_said_no_and_that_anybody_did_stays_between_the_two(
    alice: Member, bo: Member, charlie: Member, dana: Member, post, work: Callable[[], int]
) -> None:
    nominate(alice, member=charlie, by=dana)
    before = told(dana)
    say_no(Buddy.objects.get(), by=charlie)
    work()
    assert told(dana) == before == [("Alice", [("Charlie", False)])]
    assert post.to(dana) == []


def test_a_nomination_takes_the_place_of_a_proposal_that_nobody_answered(
    alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    welcome_newcomers()
    assert open_now() == ["Bo"]
    nominate(alice, member=charlie, by=dana)
    assert open_now() == ["Charlie"]


def test_and_waits_where_somebody_has_said_yes(alice: Member, bo: Member, charlie: Member, dana: Member) -> None:
    welcome_newcomers()
    say_yes(Buddy.objects.get(), by=alice)
    nominate(alice, member=charlie, by=dana)
    assert open_now() == ["Bo"]
    say_no(Buddy.objects.get(), by=bo)
    assert open_now() == ["Charlie"]


def test_of_a_buddy_found_without_the_manager_the_manager_learns_nothing(
    alice: Member, bo: Member, dana: Member
) -> None:
    """Thinking of the one who is the buddy already tells nothing either."""
    welcome_newcomers()
    for member in (alice, bo):
        say_yes(Buddy.objects.get(), by=member)
    assert told(dana) == [("Alice", [])]
    nominate(alice, member=bo, by=dana)
    assert told(dana) == [("Alice", [("Bo", False)])]


@pytest.mark.parametrize("unwilling", [lambda bo, _alice: stand_back(bo), avoid, block])
def test_somebody_unwilling_is_never_proposed_and_the_manager_does_not_learn_it(
    unwilling, alice: Member, bo: Member, dana: Member
) -> None:
    unwilling(bo, alice)
    nominate(alice, member=bo, by=dana)
    assert (open_now(), told(dana)) == ([], [("Alice", [("Bo", False)])])


def test_nobody_from_the_reporting_line(
    alice: Member, dana: Member, seasoned: Callable[..., Member], make_member: MakeMember
) -> None:
    for wrong in (dana, alice, seasoned("Finn", manager=alice)):
        with pytest.raises(NotToNominate):
            nominate(alice, member=wrong, by=dana)
    assert told(dana) == [("Alice", [])]


def test_only_for_an_own_report_who_is_new(
    alice: Member, bo: Member, charlie: Member, dana: Member, organiser: Member, make_member: MakeMember
) -> None:
    old = make_member("Old", manager=dana, hired_on=date(2020, 1, 1))
    for manager, newcomer in ((charlie, alice), (organiser, alice), (dana, old), (bo, bo)):
        with pytest.raises(PermissionDenied):
            nominate(newcomer, member=bo, by=manager)
    assert list(newcomers_seen_by(dana)) == [alice]
    assert [list(newcomers_seen_by(other)) for other in (alice, bo, organiser)] == [[], [], []]


def test_colleagues_are_found_by_any_name_or_their_address(
    alice: Member, dana: Member, make_member: MakeMember
) -> None:
    make_member("Rosa Luz", email="rl@example.org")
    found = [
        [one.name for one in colleagues_called(w, reader=dana, newcomer=alice)]
        for w in ("ros", "luz", "r", "rl@example.org", "alice")
    ]
    assert found == [["Rosa Luz"], ["Rosa Luz"], [], ["Rosa Luz"], []]


@pytest.mark.parametrize("many", [1, 30])
def test_the_list_asks_the_same_however_many(
    many: int, dana: Member, bo: Member, make_member: MakeMember, django_assert_num_queries
) -> None:
    for number in range(many):
        nominate(make_member(f"New {number}", manager=dana, hired_on=date(2026, 11, 2)), member=bo, by=dana)
    with django_assert_num_queries(2):
        assert len(newcomers(dana)) == many

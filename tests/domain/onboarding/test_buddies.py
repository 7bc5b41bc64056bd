from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from peerloop.kit import clock
from peerloop.matchmaking.models import Pairing
from peerloop.onboarding.actions import (
    farewells,
    let_lapse,
    look_again,
    look_for_buddy,
    need_none,
    part,
    say_how_it_goes,
    say_no,
    say_yes,
    second_weeks,
    stand_back,
    stand_ready,
    welcome_newcomers,
)
from peerloop.onboarding.models import Buddy, Going, Welcome
from peerloop.onboarding.queries import buddies, going_of, is_reluctant, plans_seen_by, tasks_of, to_answer
from peerloop.onboarding.rules import Over
from peerloop.people.actions import avoid, block, depart

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import MakeMember

    from peerloop.people.models import Member


def proposed(newcomer: Member) -> list[str]:
    """Who is proposed to the newcomer, or is their buddy."""
    return [one.other.name for one in buddies(newcomer) if one.newcomer and one.state != "ended"]


@pytest.fixture
def buddy(alice: Member, bo: Member, charlie: Member) -> Buddy:
    """Bo is proposed to Alice."""
    welcome_newcomers()
    return Buddy.objects.get()


@pytest.fixture
def agreed(buddy: Buddy, alice: Member, bo: Member) -> Buddy:
    for member in (alice, bo):
        say_yes(buddy, by=member)
    return Buddy.objects.get(pk=buddy.pk)


def test_each_day_whoever_came_in_the_last_month_is_asked_once(
    alice: Member, bo: Member, make_member: MakeMember, post, work: Callable[[], int]
) -> None:
    make_member("Earlier", hired_on=date(2026, 10, 1))
    make_member("Unsaid")
    assert (welcome_newcomers(), welcome_newcomers()) == (1, 0)
    assert proposed(alice) == ["Bo"]
    work()
    assert [letter["Subject"] for letter in post.to(alice)] == ["Bo could be your buddy for the first weeks"]
    assert [letter["Subject"] for letter in post.to(bo)] == ["Would you be Alice’s buddy for the first weeks?"]


def test_who_has_no_day_of_hire_asks_for_a_buddy(bo: Member, make_member: MakeMember) -> None:
    unsaid = make_member("Unsaid")
    assert welcome_newcomers() == 0
    look_for_buddy(unsaid, by=unsaid)
    look_for_buddy(unsaid, by=unsaid)
    assert proposed(unsaid) == ["Bo"]
    assert Buddy.objects.count() == 1
    with pytest.raises(PermissionDenied):
        look_for_buddy(unsaid, by=bo)


def test_both_say_yes_and_the_first_weeks_begin(
    buddy: Buddy, alice: Member, bo: Member, post, work: Callable[[], int]
) -> None:
    assert [one.state for one in (*buddies(alice), *buddies(bo))] == ["asked", "asked"]
    assert say_yes(buddy, by=bo) is False
    assert [one.state for one in (*buddies(alice), *buddies(bo))] == ["asked", "waits"]
    assert say_yes(buddy, by=alice) is True
    assert say_yes(buddy, by=alice) is True
    pairing = Pairing.objects.get()
    assert (pairing.kind, pairing.learner, pairing.teacher, pairing.skill) == ("onboarding", alice, bo, None)
    assert [one.state for one in (*buddies(alice), *buddies(bo))] == ["paired", "paired"]
    assert {task.week for task in tasks_of(buddy)} == {1, 2, 3, 4, 5, 6}
    with pytest.raises(Over):
        say_no(buddy, by=alice)
    post.letters.clear()
    work()
    assert "You and Bo: the first weeks" in [letter["Subject"] for letter in post.to(alice)]
    assert "You and Alice: the first weeks" in [letter["Subject"] for letter in post.to(bo)]


@pytest.mark.parametrize("by_the_newcomer", [True, False])
def test_either_says_not_this_one_and_the_next_is_proposed(
    by_the_newcomer: bool, buddy: Buddy, alice: Member, bo: Member
) -> None:
    say_no(buddy, by=alice if by_the_newcomer else bo)
    assert proposed(alice) == ["Charlie"]
    assert (buddies(bo), to_answer(bo)) == ([], [])
    say_no(buddy, by=bo)
    with pytest.raises(Over):
        say_yes(buddy, by=bo)


def test_who_had_said_yes_hears_that_it_will_not_be_and_not_why(
    buddy: Buddy, alice: Member, bo: Member, dana: Member, post, work: Callable[[], int]
) -> None:
    say_yes(buddy, by=bo)
    say_no(buddy, by=alice)
    post.letters.clear()
    work()
    [letter] = [one for one in post.to(bo) if "This time" in one["Subject"] or "somebody else" in one["Subject"]]
    assert letter["Subject"] == "It will be somebody else this time"
    assert post.to(dana) == []


def test_nobody_answers_for_another(buddy: Buddy, charlie: Member, dana: Member) -> None:
    for act in (say_yes, say_no):
        for stranger in (charlie, dana):
            with pytest.raises(PermissionDenied):
                act(buddy, by=stranger)


def test_without_an_answer_within_a_week_the_next_is_proposed(buddy: Buddy, alice: Member) -> None:
    say_yes(buddy, by=alice)
    assert let_lapse() == 0
    with clock.at(clock.now() + timedelta(days=7)):
        assert (let_lapse(), let_lapse()) == (1, 0)
        assert proposed(alice) == ["Charlie"]


def test_a_newcomer_who_never_answers_is_left_in_peace(buddy: Buddy, alice: Member, bo: Member) -> None:
    say_yes(buddy, by=bo)
    with clock.at(clock.now() + timedelta(days=7)):
        let_lapse()
        assert (proposed(alice), welcome_newcomers(), look_again()) == ([], 0, 0)
        look_for_buddy(alice, by=alice)
        assert proposed(alice) == ["Charlie"]


def test_who_needs_none_says_so_and_may_ask_again(buddy: Buddy, alice: Member, bo: Member) -> None:
    need_none(alice)
    need_none(alice)
    assert (proposed(alice), buddies(bo)) == ([], [])
    look_for_buddy(alice, by=None)
    assert proposed(alice) == []
    look_for_buddy(alice, by=alice)
    assert proposed(alice) == ["Charlie"]


def test_who_would_rather_be_nobodys_buddy_is_left_out(buddy: Buddy, alice: Member, bo: Member) -> None:
    stand_back(bo)
    stand_back(bo)
    assert (is_reluctant(bo), proposed(alice)) == (True, ["Charlie"])
    stand_ready(bo)
    assert is_reluctant(bo) is False


def test_where_there_is_nobody_the_house_looks_again(alice: Member, seasoned: Callable[..., Member]) -> None:
    welcome_newcomers()
    assert proposed(alice) == []
    seasoned("Late")
    assert look_again() == 1
    assert proposed(alice) == ["Late"]


@pytest.mark.parametrize("apart", [block, avoid, lambda bo, _alice: depart(bo, by=None)])
def test_a_block_an_avoidance_or_a_departure_on_the_way(apart, buddy: Buddy, alice: Member, bo: Member) -> None:
    apart(bo, alice)
    assert proposed(alice) == ["Charlie"]


def test_the_newcomer_leaves(buddy: Buddy, alice: Member, bo: Member) -> None:
    depart(alice, by=None)
    assert (buddies(bo), buddies(alice)) == ([], [])
    assert Welcome.objects.get().closing.by is None


def test_a_buddy_who_leaves_makes_room_for_the_next(agreed: Buddy, alice: Member, bo: Member) -> None:
    depart(bo, by=None)
    assert proposed(alice) == ["Charlie"]


def test_somebody_else_would_suit_better(agreed: Buddy, alice: Member, bo: Member) -> None:
    part(agreed, by=bo)
    assert proposed(alice) == ["Charlie"]
    assert list(plans_seen_by(bo)) == []
    with pytest.raises(Over):
        part(agreed, by=alice)


def test_in_the_second_week_both_are_asked_how_it_is_going(
    agreed: Buddy, alice: Member, bo: Member, dana: Member, post, work: Callable[[], int]
) -> None:
    work()
    post.letters.clear()
    assert second_weeks() == 0
    with clock.at(clock.now() + timedelta(days=9)):
        assert (second_weeks(), second_weeks()) == (1, 0)
        work()
        say_how_it_goes(agreed, answer="slowly", by=alice)
        say_how_it_goes(agreed, answer="well", by=alice)
    assert [post.to(member)[0]["Subject"] for member in (alice, bo)] == [
        "How is it going with Bo?",
        "How is it going with Alice?",
    ]
    assert going_of(agreed, alice).answer == "well"
    assert going_of(agreed, bo) is None
    assert (Going.objects.count(), post.to(dana)) == (1, [])


def test_after_three_months_it_ends_with_thanks(
    agreed: Buddy, alice: Member, bo: Member, post, work: Callable[[], int]
) -> None:
    work()
    post.letters.clear()
    with clock.at(clock.now() + timedelta(weeks=13)):
        assert (farewells(), farewells()) == (1, 0)
        work()
        assert [one.state for one in (*buddies(alice), *buddies(bo))] == ["ended", "ended"]
        assert (look_again(), proposed(alice)) == (0, [])
    assert "Your first weeks with Bo are over" in [letter["Subject"] for letter in post.to(alice)]
    assert "The first weeks with Alice are over" in [letter["Subject"] for letter in post.to(bo)]
    assert [list(plans_seen_by(member)) for member in (alice, bo)] == [[agreed], []]

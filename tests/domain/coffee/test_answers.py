from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from peerloop.coffee.actions import hold_round, join, say_met, say_no, say_yes, settle
from peerloop.coffee.models import Introduction, Round
from peerloop.coffee.queries import coffees, to_answer
from peerloop.coffee.rules import Over
from peerloop.kit import clock
from peerloop.people.actions import block, depart
from peerloop.schedule.models import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.people.models import Member


def stands(introduction: Introduction) -> Session:
    return Session.objects.select_related("confirmation", "cancellation").get(pk=introduction.session_id)


def states(*members: Member) -> list[str]:
    return [one.state for member in members for one in coffees(member, at_most=9)]


def test_both_say_yes_and_it_is_booked(together: Introduction, alice: Member, bo: Member, post, work) -> None:
    assert say_yes(together, by=alice) is False
    assert states(alice, bo) == ["waits", "asked"]
    assert say_yes(together, by=bo) is True
    assert say_yes(together, by=bo) is True
    assert states(alice, bo) == ["booked", "booked"]
    work()
    assert [letter["Subject"].strip() for letter in post.to(alice)] == [
        "Booked: Coffee with Bo, Wednesday 25 November, 09:00–09:30"
    ]


def test_one_says_no_and_the_hour_is_free(together: Introduction, alice: Member, bo: Member) -> None:
    say_yes(together, by=alice)
    say_no(together, by=bo)
    assert states(alice, bo) == ["off", "off"]
    assert (to_answer(alice), to_answer(bo)) == ([], [])
    with pytest.raises(Over):
        say_yes(together, by=bo)


def test_of_three_two_still_meet(alice: Member, bo: Member, charlie: Member) -> None:
    for member in (alice, bo, charlie):
        join(member)
    hold_round(Round.objects.create())
    together = Introduction.objects.get()
    say_yes(together, by=alice)
    say_yes(together, by=bo)
    say_no(together, by=charlie)
    assert states(alice, bo, charlie) == ["booked", "booked", "off"]
    assert [one.others for one in coffees(alice, at_most=1)] == [[bo]]


def test_once_booked_one_cancels_the_session_instead(together: Introduction, alice: Member, bo: Member) -> None:
    for member in (alice, bo):
        say_yes(together, by=member)
    with pytest.raises(Over):
        say_no(together, by=bo)
    assert states(bo) == ["booked"]


def test_nobody_answers_for_another(together: Introduction, charlie: Member) -> None:
    for act in (say_yes, say_no):
        with pytest.raises(PermissionDenied):
            act(together, by=charlie)


def test_who_let_it_be_booked_has_it_booked_when_the_time_is_up(
    together: Introduction, alice: Member, bo: Member
) -> None:
    join(bo, books_itself=True)
    say_yes(together, by=alice)
    assert settle() == 0
    with clock.at(together.answer_by):
        assert settle() == 1
        assert states(alice, bo) == ["booked", "booked"]


def test_without_an_answer_the_hour_is_given_back_and_who_said_yes_hears_of_it(
    together: Introduction, alice: Member, bo: Member, post, work: Callable[[], int]
) -> None:
    say_yes(together, by=alice)
    work()
    post.letters.clear()
    with clock.at(together.answer_by):
        assert settle() == 1
        assert settle() == 0
        assert hasattr(stands(together), "cancellation")
        work()
    assert [letter["Subject"] for letter in post.to(alice)] == ["No coffee with Bo this time"]
    assert post.to(bo) == []


def test_afterwards_each_says_whether_they_met(together: Introduction, alice: Member, bo: Member) -> None:
    for member in (alice, bo):
        say_yes(together, by=member)
    with pytest.raises(Over):
        say_met(together, by=alice, met=True)
    with clock.at(together.session.ends_at + timedelta(hours=1)):
        assert [one.introduction for one in to_answer(alice)] == [together]
        say_met(together, by=alice, met=True)
        assert states(alice, bo) == ["met", "ask_met"]
        assert to_answer(alice) == []


@pytest.mark.parametrize("apart", [lambda alice, bo: block(bo, alice), lambda _alice, bo: depart(bo, by=None)])
def test_a_block_or_a_departure_ends_it(together: Introduction, alice: Member, bo: Member, apart) -> None:
    apart(alice, bo)
    assert hasattr(stands(together), "cancellation")
    assert to_answer(alice) == []

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
from peerloop.kit.clock import now
from peerloop.people.actions import block, depart
from peerloop.schedule.actions import leave_session, record_ended_sessions
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
    assert (to_answer(alice, now()), to_answer(bo, now())) == ([], [])
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


def three_at_a_table(*members: Member) -> Introduction:
    for member in members:
        join(member)
    hold_round(Round.objects.create())
    return Introduction.objects.get()


def test_of_three_who_silent_is_left_out_and_two_still_meet(alice: Member, bo: Member, charlie: Member) -> None:
    """Alice says yes, Bo lets it be booked, Charlie says nothing."""
    together = three_at_a_table(alice, bo, charlie)
    join(bo, books_itself=True)
    say_yes(together, by=alice)
    with clock.at(together.answer_by):
        assert settle() == 1
    assert states(alice, bo, charlie) == ["booked", "booked", "off"]
    assert [one.others for one in coffees(alice, at_most=1)] == [[bo]]
    assert to_answer(charlie, now()) == []


def test_nobody_acts_and_two_who_ticked_it_meet(together: Introduction, alice: Member, bo: Member) -> None:
    for member in (alice, bo):
        join(member, books_itself=True)
    with clock.at(together.answer_by):
        settle()
    assert states(alice, bo) == ["booked", "booked"]


def test_one_who_is_willing_alone_meets_nobody(alice: Member, bo: Member, charlie: Member) -> None:
    together = three_at_a_table(alice, bo, charlie)
    say_yes(together, by=alice)
    with clock.at(together.answer_by):
        settle()
    assert states(alice, bo, charlie) == ["off", "off", "off"]


def test_who_leaves_the_booked_table_is_not_asked_whether_they_met(alice: Member, bo: Member, charlie: Member) -> None:
    together = three_at_a_table(alice, bo, charlie)
    for member in (alice, bo, charlie):
        say_yes(together, by=member)
    leave_session(together.session, by=charlie)
    assert states(alice, bo, charlie) == ["booked", "booked", "off"]


def test_when_it_is_over_each_is_asked_once_whether_they_met(
    together: Introduction, alice: Member, bo: Member, post, work: Callable[[], int]
) -> None:
    """Bo has said so before the mail goes out."""
    for member in (alice, bo):
        say_yes(together, by=member)
    work()
    post.letters.clear()
    with clock.at(together.session.ends_at + timedelta(minutes=10)):
        record_ended_sessions()
        say_met(together, by=bo, met=True)
        work()
        record_ended_sessions()
        work()
    assert [letter["Subject"] for letter in post.to(alice)] == ["Did you meet Bo?"]
    assert post.to(bo) == []


def test_afterwards_each_says_whether_they_met(together: Introduction, alice: Member, bo: Member) -> None:
    for member in (alice, bo):
        say_yes(together, by=member)
    with pytest.raises(Over):
        say_met(together, by=alice, met=True)
    with clock.at(together.session.ends_at + timedelta(hours=1)):
        assert [one.introduction for one in to_answer(alice, now())] == [together]
        say_met(together, by=alice, met=True)
        assert states(alice, bo) == ["met", "ask_met"]
        assert to_answer(alice, now()) == []


@pytest.mark.parametrize("apart", [lambda alice, bo: block(bo, alice), lambda _alice, bo: depart(bo, by=None)])
def test_a_block_or_a_departure_ends_it(together: Introduction, alice: Member, bo: Member, apart) -> None:
    apart(alice, bo)
    assert hasattr(stands(together), "cancellation")
    assert to_answer(alice, now()) == []

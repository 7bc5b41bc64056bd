from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from peerloop.exchange.actions import (
    accept_guest,
    ask_for_day,
    ask_to_come,
    decline_guest,
    expire,
    take_day_off,
    withdraw_day_request,
)
from peerloop.exchange.models import Day, DayRequest
from peerloop.exchange.queries import day_requests_seen_by, days_seen_by, days_to_answer, open_days
from peerloop.exchange.rules import Over, Refused
from peerloop.kit import clock
from peerloop.kit.clock import now
from peerloop.people.actions import avoid, block, depart
from peerloop.schedule.actions import hold_session, record_ended_sessions

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import MakeMember

    from peerloop.people.models import Member


def kinds() -> list[str]:
    """How each request ended, "open" where it did not."""
    rows = DayRequest.objects.select_related("reply").order_by("pk")
    return [row.reply.kind if hasattr(row, "reply") else "open" for row in rows]


def test_you_may_shadow_me(
    a_day: Callable[..., Day], alice: Member, bo: Member, dana: Member, post, work: Callable[[], int]
) -> None:
    """Alice asks, Bo says yes, the day is booked for both, and no manager hears of it."""
    day = a_day(bo, where="Room 4")
    assert [one.left for one in open_days(alice)] == [1]
    asked = ask_to_come(day, by=alice, word="I would like to see it")
    assert ask_to_come(day, by=alice) == asked
    assert days_to_answer(bo, now()) == [asked]
    work()
    assert [letter["Subject"] for letter in post.to(bo)] == ["Alice would like to come along for a day"]
    session = accept_guest(asked, by=bo)
    assert accept_guest(asked, by=bo) == session
    assert (session.kind, session.audience, session.minutes, session.place) == ("shadowing", "invited", 420, "Room 4")
    assert {one.member.name: one.part for one in session.participations.all()} == {"Bo": "teacher", "Alice": "learner"}
    assert (list(open_days(alice)), days_to_answer(bo, now())) == ([], [])
    work()
    assert "Bo says yes: Wednesday 2 December, 09:00–16:00" in [one["Subject"].strip() for one in post.to(alice)]
    assert post.to(dana) == []


def test_afterwards_a_loop_is_offered(
    a_day: Callable[..., Day], alice: Member, bo: Member, post, work: Callable[[], int]
) -> None:
    session = accept_guest(ask_to_come(a_day(bo), by=alice), by=bo)
    work()
    post.letters.clear()
    with clock.at(session.ends_at + timedelta(hours=1)):
        record_ended_sessions()
        work()
    [letter] = [one for one in post.to(alice) if one["Subject"] == "What did you see with Bo?"]
    assert f"/loops/new?with={bo.pk}" in letter.get_body(("plain",)).get_content()
    assert [one for one in post.to(bo) if "What did you see" in one["Subject"]] == []


def test_the_last_place_goes_once_and_who_else_waited_is_told(
    a_day: Callable[..., Day], alice: Member, bo: Member, charlie: Member, post, work: Callable[[], int]
) -> None:
    day = a_day(bo, seats=1)
    first, second = ask_to_come(day, by=alice), ask_to_come(day, by=charlie)
    accept_guest(first, by=bo)
    assert kinds() == ["accepted", "taken"]
    with pytest.raises(Over):
        accept_guest(second, by=bo)
    with pytest.raises(Refused):
        ask_to_come(day, by=charlie)
    work()
    assert "The day with Bo has been taken" in [letter["Subject"] for letter in post.to(charlie)]


def test_two_come_along_on_one_day(a_day: Callable[..., Day], alice: Member, bo: Member, charlie: Member) -> None:
    day = a_day(bo, seats=2)
    sessions = {accept_guest(ask_to_come(day, by=guest), by=bo).pk for guest in (alice, charlie)}
    [session] = Day.objects.filter(session__in=sessions).values_list("session", flat=True)
    assert sessions == {session}


def test_declined_withdrawn_and_expired(
    a_day: Callable[..., Day], alice: Member, bo: Member, charlie: Member, post, work: Callable[[], int]
) -> None:
    day = a_day(bo, seats=3)
    decline_guest(ask_to_come(day, by=alice), by=bo)
    with pytest.raises(Refused):
        ask_to_come(day, by=alice)
    thought_better = ask_to_come(day, by=charlie)
    withdraw_day_request(thought_better, by=charlie)
    withdraw_day_request(thought_better, by=charlie)
    with pytest.raises(Over):
        decline_guest(thought_better, by=bo)
    ask_to_come(day, by=charlie)
    with clock.at(clock.now() + timedelta(days=7)):
        assert (expire(), expire()) == (1, 0)
    assert kinds() == ["declined", "withdrawn", "expired"]
    work()
    assert "A day with Bo is not possible this time" in [one["Subject"].strip() for one in post.to(alice)]


def test_asking_a_colleague_who_offered_nothing(alice: Member, bo: Member, dana: Member) -> None:
    said = {"said": "A day of yours", "local_date": date(2026, 12, 3), "local_time": time(10), "until": time(12)}
    asked = ask_for_day(bo, by=alice, **said)
    with pytest.raises(Refused):
        ask_for_day(bo, by=alice, **said)
    assert (list(open_days(dana)), list(days_seen_by(alice))) == ([], [])
    assert accept_guest(asked, by=bo).participations.count() == 2
    for wrong in (bo, alice):
        with pytest.raises(PermissionDenied):
            ask_for_day(wrong, by=wrong, **said)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"said": " "}, "about"),
        ({"said": "x" * 601}, "about"),
        ({"until": time(9)}, "until"),
        ({"until": time(8)}, "until"),
        ({"until": time(9, 5)}, "until"),
        ({"local_time": time(0), "until": time(23)}, "until"),
        ({"local_date": date(2026, 11, 20)}, "local_date"),
        ({"local_date": date(9999, 12, 31)}, "local_date"),
        ({"seats": 0}, "places"),
        ({"seats": 6}, "places"),
        ({"where": "x" * 121}, "where"),
    ],
)
def test_what_is_wrong_is_said_by_its_field(change: dict, field: str, a_day: Callable[..., Day], bo: Member) -> None:
    with pytest.raises(ValidationError) as told:
        a_day(bo, **change)
    assert list(told.value.message_dict) == [field]
    assert Day.objects.count() == 0


def test_a_day_on_which_the_host_has_something_is_not_booked(
    a_day: Callable[..., Day], alice: Member, bo: Member, charlie: Member
) -> None:
    asked = ask_to_come(a_day(bo), by=alice)
    hold_session(
        by=bo, learner=charlie, teacher=bo, skill=None, local_date=date(2026, 12, 2), local_time=time(11), zone="UTC"
    )
    with pytest.raises(Refused):
        accept_guest(asked, by=bo)
    assert kinds() == ["open"]


def test_nobody_answers_for_another_or_asks_themselves(
    a_day: Callable[..., Day], alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    day = a_day(bo)
    asked = ask_to_come(day, by=alice)
    for stranger in (alice, charlie, dana):
        for act in (accept_guest, decline_guest):
            with pytest.raises(PermissionDenied):
                act(asked, by=stranger)
        assert stranger == alice or list(day_requests_seen_by(stranger)) == []
    with pytest.raises(PermissionDenied):
        ask_to_come(day, by=bo)
    with pytest.raises(PermissionDenied):
        take_day_off(day, by=alice)


@pytest.mark.parametrize("apart", [block, avoid])
@pytest.mark.parametrize("by_the_guest", [True, False])
def test_days_of_somebody_kept_apart_are_not_there(
    apart, by_the_guest: bool, a_day: Callable[..., Day], alice: Member, bo: Member
) -> None:
    day = a_day(bo)
    apart(*((alice, bo) if by_the_guest else (bo, alice)))
    assert list(open_days(alice)) == []
    with pytest.raises(PermissionDenied):
        ask_to_come(day, by=alice)


def test_who_avoids_somebody_is_not_asked_by_them_and_looks_merely_silent(
    alice: Member, bo: Member, post, work: Callable[[], int]
) -> None:
    """Alice hears what she would hear of anybody who does not answer: nothing tells her of Bo's list."""
    avoid(bo, alice)
    said = {"said": "A day of yours", "local_date": date(2026, 12, 3), "local_time": time(10), "until": time(12)}
    asked = ask_for_day(bo, by=alice, **said)
    work()
    assert (list(day_requests_seen_by(alice)), list(day_requests_seen_by(bo)), days_to_answer(bo, now())) == (
        [asked],
        [],
        [],
    )
    with clock.at(clock.now() + timedelta(days=7)):
        expire()
        work()
        assert list(day_requests_seen_by(bo)) == []
    assert [letter["Subject"].strip() for letter in post.to(alice)] == ["No answer from Bo about a day"]
    assert post.to(bo) == []
    with pytest.raises(Refused):
        ask_for_day(alice, by=bo, **said)


@pytest.mark.parametrize("gone", [lambda _alice, bo: depart(bo, by=None), lambda alice, bo: block(bo, alice)])
def test_a_departure_or_a_block_on_the_way(gone, a_day: Callable[..., Day], alice: Member, bo: Member) -> None:
    asked = ask_to_come(a_day(bo), by=alice)
    gone(alice, bo)
    assert kinds() == ["declined"]
    with pytest.raises((Over, PermissionDenied)):
        accept_guest(asked, by=bo)


def test_a_day_taken_off_tells_who_waits_and_keeps_what_was_agreed(
    a_day: Callable[..., Day], alice: Member, bo: Member, charlie: Member
) -> None:
    day = a_day(bo, seats=3)
    session = accept_guest(ask_to_come(day, by=alice), by=bo)
    ask_to_come(day, by=charlie)
    take_day_off(day, by=bo)
    take_day_off(day, by=bo)
    assert (kinds(), list(open_days(charlie))) == (["accepted", "declined"], [])
    assert not hasattr(session, "cancellation")


@pytest.mark.parametrize("many", [1, 30])
def test_the_lists_ask_the_same_however_many(
    many: int, a_day: Callable[..., Day], alice: Member, make_member: MakeMember, django_assert_num_queries
) -> None:
    for number in range(many):
        a_day(make_member(f"Host {number}"))
    with django_assert_num_queries(1):
        assert len(open_days(alice)) == many

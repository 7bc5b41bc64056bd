from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from peerloop.journal.models import Entry
from peerloop.journal.outbox import Scheduled, handlers, schedule
from peerloop.kit import clock
from peerloop.loops.queries import loops_seen_by
from peerloop.matchmaking.actions import accept, ask, decline, expire_requests, withdraw
from peerloop.matchmaking.each import each
from peerloop.matchmaking.models import Outcome, Pairing, Request
from peerloop.matchmaking.queries import (
    answered,
    asked_by,
    open_request,
    pairings_seen_by,
    requests_seen_by,
    seats_left,
    suggestions_for,
    to_answer,
)
from peerloop.matchmaking.rules import AlreadyAsked, BadLine, HourTaken, NotToAsk, RequestOver, SeatTaken
from peerloop.people.actions import avoid, block, depart, update_profile
from peerloop.schedule.actions import cancel_session
from peerloop.schedule.queries import busy
from peerloop.skills.actions import drop_need, offer, want

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Skill

TUESDAY_9 = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HALF = timedelta(minutes=30)


@pytest.fixture
def request_(need: Need, alice: Member, bo: Member) -> Request:
    """Alice has asked Bo for Tuesday, 09:00."""
    return ask(need, teacher=bo, starts_at=TUESDAY_9, text="May I look over your shoulder?", by=alice)


def outcome(request: Request) -> str:
    return Outcome.objects.get(request=request).kind


def taken(*members: Member) -> list[tuple[int, datetime, datetime]]:
    return busy([member.pk for member in members], TUESDAY_9 - timedelta(days=30), TUESDAY_9 + timedelta(days=30))


def verbs() -> list[str]:
    return [verb for verb in Entry.objects.order_by("pk").values_list("verb", flat=True) if verb.startswith("request.")]


def test_asking_holds_the_hour_and_a_seat(request_: Request, alice: Member, bo: Member) -> None:
    assert taken(alice, bo) == [(alice.pk, TUESDAY_9, TUESDAY_9 + HALF), (bo.pk, TUESDAY_9, TUESDAY_9 + HALF)]
    assert seats_left([bo.pk]) == {bo.pk: 1}
    assert list(to_answer(bo)) == list(asked_by(alice)) == [request_]
    assert request_.text == "May I look over your shoulder?"
    assert verbs() == ["request.made"]


def test_a_double_click_is_one_request(request_: Request, need: Need, alice: Member, bo: Member) -> None:
    assert ask(need, teacher=bo, starts_at=TUESDAY_9, by=alice) == request_
    assert verbs() == ["request.made"]


def test_one_open_request_for_a_need(
    request_: Request, need: Need, rust: Skill, alice: Member, make_member: MakeMember
) -> None:
    ed = make_member("Ed")
    offer(ed, skill=rust, level=4)
    with pytest.raises(AlreadyAsked) as told:
        ask(need, teacher=ed, starts_at=TUESDAY_9 + HALF, by=alice)
    assert told.value.request == request_
    assert told.value.messages == ["You have asked Bo already. Wait for the answer, or withdraw that request first."]


def test_an_hour_taken_meanwhile_names_the_next(
    request_: Request, rust: Skill, bo: Member, make_member: MakeMember
) -> None:
    other = want(make_member("Ed"), skill=rust, level=3)
    with pytest.raises(HourTaken) as told:
        ask(other, teacher=bo, starts_at=TUESDAY_9, by=other.member)
    assert told.value.instead == TUESDAY_9 + HALF


@pytest.mark.parametrize(
    "starts_at",
    [TUESDAY_9 - timedelta(days=2), TUESDAY_9.replace(hour=20), TUESDAY_9 + timedelta(minutes=5)],
    ids=["past", "at night", "beside the quarter-hours"],
)
def test_an_hour_that_is_not_free_for_both_cannot_be_asked_for(
    starts_at: datetime, need: Need, alice: Member, bo: Member
) -> None:
    with pytest.raises(HourTaken):
        ask(need, teacher=bo, starts_at=starts_at, by=alice)
    assert Request.objects.count() == 0


def test_no_seat_is_given_beyond_capacity(request_: Request, rust: Skill, bo: Member, make_member: MakeMember) -> None:
    update_profile(bo, by=bo, capacity=1)
    other = want(make_member("Ed"), skill=rust, level=3)
    with pytest.raises(SeatTaken) as told:
        ask(other, teacher=bo, starts_at=TUESDAY_9 + HALF, by=other.member)
    assert told.value.messages == ["All places with Bo are taken just now."]


@pytest.mark.parametrize("apart", [avoid, block])
def test_who_is_kept_apart_hears_what_they_hear_where_seats_are_taken(
    apart, need: Need, alice: Member, bo: Member
) -> None:
    apart(bo, alice)
    with pytest.raises(SeatTaken) as told:
        ask(need, teacher=bo, starts_at=TUESDAY_9, by=alice)
    assert told.value.messages == ["All places with Bo are taken just now."]


def test_the_own_manager_is_not_to_be_asked(need: Need, rust: Skill, alice: Member, dana: Member) -> None:
    offer(dana, skill=rust, level=5)
    with pytest.raises(NotToAsk):
        ask(need, teacher=dana, starts_at=TUESDAY_9, by=alice)


def test_nor_is_who_does_not_offer_it(need: Need, alice: Member, charlie: Member) -> None:
    with pytest.raises(NotToAsk) as told:
        ask(need, teacher=charlie, starts_at=TUESDAY_9, by=alice)
    assert told.value.messages == ["This person cannot be asked about this. Please choose somebody else."]


def test_nobody_asks_in_another_s_name(need: Need, bo: Member, charlie: Member) -> None:
    with pytest.raises(PermissionDenied):
        ask(need, teacher=bo, starts_at=TUESDAY_9, by=charlie)


def test_a_line_has_280_letters(need: Need, alice: Member, bo: Member) -> None:
    with pytest.raises(BadLine) as told:
        ask(need, teacher=bo, starts_at=TUESDAY_9, text="x" * 281, by=alice)
    assert told.value.message_dict == {"text": ["That is 1 letter too long."]}


def test_accepting_makes_a_pairing_books_the_hour_and_opens_the_loop(
    request_: Request, alice: Member, bo: Member
) -> None:
    pairing = accept(request_, by=bo)
    [session] = pairing.sessions.all()
    assert session == request_.session
    assert session.confirmation.by == bo
    assert list(loops_seen_by(alice)) == [pairing.loop]
    assert list(pairings_seen_by(alice)) == list(pairings_seen_by(bo)) == [pairing]
    assert seats_left([bo.pk]) == {bo.pk: 1}
    assert verbs() == ["request.made", "request.accepted"]


def test_only_the_one_who_is_asked_answers(request_: Request, alice: Member, charlie: Member, dana: Member) -> None:
    for member in (alice, charlie, dana):
        with pytest.raises(PermissionDenied):
            accept(request_, by=member)
        with pytest.raises(PermissionDenied):
            decline(request_, by=member)


def test_an_answer_is_given_once(request_: Request, alice: Member, bo: Member) -> None:
    accept(request_, by=bo)
    for answer in (lambda: accept(request_, by=bo), lambda: decline(request_, by=bo)):
        with pytest.raises(RequestOver) as told:
            answer()
        assert told.value.messages == ["This request has been accepted already."]
    with pytest.raises(RequestOver):
        withdraw(request_, by=alice)
    assert Pairing.objects.count() == 1


def test_declining_frees_hour_and_seat(request_: Request, need: Need, alice: Member, bo: Member) -> None:
    decline(request_, by=bo, word="A full week, sorry")
    assert outcome(request_) == "declined"
    assert request_.session.cancellation.word == "A full week, sorry"
    assert taken(alice, bo) == []
    assert seats_left([bo.pk]) == {bo.pk: 2}
    assert open_request(need) is None
    assert list(answered(alice)) == list(answered(bo)) == [request_]


def test_declined_and_on_to_the_next(need: Need, rust: Skill, alice: Member, bo: Member, make_member) -> None:
    """Alice ticked it: Ed is asked at the next hour that both have, with the same line."""
    ed = make_member("Ed")
    offer(ed, skill=rust, level=4)
    want(alice, skill=rust, level=3)
    first = ask(need, teacher=bo, starts_at=TUESDAY_9, text="Hello", then_next=True, by=alice)
    decline(first, by=bo)
    second = open_request(need)
    assert (second.teacher, second.text, second.then_next) == (ed, "Hello", True)
    assert second.session.starts_at == TUESDAY_9
    assert verbs() == ["request.made", "request.declined", "request.made"]


def test_the_next_is_found_even_where_only_one_was_suggested(
    need: Need, rust: Skill, alice: Member, bo: Member, make_member: MakeMember
) -> None:
    """A run has chosen Bo alone; Ed has come since."""
    first = ask(need, teacher=bo, starts_at=TUESDAY_9, then_next=True, by=alice)
    ed = make_member("Ed")
    offer(ed, skill=rust, level=4)
    decline(first, by=bo)
    assert open_request(need).teacher == ed


def test_without_the_tick_nobody_else_is_asked(
    need: Need, rust: Skill, alice: Member, bo: Member, make_member: MakeMember
) -> None:
    offer(make_member("Ed"), skill=rust, level=4)
    decline(ask(need, teacher=bo, starts_at=TUESDAY_9, by=alice), by=bo)
    assert open_request(need) is None
    assert [suggestion.teacher.name for suggestion in suggestions_for(need)] == ["Ed"]


def test_withdrawn_is_free_to_be_suggested_again(request_: Request, need: Need, alice: Member, bo: Member) -> None:
    with pytest.raises(PermissionDenied):
        withdraw(request_, by=bo)
    withdraw(request_, by=alice)
    assert outcome(request_) == "withdrawn"
    assert [suggestion.teacher for suggestion in suggestions_for(need)] == [bo]


def test_two_of_the_teacher_s_working_days(need: Need, alice: Member, bo: Member) -> None:
    """Asked on Monday for Friday: Tuesday and Wednesday are Bo's to answer; on Thursday it has expired."""
    friday = TUESDAY_9 + timedelta(days=3)
    request = ask(need, teacher=bo, starts_at=friday, by=alice)
    thursday = datetime(2026, 11, 26, tzinfo=UTC)
    assert request.expires_at == thursday
    with clock.at(thursday - timedelta(seconds=1)):
        assert expire_requests() == 0
    with clock.at(thursday):
        with pytest.raises(RequestOver) as told:
            accept(request, by=bo)
        assert told.value.messages == ["This request has expired; the hour is free again."]
        assert expire_requests() == 1
        assert expire_requests() == 0
    assert outcome(request) == "expired"
    assert taken(alice, bo) == []


def test_the_worker_expires_what_is_overdue_every_five_minutes(request_: Request) -> None:
    assert Scheduled("matchmaking.expire_requests", timedelta(minutes=5)) in schedule
    with clock.at(TUESDAY_9):
        handlers["matchmaking.expire_requests"]({})
    assert outcome(request_) == "expired"


def test_one_request_that_cannot_be_expired_does_not_hold_up_the_others() -> None:
    done: list[int] = []

    def act(number: int) -> None:
        done.append(1 // number)

    with pytest.raises(ZeroDivisionError):
        each([1, 0, 1], act)
    assert done == [1, 1]


def test_a_request_never_outlives_its_hour(request_: Request) -> None:
    assert request_.expires_at == TUESDAY_9


def test_expired_and_on_to_the_next(need: Need, rust: Skill, alice: Member, bo: Member, make_member) -> None:
    ed = make_member("Ed")
    offer(ed, skill=rust, level=4)
    want(alice, skill=rust, level=3)
    ask(need, teacher=bo, starts_at=TUESDAY_9, then_next=True, by=alice)
    with clock.at(TUESDAY_9):
        expire_requests()
    assert open_request(need).teacher == ed


def test_whoever_gives_the_held_hour_back_has_answered(request_: Request, bo: Member) -> None:
    cancel_session(request_.session, by=bo)
    assert outcome(request_) == "declined"


def test_a_dropped_need_takes_its_request_back(request_: Request, need: Need, alice: Member, bo: Member) -> None:
    drop_need(need, by=alice)
    assert outcome(request_) == "withdrawn"
    assert taken(alice, bo) == []


@pytest.mark.parametrize(("gone", "how"), [("alice", "withdrawn"), ("bo", "declined")])
def test_somebody_leaves(gone: str, how: str, request_: Request, alice: Member, bo: Member) -> None:
    depart({"alice": alice, "bo": bo}[gone], by=None)
    assert outcome(request_) == how
    assert taken(alice, bo) == []


def test_a_block_ends_the_request_and_hides_it(request_: Request, alice: Member, bo: Member) -> None:
    block(alice, bo)
    assert outcome(request_) == "withdrawn"
    assert list(requests_seen_by(alice)) == list(requests_seen_by(bo)) == []


def test_nobody_else_sees_a_request(
    request_: Request,
    alice: Member,
    bo: Member,
    charlie: Member,
    dana: Member,
    organiser: Member,
    administrator: Member,
) -> None:
    """Dana manages Alice; she sees neither the request nor the pairing."""
    pairing = accept(request_, by=bo)
    assert list(requests_seen_by(alice)) == list(requests_seen_by(bo)) == [request_]
    for other in (charlie, dana, organiser, administrator):
        assert list(requests_seen_by(other)) == []
        assert list(pairings_seen_by(other)) == []
    assert list(pairings_seen_by(alice)) == [pairing]


def test_the_request_s_hour_is_said_on_the_learner_s_clock(rust: Skill, teaches: Member, make_member) -> None:
    lin = make_member("Lin", time_zone="Asia/Tokyo", week=bytes([255]) * 84)
    need = want(lin, skill=rust, level=3)
    request = ask(need, teacher=teaches, starts_at=TUESDAY_9, by=lin)
    session = request.session
    assert (session.local_date, session.local_time.hour, session.zone) == (date(2026, 11, 24), 18, "Asia/Tokyo")

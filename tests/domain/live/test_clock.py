"""A clock that is the same for all, turned by who leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.live.conftest import NOON, fresh, minutes

from peerloop.journal.models import Entry
from peerloop.live.actions import finish, more_time, next_step, pause, resume, start, step_back
from peerloop.live.models import Clock
from peerloop.live.queries import agenda_of, clock_of
from peerloop.live.rules import Overtaken
from peerloop.schedule.actions import cancel_session, move_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@pytest.fixture
def under_way(clock, lunch: Session, bo: Member) -> Session:
    """It is noon, and Bo has begun."""
    clock.move_to(NOON)
    start(lunch, by=bo)
    return lunch


def test_it_begins_with_the_first_step_of_what_its_kind_is_run_by(under_way: Session) -> None:
    running = clock_of(under_way)
    assert (running.place, running.ends_at, running.left, running.sequence) == (0, NOON + minutes(5), None, 0)
    assert agenda_of(under_way).format == "lunch_and_learn"


def test_starting_twice_is_once(under_way: Session, bo: Member) -> None:
    assert start(under_way, by=bo) == Clock.objects.get()
    assert Entry.objects.filter(verb="live.started").count() == 1


def test_a_kind_without_a_format_is_one_step(clock, announced: Callable[..., Session], bo: Member) -> None:
    session = announced(kind="impromptu", minutes=20)
    clock.move_to(NOON - minutes(10))
    start(session, by=bo)
    assert [step.minutes for step in agenda_of(session).steps.all()] == [20]


def test_next_two_more_minutes_pause_and_back(clock, under_way: Session, bo: Member) -> None:
    clock.shift(minutes(4))
    assert next_step(under_way, by=bo, sequence=0).ends_at == NOON + minutes(4 + 5)
    assert more_time(under_way, by=bo, sequence=1).ends_at == NOON + minutes(4 + 7)
    clock.shift(minutes(1))
    paused = pause(under_way, by=bo, sequence=2)
    assert (paused.ends_at, paused.left) == (None, 6 * 60)
    clock.shift(minutes(30))
    assert more_time(under_way, by=bo, sequence=3).left == 8 * 60
    assert resume(under_way, by=bo, sequence=4).ends_at == NOON + minutes(35 + 8)
    back = step_back(under_way, by=bo, sequence=5)
    assert (back.place, back.ends_at) == (0, NOON + minutes(35 + 5))


def test_when_the_time_is_up_two_minutes_are_from_now(clock, under_way: Session, bo: Member) -> None:
    clock.shift(minutes(9))
    assert more_time(under_way, by=bo, sequence=0).ends_at == NOON + minutes(11)


def test_a_pause_after_the_time_is_up_owes_it(clock, under_way: Session, bo: Member) -> None:
    clock.shift(minutes(6))
    assert pause(under_way, by=bo, sequence=0).left == -60
    assert resume(under_way, by=bo, sequence=1).ends_at == NOON + minutes(5)


def test_after_the_last_step_comes_the_end(under_way: Session, bo: Member) -> None:
    for sequence in range(5):
        last = next_step(under_way, by=bo, sequence=sequence)
    assert (last.place, last.ended_at) == (4, NOON)
    with pytest.raises(ValidationError, match="come to the end"):
        next_step(under_way, by=bo, sequence=5)


def test_it_can_end_before(under_way: Session, bo: Member) -> None:
    assert finish(under_way, by=bo, sequence=0).ended_at == NOON


def test_two_leaders_who_press_at_once_turn_it_once(under_way: Session, bo: Member) -> None:
    next_step(under_way, by=bo, sequence=0)
    with pytest.raises(Overtaken, match="Somebody else was quicker"):
        next_step(under_way, by=bo, sequence=0)
    assert clock_of(under_way).place == 1


def test_pausing_what_stands_changes_nothing(under_way: Session, bo: Member) -> None:
    resume(under_way, by=bo, sequence=0)
    pause(under_way, by=bo, sequence=0)
    pause(under_way, by=bo, sequence=1)
    assert clock_of(under_way).sequence == 1


@pytest.mark.parametrize("turn", [next_step, step_back, more_time, pause, resume, finish])
def test_only_who_leads_turns_it(under_way: Session, alice: Member, dana: Member, turn) -> None:
    for somebody in (alice, dana):
        with pytest.raises(PermissionDenied):
            turn(under_way, by=somebody, sequence=0)


def test_of_two_either_does(clock, hour: Session, alice: Member, bo: Member) -> None:
    clock.move_to(NOON)
    start(hour, by=alice)
    assert next_step(hour, by=bo, sequence=0).place == 1


def test_before_the_first_there_is_none(under_way: Session, bo: Member) -> None:
    with pytest.raises(ValidationError, match="first step"):
        step_back(under_way, by=bo, sequence=0)


def test_an_hour_after_its_end_nothing_turns(clock, under_way: Session, bo: Member) -> None:
    clock.move_to(NOON + minutes(45 + 60))
    with pytest.raises(ValidationError, match="over"):
        next_step(under_way, by=bo, sequence=0)


def test_what_is_cancelled_does_not_run(clock, lunch: Session, bo: Member) -> None:
    cancel_session(lunch, by=bo)
    clock.move_to(NOON)
    with pytest.raises(ValidationError, match="cancelled"):
        start(fresh(lunch), by=bo)


def test_moved_it_begins_anew(clock, lunch: Session, bo: Member) -> None:
    clock.move_to(NOON - minutes(5))
    start(lunch, by=bo)
    move_session(
        lunch, by=bo, local_date=lunch.local_date, local_time=lunch.local_time.replace(hour=15), sequence=lunch.sequence
    )
    assert clock_of(lunch) is None

"""Who comes is served in order; two with one question come in together, if both want to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.officehours.conftest import TUESDAY

from peerloop.journal.models import Entry
from peerloop.officehours.actions import (
    answer_together,
    ask_together,
    call_next,
    close_ended,
    come,
    come_next_time,
    finish,
    forget_words,
    leave,
    pause,
    resume,
)
from peerloop.officehours.models import Joint, OfficeHour, Visit
from peerloop.officehours.queries import (
    dates_of,
    hours_led_by,
    hours_seen_by,
    joints_seen_by,
    listed,
    queue_of,
    visits_seen_by,
)
from peerloop.officehours.rules import Over, expected, pace, same_question
from peerloop.people.actions import avoid, block, depart
from peerloop.series.actions import end_series, skip_days

if TYPE_CHECKING:
    from tests.conftest import MakeMember
    from tests.domain.officehours.conftest import Come

    from peerloop.officehours.queries import Queue
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


def names(queue: Queue) -> tuple[list[str], list[list[str]]]:
    return (
        [visit.member.name for visit in queue.current],
        [[visit.member.name for visit in turn.visits] for turn in queue.waiting],
    )


def outcome(visit: Visit) -> str:
    visit.refresh_from_db()
    return visit.outcome


def verbs(prefix: str) -> list[tuple[str, list[int]]]:
    return list(Entry.objects.filter(verb__startswith=prefix).order_by("pk").values_list("verb", "about"))


def test_who_comes_first_is_called_first(hour, today, comes: Come, alice, charlie, dana, bo: Member, clock) -> None:
    for member in (alice, charlie, dana):
        comes(member)
    assert names(queue_of(today)) == ([], [["Alice"], ["Charlie"], ["Dana"]])
    assert names(call_next(hour, today, by=bo, seen=0)) == (["Alice"], [["Charlie"], ["Dana"]])
    assert [verb for verb, about in verbs("visit.") if verb in {"visit.called", "visit.nearly"}] == [
        "visit.called",
        "visit.nearly",
    ]
    clock.shift(timedelta(minutes=5))
    queue = queue_of(today)
    assert names(finish(hour, today, by=bo, seen=queue.seen)) == ([], [["Charlie"], ["Dana"]])
    assert names(call_next(hour, today, by=bo, seen=0)) == (["Charlie"], [["Dana"]])
    absent = queue_of(today).current[0]
    assert names(call_next(hour, today, by=bo, seen=absent.pk, absent=True)) == (["Dana"], [])
    assert outcome(absent) == "absent"
    comes(charlie, "I am here now")
    assert names(queue_of(today)) == (["Dana"], [["Charlie"]])


def test_next_pressed_twice_calls_one(hour, today, comes: Come, alice, charlie, dana, bo) -> None:
    for member in (alice, charlie, dana):
        comes(member)
    call_next(hour, today, by=bo, seen=0)
    seen = queue_of(today).seen
    for _press in range(2):
        assert names(call_next(hour, today, by=bo, seen=seen)) == (["Charlie"], [["Dana"]])


def test_coming_twice_keeps_the_place_and_the_newer_words(comes: Come, today, alice, charlie) -> None:
    first = comes(alice)
    comes(charlie)
    again = comes(alice, "Something else", 20)
    assert (again.pk, again.place) == (first.pk, 1)
    assert [(visit.text, visit.minutes) for visit in visits_seen_by(alice)] == [("Something else", 20)]


@pytest.mark.parametrize(
    ("text", "minutes", "field"), [(" ", 0, "text"), ("x" * 281, 0, "text"), ("Why?", 7, "minutes")]
)
def test_bad_input(comes: Come, alice, text: str, minutes: int, field: str, hour, today) -> None:
    with pytest.raises(ValidationError) as refused:
        come(hour, today, by=alice, text=text, minutes=minutes)
    assert list(refused.value.message_dict) == [field]
    assert Visit.objects.count() == 0


def test_one_signs_up_beforehand_for_a_date_to_come(hour: OfficeHour, today: Session, alice, charlie, clock) -> None:
    later = dates_of(hour)[1]
    come(hour, later, by=alice, text="For next week")
    clock.shift(timedelta(weeks=1))
    come(hour, later, by=charlie, text="Walks in")
    assert names(queue_of(later)) == ([], [["Alice"], ["Charlie"]])
    with pytest.raises(ValidationError):
        come(hour, today, by=charlie, text="Too late")


def test_the_wait_follows_what_the_earlier_ones_took(today, hour, comes, make_member: MakeMember, bo, clock) -> None:
    for number in range(5):
        comes(make_member(f"Visitor {number}"))
    about = [turn.about for turn in queue_of(today).waiting]
    assert about == [TUESDAY + timedelta(minutes=10 * number) for number in range(5)]
    for _each in range(2):
        call_next(hour, today, by=bo, seen=queue_of(today).seen)
        clock.shift(timedelta(minutes=15))
    call_next(hour, today, by=bo, seen=queue_of(today).seen)
    waits = [turn.about for turn in queue_of(today).waiting]
    assert waits == [TUESDAY + timedelta(minutes=45), TUESDAY + timedelta(minutes=60)]
    assert [turn.reached for turn in queue_of(today).waiting] == [True, False]


def test_expected_waits_and_pace() -> None:
    ten = timedelta(minutes=10)
    assert pace([]) == pace([(ten, 5)]) == 1.0
    assert pace([(ten, 10), (2 * ten, 10)]) == 1.5
    assert (pace([(ten, 1)] * 2), pace([(timedelta(), 10)] * 2)) == (2.0, 0.5)
    said = expected([10, 20, 5], starts_at=TUESDAY, now=TUESDAY - ten, pace=0.5, current=None)
    assert said == [TUESDAY, TUESDAY + timedelta(minutes=5), TUESDAY + timedelta(minutes=15)]
    late = TUESDAY + timedelta(minutes=30)
    assert expected([10], starts_at=TUESDAY, now=late, pace=1, current=(TUESDAY, 10)) == [late]


def test_only_the_host_calls_and_only_in_the_hour(hour, today, comes, alice, bo, charlie, clock) -> None:
    comes(alice)
    for not_host in (alice, charlie):
        for deed in (call_next, finish):
            with pytest.raises(PermissionDenied):
                deed(hour, today, by=not_host, seen=0)
        with pytest.raises(PermissionDenied):
            pause(hour, today, by=not_host)
    with pytest.raises(PermissionDenied):
        come(hour, today, by=bo, text="I ask myself")
    clock.move_to(TUESDAY - timedelta(minutes=16))
    with pytest.raises(Over):
        call_next(hour, today, by=bo, seen=0)


def test_a_pause_calls_nobody_and_keeps_places(hour, today, comes, alice, bo) -> None:
    comes(alice)
    pause(hour, today, by=bo)
    pause(hour, today, by=bo)
    assert (queue_of(today).paused, names(queue_of(today))) == (True, ([], [["Alice"]]))
    resume(hour, today, by=bo)
    assert queue_of(today).paused is False
    pause(hour, today, by=bo)
    call_next(hour, today, by=bo, seen=0)
    assert queue_of(today).paused is False


def test_two_with_one_question_are_asked_alone_and_come_in_together(
    hour, today, comes, alice, bo, charlie, dana
) -> None:
    comes(alice, "How do lifetimes work in Rust?")
    comes(dana, "May I have a word about my plan?")
    comes(charlie, "Rust: how do lifetimes work?")
    [joint] = joints_seen_by(alice)
    assert list(joints_seen_by(charlie)) == [joint]
    assert list(joints_seen_by(dana)) == list(joints_seen_by(bo)) == []
    assert answer_together(joint, by=charlie, yes=True) is False
    assert answer_together(joint, by=charlie, yes=True) is False
    assert names(queue_of(today)) == ([], [["Alice"], ["Dana"], ["Charlie"]])
    assert answer_together(joint, by=alice, yes=True) is True
    assert names(queue_of(today)) == ([], [["Alice", "Charlie"], ["Dana"]])
    assert names(call_next(hour, today, by=bo, seen=0)) == (["Alice", "Charlie"], [["Dana"]])
    finish(hour, today, by=bo, seen=queue_of(today).seen)
    assert {outcome(visit) for visit in Visit.objects.exclude(member=dana)} == {"done"}
    with pytest.raises(PermissionDenied):
        answer_together(joint, by=dana, yes=True)


def test_a_no_is_told_to_nobody(today, comes, alice, charlie) -> None:
    comes(alice, "How do lifetimes work in Rust?")
    comes(charlie, "Rust: how do lifetimes work?")
    joint = Joint.objects.get()
    answer_together(joint, by=alice, yes=False)
    assert answer_together(joint, by=charlie, yes=True) is False
    assert names(queue_of(today)) == ([], [["Alice"], ["Charlie"]])
    assert [about for verb, about in verbs("joint.") if verb == "joint.answered"] == [[alice.pk], [charlie.pk]]


def test_the_one_who_stays_keeps_the_better_place(today, comes, alice, charlie, dana) -> None:
    first = comes(alice, "How do lifetimes work in Rust?")
    comes(dana)
    comes(charlie, "Rust: how do lifetimes work?")
    for member in (alice, charlie):
        answer_together(Joint.objects.get(), by=member, yes=True)
    leave(first, by=alice)
    leave(first, by=alice)
    assert names(queue_of(today)) == ([], [["Charlie"], ["Dana"]])


def test_who_has_gone_is_not_joined(today, comes, alice, charlie) -> None:
    first = comes(alice, "How do lifetimes work in Rust?")
    comes(charlie, "Rust: how do lifetimes work?")
    answer_together(Joint.objects.get(), by=charlie, yes=True)
    leave(first, by=alice)
    with pytest.raises(Over):
        answer_together(Joint.objects.get(), by=alice, yes=True)


def test_the_host_asks_two(hour, today, comes, alice, bo, charlie, dana) -> None:
    visits = [comes(alice).pk, comes(charlie).pk, comes(dana).pk]
    for wrong in ([], visits[:1], visits, [visits[0], visits[0]], [visits[0], 10**9]):
        with pytest.raises(ValidationError):
            ask_together(hour, today, wrong, by=bo)
    with pytest.raises(PermissionDenied):
        ask_together(hour, today, visits[:2], by=alice)
    ask_together(hour, today, [visits[2], visits[1]], by=bo)
    ask_together(hour, today, [visits[1], visits[2]], by=bo)
    joint = Joint.objects.get()
    assert (joint.one.member, joint.two.member, joint.by) == (charlie, dana, bo)


def test_who_must_be_kept_apart_is_never_asked(hour, today, comes, alice, bo, charlie, dana) -> None:
    """Dana manages Alice; Charlie would rather not meet Alice. The host learns neither."""
    avoid(charlie, alice)
    visits = [comes(one, "How do lifetimes work in Rust?").pk for one in (alice, charlie, dana)]
    assert [(one.one.member, one.two.member) for one in Joint.objects.all()] == [(charlie, dana)]
    ask_together(hour, today, visits[:2], by=bo)
    assert Joint.objects.count() == 1


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("How do lifetimes work in Rust?", "rust lifetimes", True),
        ("C++ build errors", "Build errors in C++", True),
        ("How do I do it?", "How do I do it?", False),
        ("Rust", "Rust", False),
        ("My plan for the review", "Lifetimes in Rust", False),
    ],
)
def test_which_questions_are_the_same(one: str, two: str, same: bool) -> None:
    assert same_question(one, two) is same


def test_who_is_not_reached_comes_first_next_week(hour, today, comes, alice, bo, charlie, dana, clock) -> None:
    reached, missed = comes(alice), comes(charlie)
    call_next(hour, today, by=bo, seen=0)
    clock.shift(timedelta(minutes=74))
    assert close_ended() == 0
    clock.shift(timedelta(minutes=1))
    assert (close_ended(), close_ended()) == (1, 0)
    assert (outcome(reached), outcome(missed)) == ("done", "not_reached")
    assert [about for verb, about in verbs("visit.not_reached")] == [[charlie.pk]]
    later = dates_of(hour)[0]
    come(hour, later, by=dana, text="Was quicker")
    again = come_next_time(missed, by=charlie)
    assert (again.session_id, again.text) == (later.pk, missed.text)
    assert come_next_time(missed, by=charlie) == again
    assert names(queue_of(later)) == ([], [["Charlie"], ["Dana"]])
    with pytest.raises(Over):
        come_next_time(reached, by=alice)


def test_who_sees_that_it_will_be_too_late_goes_at_once(hour, today, comes, alice, charlie) -> None:
    comes(alice)
    visit = comes(charlie)
    come_next_time(visit, by=charlie)
    assert outcome(visit) == "postponed"
    assert names(queue_of(today)) == ([], [["Alice"]])
    last = dates_of(hour)[-1]
    with pytest.raises(ValidationError):
        come_next_time(come(hour, last, by=alice, text="The last one"), by=alice)


def test_a_date_that_is_cancelled_tells_who_waits(hour, today, alice, bo, clock) -> None:
    later = dates_of(hour)[1]
    visit = come(hour, later, by=alice, text="For next week")
    skip_days(hour.series, by=bo, first=date(2026, 3, 10), last=date(2026, 3, 10), word="Ill")
    assert outcome(visit) == "off"
    assert [about for verb, about in verbs("visit.off")] == [[alice.pk]]
    with pytest.raises(ValidationError):
        come(hour, later, by=alice, text="Again")


def test_blocks_leave_no_trace(hour, today, comes, alice, bo, charlie, work) -> None:
    visit = comes(alice, "How do lifetimes work in Rust?")
    comes(charlie, "Rust: how do lifetimes work?")
    for member in (alice, charlie):
        answer_together(Joint.objects.get(), by=member, yes=True)
    block(charlie, alice)
    assert names(queue_of(today)) == ([], [["Alice"], ["Charlie"]])
    block(bo, alice)
    assert (outcome(visit), verbs("visit.off")) == ("off", [])
    assert list(hours_seen_by(alice)) == list(visits_seen_by(alice)) == []
    with pytest.raises(PermissionDenied):
        comes(alice)


def test_who_leaves_the_company_waits_no_more(hour, today, comes, alice, bo, charlie, work) -> None:
    visit, other = comes(alice), comes(charlie)
    depart(alice, by=None)
    assert (outcome(visit), names(queue_of(today))) == ("off", ([], [["Charlie"]]))
    depart(bo, by=None)
    work()
    assert list(hours_seen_by(charlie)) == []
    assert outcome(other) == ("off")


def test_a_manager_sees_no_who_came(hour, today, comes, alice, bo, dana) -> None:
    """Dana manages Alice; nothing that Dana may ask for shows that Alice came, or asked what."""
    comes(alice)
    assert list(visits_seen_by(dana)) == list(hours_led_by(dana)) == list(joints_seen_by(dana)) == []


def test_words_are_deleted_after_a_month(today, comes, alice, clock) -> None:
    visit = comes(alice)
    clock.shift(timedelta(days=30))
    assert forget_words() == 0
    clock.shift(timedelta(days=1))
    assert (forget_words(), forget_words()) == (1, 0)
    visit.refresh_from_db()
    assert visit.text == ""


def test_hours_are_listed_with_the_next_first(hour: OfficeHour, alice, bo, clock, django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        [row] = listed(hours_seen_by(alice))
    assert (row.hour, row.host, row.next.local_date) == (hour, bo, date(2026, 3, 3))
    end_series(hour.series, date(2026, 3, 10), by=bo)
    clock.shift(timedelta(hours=2))
    assert [row.next for row in listed(hours_seen_by(alice))] == [None]


def test_a_queue_of_thirty_costs_what_one_costs(
    today, comes, make_member: MakeMember, django_assert_num_queries
) -> None:
    for many in (1, 29):
        for number in range(many):
            comes(make_member(f"Visitor {many} {number}"))
        with django_assert_num_queries(3):
            queue_of(today)

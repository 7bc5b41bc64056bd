"""After the circle: did you use it, would you teach it on; and what can be taken back or put otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from peerloop.journal.models import Entry
from peerloop.kit.clock import now
from peerloop.loops.actions import (
    answer_follow_up,
    answer_teach_on,
    ask_follow_ups,
    confirm,
    feel_sure,
    give_feedback,
    let_go,
    open_loop,
    reflect,
    reword,
    say_applied,
    say_gain,
    take_up,
    unconfirm,
)
from peerloop.loops.models import Confidence, FollowUp, Loop, TeachOn
from peerloop.loops.queries import around, follow_ups_of, loops_seen_by, open_follow_ups, open_teach_ons, read_all
from peerloop.people.actions import depart
from peerloop.skills.actions import offer, withdraw_offer

if TYPE_CHECKING:
    import time_machine

    from peerloop.loops.reading import Reading
    from peerloop.people.models import Member

DAY = timedelta(days=1)
CLOSED = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def turned(loop: Loop, learner: Member) -> Loop:
    say_gain(loop, by=learner, gain="the gain", intention="the intention", by_when=date(2026, 3, 6))
    say_applied(loop, by=learner, text="the application")
    return reflect(loop, by=learner, text="the reflection")


@pytest.fixture
def closed(loop: Loop, alice: Member) -> Loop:
    """Alice's loop has come full circle on 2 March."""
    return turned(loop, alice)


def read(loop: Loop, reader: Member) -> Reading:
    [reading] = read_all(loops_seen_by(reader).filter(pk=loop.pk), reader)
    return reading


def asked() -> list[tuple[int, str]]:
    return list(FollowUp.objects.order_by("days").values_list("days", "answer"))


def test_asked_after_thirty_sixty_and_ninety_days_and_then_no_more(
    closed: Loop, alice: Member, clock: time_machine.Traveller
) -> None:
    told = []
    for day in (29, 30, 31, 60, 75, 90, 95, 120, 365):
        clock.move_to(CLOSED + day * DAY)
        told.append(ask_follow_ups())
    assert told == [0, 1, 0, 1, 0, 1, 0, 0, 0]
    assert asked() == [(30, ""), (60, ""), (90, "")]
    entries = Entry.objects.filter(verb="follow_up.asked")
    assert {(one.actor, tuple(one.about)) for one in entries} == {(None, (alice.pk,))}


def test_not_any_more_is_the_end_of_it(closed: Loop, alice: Member, clock: time_machine.Traveller) -> None:
    clock.move_to(CLOSED + 30 * DAY)
    ask_follow_ups()
    [one] = open_follow_ups(alice, now())
    answer_follow_up(one, by=alice, answer="no_more")
    assert open_follow_ups(alice, now()) == []
    clock.move_to(CLOSED + 60 * DAY)
    assert (ask_follow_ups(), asked()) == (0, [(30, "no_more")])


def test_what_was_missed_is_not_asked_at_once_with_the_next(closed: Loop, clock: time_machine.Traveller) -> None:
    clock.move_to(CLOSED + 61 * DAY)
    assert (ask_follow_ups(), asked()) == (1, [(60, "")])
    clock.move_to(CLOSED + 200 * DAY)
    assert (ask_follow_ups(), asked()) == (0, [(60, "")])


def test_neither_who_has_left_nor_an_open_loop_is_asked(
    closed: Loop, alice: Member, bo: Member, charlie: Member, clock: time_machine.Traveller
) -> None:
    open_loop(learner=charlie, teacher=bo, skill=closed.skill, by=bo)
    depart(alice, by=None)
    clock.move_to(CLOSED + 30 * DAY)
    assert ask_follow_ups() == 0


def test_the_answer_is_the_learners_and_can_be_changed(
    closed: Loop, alice: Member, bo: Member, dana: Member, clock: time_machine.Traveller
) -> None:
    clock.move_to(CLOSED + 30 * DAY)
    ask_follow_ups()
    [one] = FollowUp.objects.all()
    for other in (bo, dana):
        assert not follow_ups_of(other).exists()
        with pytest.raises(PermissionDenied):
            answer_follow_up(one, by=other, answer="yes")
    with pytest.raises(ValidationError, match="one of the three"):
        answer_follow_up(one, by=alice, answer="perhaps")
    answer_follow_up(one, by=alice, answer="not_yet")
    answer_follow_up(one, by=alice, answer="yes")
    answer_follow_up(one, by=alice, answer="yes")
    assert asked() == [(30, "yes")]
    assert Entry.objects.filter(verb="follow_up.answered").count() == 2


def test_asked_once_whether_one_would_teach_it_on(closed: Loop, alice: Member, bo: Member, dana: Member) -> None:
    assert [one.loop for one in open_teach_ons(alice)] == [closed]
    assert around(read(closed, alice), alice).teach_on
    assert not around(read(closed, bo), bo).teach_on
    with pytest.raises(PermissionDenied):
        answer_teach_on(closed, by=dana, yes=False)
    answer_teach_on(closed, by=alice, yes=False)
    assert open_teach_ons(alice) == []
    turned(open_loop(learner=alice, teacher=bo, skill=closed.skill, by=alice), alice)
    assert open_teach_ons(alice) == []
    assert TeachOn.objects.count() == 1


def test_who_offers_it_already_is_not_asked(loop: Loop, alice: Member) -> None:
    made = offer(alice, skill=loop.skill, level=3)
    turned(loop, alice)
    assert not TeachOn.objects.exists()
    withdraw_offer(made, by=alice)
    assert open_teach_ons(alice) == []


def test_who_offers_it_meanwhile_is_asked_no_more(closed: Loop, alice: Member) -> None:
    offer(alice, skill=closed.skill, level=3)
    assert open_teach_ons(alice) == []


def test_let_go_by_mistake(loop: Loop, alice: Member, bo: Member) -> None:
    let_go(loop, by=alice)
    with pytest.raises(PermissionDenied):
        take_up(loop, by=bo)
    assert read(take_up(loop, by=alice), alice).next_step == "gain"
    take_up(loop, by=alice)
    assert Entry.objects.filter(verb="loop.reopened").count() == 1


def test_closed_by_mistake_and_no_word_is_lost(closed: Loop, alice: Member, bo: Member) -> None:
    take_up(closed, by=alice)
    mine = read(closed, alice)
    assert (mine.next_step, mine.draft and mine.draft.text) == ("reflect", "the reflection")
    assert read(closed, bo).draft is None
    reflect(closed, by=alice, text="another")
    mine = read(closed, alice)
    assert (mine.draft, mine.reflection and mine.reflection.text) == (None, "another")


def test_a_week_later_the_circle_stays_closed(closed: Loop, alice: Member, clock: time_machine.Traveller) -> None:
    clock.move_to(CLOSED + 8 * DAY)
    with pytest.raises(ValidationError, match="a while ago"):
        take_up(closed, by=alice)


def test_a_receipt_is_taken_back_within_a_week(
    closed: Loop, alice: Member, bo: Member, clock: time_machine.Traveller
) -> None:
    confirm(closed, by=bo)
    with pytest.raises(PermissionDenied):
        unconfirm(closed, by=alice)
    assert read(unconfirm(closed, by=bo), alice).receipt is None
    unconfirm(closed, by=bo)
    confirm(closed, by=bo)
    clock.move_to(CLOSED + 8 * DAY)
    with pytest.raises(ValidationError, match="counts on it"):
        unconfirm(closed, by=bo)
    assert list(Entry.objects.filter(verb__contains="confirmed").values_list("verb", flat=True).order_by("pk")) == [
        "loop.confirmed", "loop.unconfirmed", "loop.confirmed",
    ]  # fmt: skip


def test_ones_own_words_are_put_otherwise_and_that_is_told(
    closed: Loop, alice: Member, bo: Member, clock: time_machine.Traveller
) -> None:
    give_feedback(closed, by=bo, text="Well done")
    clock.shift(3600)
    reword(closed, by=alice, row="application", text="It ran three times as fast")
    reword(closed, by=alice, row="gain", text="the gain")
    theirs = read(closed, bo)
    assert theirs.application
    assert theirs.gain
    assert (theirs.application.text, theirs.application.changed_at) == ("It ran three times as fast", now())
    assert theirs.gain.changed_at is None
    assert theirs.rewordable == {"feedback"}
    for by, row in ((bo, "gain"), (alice, "feedback"), (bo, "reflection"), (alice, "release")):
        with pytest.raises(PermissionDenied):
            reword(closed, by=by, row=row, text="x")
    clock.move_to(CLOSED + 15 * DAY)
    assert read(closed, alice).rewordable == frozenset()
    with pytest.raises(ValidationError, match="two weeks"):
        reword(closed, by=alice, row="application", text="x")


def test_how_sure_one_is_stays_ones_own(loop: Loop, alice: Member, bo: Member) -> None:
    before, after = Confidence.When.BEFORE, Confidence.When.AFTER
    feel_sure(loop, by=alice, when=before, sure=2)
    feel_sure(loop, by=alice, when=before, sure=1)
    feel_sure(loop, by=alice, when=after, sure=4)
    mine = around(read(loop, alice), alice)
    assert (mine.before, mine.after) == (1, 4)
    theirs = around(read(loop, bo), bo)
    assert (theirs.before, theirs.after) == (None, None)
    with pytest.raises(PermissionDenied):
        feel_sure(loop, by=bo, when=after, sure=5)
    with pytest.raises(ValidationError, match="one of the five"):
        feel_sure(loop, by=alice, when=after, sure=6)
    feel_sure(loop, by=alice, when=after, sure=None)
    assert around(read(loop, alice), alice).after is None


def test_thirty_follow_ups_cost_what_one_costs(
    closed: Loop, alice: Member, bo: Member, clock: time_machine.Traveller, django_assert_num_queries
) -> None:
    for _again in range(29):
        turned(open_loop(learner=alice, teacher=bo, skill=closed.skill, by=alice), alice)
    clock.move_to(CLOSED + 30 * DAY)
    assert ask_follow_ups() == 30
    with django_assert_num_queries(1):
        assert len([one.loop.skill.name for one in open_follow_ups(alice, now())]) == 30

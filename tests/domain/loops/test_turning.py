"""A loop goes full circle, each step by the one whose step it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from peerloop.journal.models import Entry, EntryDetail
from peerloop.loops.actions import (
    ask_gain,
    confirm,
    give_feedback,
    let_go,
    open_loop,
    put_off,
    reflect,
    remind_due,
    say_applied,
    say_gain,
)
from peerloop.loops.rules import stage
from peerloop.people.actions import block

if TYPE_CHECKING:
    import time_machine

    from peerloop.loops.models import Loop
    from peerloop.people.models import Member

FRIDAY = date(2026, 3, 6)


def gained(loop: Loop, by: Member, by_when: date = FRIDAY) -> Loop:
    return say_gain(loop, by=by, gain="How a join works", intention="The billing report", by_when=by_when)


def verbs() -> list[str]:
    return list(Entry.objects.filter(verb__startswith="loop.").order_by("pk").values_list("verb", flat=True))


def test_full_circle(loop: Loop, alice: Member, bo: Member) -> None:
    assert stage(gained(loop, alice)) == (True, False, False, False)
    assert stage(say_applied(loop, by=alice, text="It ran twice as fast")) == (True, True, False, False)
    assert stage(give_feedback(loop, by=bo, text="Look at the index too")) == (True, True, True, False)
    assert confirm(confirm(loop, by=bo), by=bo).receipt.by == bo
    assert stage(reflect(loop, by=alice, text="Measure first")) == (True, True, True, True)
    assert verbs() == [
        "loop.opened",
        "loop.asked",
        "loop.gained",
        "loop.applied",
        "loop.answered",
        "loop.confirmed",
        "loop.closed",
    ]
    assert {str(detail.data) for detail in EntryDetail.objects.filter(entry__verb__startswith="loop.")} == {"{}"}


def test_asked_once(loop: Loop, alice: Member, clock: time_machine.Traveller) -> None:
    first = loop.asked_at
    clock.shift(3600)
    assert ask_gain(loop).asked_at == first
    ask_gain(let_go(loop, by=alice))
    assert verbs() == ["loop.opened", "loop.asked", "loop.released"]


def test_who_has_said_it_unasked_is_not_asked(loop: Loop, alice: Member, bo: Member) -> None:
    early = open_loop(learner=alice, teacher=bo, skill=loop.skill, by=alice)
    gained(early, alice)
    assert ask_gain(early).asked_at is None


def test_each_step_is_its_owners(loop: Loop, alice: Member, bo: Member, charlie: Member, dana: Member) -> None:
    for other in (bo, charlie, dana):
        with pytest.raises(PermissionDenied):
            gained(loop, other)
        with pytest.raises(PermissionDenied):
            let_go(loop, by=other)
    gained(loop, alice)
    for other in (bo, charlie, dana):
        with pytest.raises(PermissionDenied):
            put_off(loop, by=other, by_when=FRIDAY)
        with pytest.raises(PermissionDenied):
            say_applied(loop, by=other, text="x")
    say_applied(loop, by=alice, text="It worked")
    for other in (alice, charlie, dana):
        with pytest.raises(PermissionDenied):
            give_feedback(loop, by=other, text="x")
        with pytest.raises(PermissionDenied):
            confirm(loop, by=other)
    for other in (bo, charlie, dana):
        with pytest.raises(PermissionDenied):
            reflect(loop, by=other, text="x")
    with pytest.raises(PermissionDenied):
        open_loop(learner=alice, teacher=bo, skill=loop.skill, by=charlie)


def test_no_step_before_the_one_it_rests_on_and_none_twice(loop: Loop, alice: Member, bo: Member) -> None:
    with pytest.raises(ValidationError, match="a little later"):
        say_applied(loop, by=alice, text="x")
    gained(loop, alice)
    with pytest.raises(ValidationError, match="already taken"):
        gained(loop, alice)
    for early in (lambda: give_feedback(loop, by=bo, text="x"), lambda: confirm(loop, by=bo)):
        with pytest.raises(ValidationError, match="a little later"):
            early()
    with pytest.raises(ValidationError, match="a little later"):
        reflect(loop, by=alice, text="x")
    say_applied(loop, by=alice, text="x")
    with pytest.raises(ValidationError, match="already taken"):
        put_off(loop, by=alice, by_when=FRIDAY)


def test_an_answer_is_never_too_late_but_not_awaited(loop: Loop, alice: Member, bo: Member) -> None:
    gained(loop, alice)
    say_applied(loop, by=alice, text="x")
    reflect(loop, by=alice, text="Measure first")
    with pytest.raises(ValidationError, match="full circle"):
        let_go(loop, by=alice)
    assert stage(give_feedback(loop, by=bo, text="Well done")) == (True, True, True, True)


def test_what_is_let_go_is_left_alone(loop: Loop, alice: Member, bo: Member) -> None:
    gained(loop, alice)
    say_applied(loop, by=alice, text="x")
    let_go(loop, by=alice)
    for step in (
        lambda: reflect(loop, by=alice, text="x"),
        lambda: give_feedback(loop, by=bo, text="x"),
        lambda: confirm(loop, by=bo),
        lambda: let_go(loop, by=alice),
    ):
        with pytest.raises(ValidationError, match="let go"):
            step()


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("gain", {"gain": " \u202e\n"}),
        ("gain", {"gain": "x" * 2001}),
        ("intention", {"intention": ""}),
        ("by_when", {"by_when": date(2026, 3, 1)}),
        ("by_when", {"by_when": date(9999, 12, 31)}),
    ],
)
def test_what_will_not_do_is_refused_in_words(loop: Loop, alice: Member, field: str, said: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as refused:
        say_gain(loop, **{"by": alice, "gain": "a", "intention": "b", "by_when": FRIDAY} | said)
    assert list(refused.value.message_dict) == [field]
    assert stage(ask_gain(loop)) == (False, False, False, False)


def test_a_block_ends_what_the_one_who_taught_may_do(loop: Loop, alice: Member, bo: Member) -> None:
    gained(loop, alice)
    block(bo, alice)
    say_applied(loop, by=alice, text="It worked")
    with pytest.raises(PermissionDenied):
        give_feedback(loop, by=bo, text="x")
    assert stage(reflect(loop, by=alice, text="Measure first")) == (True, True, False, True)


def test_the_day_is_reminded_of_once_where_the_learner_is(
    loop: Loop, alice: Member, make_member, bo: Member, clock: time_machine.Traveller
) -> None:
    aroha = make_member("Aroha", time_zone="Pacific/Auckland")
    in_auckland = open_loop(learner=aroha, teacher=bo, skill=loop.skill, by=aroha)
    gained(in_auckland, aroha)
    gained(loop, alice)
    clock.move_to(datetime(2026, 3, 5, 12, 0, tzinfo=UTC))
    assert (remind_due(), remind_due()) == (1, 0)
    clock.move_to(datetime(2026, 3, 6, 0, 0, tzinfo=UTC))
    assert (remind_due(), remind_due()) == (1, 0)
    due = Entry.objects.filter(verb="loop.due").order_by("pk")
    assert [(entry.subject, entry.about) for entry in due] == [(in_auckland.pk, [aroha.pk]), (loop.pk, [alice.pk])]


def test_what_is_put_off_comes_again_and_what_is_done_does_not(
    loop: Loop, alice: Member, bo: Member, clock: time_machine.Traveller
) -> None:
    gained(loop, alice)
    clock.move_to(datetime(2026, 3, 6, 9, 0, tzinfo=UTC))
    assert remind_due() == 1
    put_off(loop, by=alice, by_when=date(2026, 3, 9))
    assert remind_due() == 0
    clock.move_to(datetime(2026, 3, 9, 9, 0, tzinfo=UTC))
    assert remind_due() == 1
    other = open_loop(learner=alice, teacher=bo, skill=loop.skill, by=alice)
    gained(other, alice, date(2026, 3, 9))
    say_applied(other, by=alice, text="Already done")
    assert remind_due() == 0

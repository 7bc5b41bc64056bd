"""Who stands by a loop: the one who taught it, asked; the one who saw it applied, asked; both may say no."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from peerloop.journal.models import Entry
from peerloop.loops.actions import (
    ask_companion,
    begin_loop,
    let_go,
    reword_observation,
    say_applied,
    say_gain,
    say_no,
    say_seen,
    say_taught,
    withdraw_asking,
)
from peerloop.loops.models import Asking, Loop
from peerloop.loops.queries import around, askings_seen_by, loops_seen_by, open_askings, read_all
from peerloop.people.actions import block, depart

if TYPE_CHECKING:
    import time_machine

    from peerloop.loops.reading import Around, Reading
    from peerloop.people.models import Member

SAW, TAUGHT = Asking.Part.SAW, Asking.Part.TAUGHT


@pytest.fixture
def tried(loop: Loop, alice: Member) -> Loop:
    """Alice has tried it."""
    say_gain(loop, by=alice, gain="a", intention="b", by_when=date(2026, 3, 6))
    return say_applied(loop, by=alice, text="It ran twice as fast")


def seen(loop: Loop, reader: Member) -> tuple[Reading, Around]:
    [reading] = read_all(loops_seen_by(reader).filter(pk=loop.pk), reader)
    return reading, around(reading, reader)


def test_one_begins_by_oneself_and_the_one_who_taught_says_yes(loop: Loop, alice: Member, charlie: Member) -> None:
    mine = begin_loop(by=alice, skill=loop.skill, taught_by=charlie)
    assert (mine.teacher, mine.asked_at is not None) == (None, True)
    assert not loops_seen_by(charlie).exists()
    [asking] = open_askings(charlie)
    say_taught(asking, by=charlie)
    assert seen(mine, charlie)[0].other == alice
    assert open_askings(charlie) == []
    with pytest.raises(ValidationError, match="answered"):
        say_no(asking, by=charlie)


def test_a_second_click_begins_no_second_loop(loop: Loop, alice: Member, charlie: Member) -> None:
    mine = begin_loop(by=alice, skill=loop.skill, taught_by=charlie)
    assert begin_loop(by=alice, skill=loop.skill, taught_by=charlie) == mine != loop
    assert Asking.objects.count() == 1
    let_go(mine, by=alice)
    assert begin_loop(by=alice, skill=loop.skill) != mine


def test_a_no_leaves_the_loop_to_its_learner(loop: Loop, alice: Member, charlie: Member, bo: Member) -> None:
    mine = begin_loop(by=alice, skill=loop.skill, taught_by=charlie)
    say_no(*open_askings(charlie), by=charlie)
    assert Loop.objects.get(pk=mine.pk).teacher is None
    assert not loops_seen_by(charlie).exists()
    assert ask_companion(mine, by=alice, member=bo, part=TAUGHT).answer == ""


def test_who_saw_it_says_a_word_that_the_learner_alone_reads(
    tried: Loop, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    say_seen(ask_companion(tried, by=alice, member=charlie, part=SAW), by=charlie, text="You were calm")
    mine, beside = seen(tried, alice)
    assert mine.done == ("gain", "apply", "feedback")
    assert [one.observation.text for one in beside.askings] == ["You were calm"]
    theirs, beside_them = seen(tried, bo)
    assert (theirs.done, theirs.next_step, beside_them.askings) == (("gain", "apply"), "feedback", ())
    assert not loops_seen_by(charlie).exists()
    assert [one.observation.text for one in askings_seen_by(charlie)] == ["You were calm"]
    assert not askings_seen_by(dana).exists()
    assert not askings_seen_by(bo).exists()


def test_only_the_one_asked_answers_and_only_the_learner_asks(
    tried: Loop, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    asking = ask_companion(tried, by=alice, member=charlie, part=SAW)
    for other in (alice, bo, dana):
        with pytest.raises(PermissionDenied):
            say_seen(asking, by=other, text="x")
        with pytest.raises(PermissionDenied):
            say_no(asking, by=other)
    with pytest.raises(PermissionDenied):
        say_taught(asking, by=charlie)
    for other in (bo, charlie, dana):
        with pytest.raises(PermissionDenied):
            ask_companion(tried, by=other, member=dana, part=SAW)
        with pytest.raises(PermissionDenied):
            withdraw_asking(asking, by=other)


def test_who_cannot_be_named(loop: Loop, tried: Loop, alice: Member, bo: Member, charlie: Member, make_member) -> None:
    block(charlie, alice)
    for nobody, why in ((alice, "somebody else"), (bo, "asked anyway"), (charlie, "do not know")):
        with pytest.raises(ValidationError, match=why) as refused:
            ask_companion(tried, by=alice, member=nobody, part=SAW)
        assert list(refused.value.message_dict) == ["colleague"]
    for number in range(3):
        ask_companion(tried, by=alice, member=make_member(f"Witness {number}"), part=SAW)
    with pytest.raises(ValidationError, match="Three"):
        ask_companion(tried, by=alice, member=make_member("Fourth"), part=SAW)


def test_what_nobody_saw_cannot_be_asked_about(loop: Loop, alice: Member, charlie: Member) -> None:
    with pytest.raises(ValidationError, match="a little later"):
        ask_companion(loop, by=alice, member=charlie, part=SAW)


def test_an_asking_is_taken_back_while_it_waits(tried: Loop, alice: Member, charlie: Member) -> None:
    asking = ask_companion(tried, by=alice, member=charlie, part=SAW)
    withdraw_asking(asking, by=alice)
    withdraw_asking(asking, by=alice)
    assert open_askings(charlie) == []
    answered = say_no(ask_companion(tried, by=alice, member=charlie, part=SAW), by=charlie)
    with pytest.raises(ValidationError, match="answered"):
        withdraw_asking(answered, by=alice)


def test_a_block_parts_the_learner_and_who_saw_it(tried: Loop, alice: Member, bo: Member, charlie: Member) -> None:
    said = say_seen(ask_companion(tried, by=alice, member=charlie, part=SAW), by=charlie, text="You were calm")
    block(charlie, alice)
    mine, beside = seen(tried, alice)
    assert (mine.done, beside.askings) == (("gain", "apply"), ())
    assert not askings_seen_by(charlie).exists()
    with pytest.raises(PermissionDenied):
        reword_observation(said, by=charlie, text="x")


@pytest.mark.parametrize("how", ["block", "depart", "the learner departs"])
def test_what_waits_falls_when_the_two_part(tried: Loop, alice: Member, charlie: Member, how: str) -> None:
    ask_companion(tried, by=alice, member=charlie, part=SAW)
    if how == "block":
        block(alice, charlie)
    else:
        depart(charlie if how == "depart" else alice, by=None)
    assert not Asking.objects.exists()


def test_what_was_said_about_it_stands_when_a_loop_is_let_go(tried: Loop, alice: Member, charlie: Member) -> None:
    waiting = ask_companion(tried, by=alice, member=charlie, part=SAW)
    let_go(tried, by=alice)
    assert open_askings(charlie) == []
    with pytest.raises(PermissionDenied):
        say_seen(waiting, by=charlie, text="x")


def test_the_journal_names_both_and_holds_no_words(
    tried: Loop, alice: Member, charlie: Member, clock: time_machine.Traveller
) -> None:
    asking = ask_companion(tried, by=alice, member=charlie, part=SAW)
    say_seen(asking, by=charlie, text="You were calm")
    entries = Entry.objects.filter(verb__startswith="asking.").select_related("detail").order_by("pk")
    assert [(one.verb, one.actor, one.about, one.detail.data) for one in entries] == [
        ("asking.made", alice.pk, sorted([alice.pk, charlie.pk]), "{}"),
        ("asking.affirmed", charlie.pk, sorted([alice.pk, charlie.pk]), "{}"),
    ]


def test_thirty_askings_cost_what_one_costs(
    tried: Loop, charlie: Member, make_member, django_assert_num_queries
) -> None:
    def another(number: int) -> None:
        begin_loop(by=make_member(f"Learner {number}"), skill=tried.skill, taught_by=charlie)

    another(0)
    with django_assert_num_queries(1):
        assert len([(one.loop.learner.name, one.loop.skill.name) for one in open_askings(charlie)]) == 1
    for number in range(1, 30):
        another(number)
    with django_assert_num_queries(1):
        assert len([(one.loop.learner.name, one.loop.skill.name) for one in open_askings(charlie)]) == 30

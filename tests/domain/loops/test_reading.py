"""What each of the two reads of a loop, and everybody else nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from peerloop.loops.actions import give_feedback, let_go, open_loop, reflect, say_applied, say_gain
from peerloop.loops.queries import loops_seen_by, open_loops, read_all
from peerloop.people.actions import block, depart

if TYPE_CHECKING:
    from peerloop.loops.models import Loop
    from peerloop.loops.reading import Reading
    from peerloop.people.models import Member


@pytest.fixture
def full(loop: Loop, alice: Member, bo: Member) -> Loop:
    say_gain(loop, by=alice, gain="the gain", intention="the intention", by_when=date(2026, 3, 6))
    say_applied(loop, by=alice, text="the application")
    give_feedback(loop, by=bo, text="the feedback")
    return reflect(loop, by=alice, text="the reflection")


def words(reading: Reading) -> list[str]:
    steps = (reading.gain, reading.intention, reading.application, reading.feedback, reading.reflection)
    return [step.text for step in steps if step is not None]


def test_the_two_read_their_words_and_the_reflection_is_the_learners_alone(
    full: Loop, alice: Member, bo: Member
) -> None:
    [mine] = read_all(loops_seen_by(alice), alice)
    assert words(mine) == ["the gain", "the intention", "the application", "the feedback", "the reflection"]
    assert (mine.learning, mine.other, len(mine.done), mine.open) == (True, bo, 4, False)
    [theirs] = read_all(loops_seen_by(bo), bo)
    assert words(theirs) == ["the gain", "the intention", "the application", "the feedback"]
    assert (theirs.learning, theirs.other, theirs.done) == (False, alice, ("gain", "apply", "feedback", "reflect"))
    assert "the reflection" not in repr(theirs)


def test_nobody_else_reads_anything(
    full: Loop, charlie: Member, dana: Member, organiser: Member, moderator: Member, administrator: Member
) -> None:
    for other in (charlie, dana, organiser, moderator, administrator):
        assert not loops_seen_by(other).exists()


def test_a_block_leaves_the_learner_with_their_own(full: Loop, alice: Member, bo: Member) -> None:
    block(bo, alice)
    assert not loops_seen_by(bo).exists()
    [mine] = read_all(loops_seen_by(alice), alice)
    assert words(mine) == ["the gain", "the intention", "the application", "the reflection"]
    assert (mine.other, mine.receipt) == (None, None)


def test_who_has_left_reads_nothing_and_is_not_read(full: Loop, alice: Member, bo: Member) -> None:
    depart(alice, by=None)
    alice.refresh_from_db()
    assert not loops_seen_by(alice).exists()
    assert not loops_seen_by(bo).exists()


def test_whose_turn_it_is(loop: Loop, alice: Member, bo: Member) -> None:
    def steps() -> tuple[list[str | None], list[str | None]]:
        return [r.next_step for r in open_loops(alice)], [r.next_step for r in open_loops(bo)]

    assert steps() == (["gain"], [])
    waiting = open_loop(learner=alice, teacher=bo, skill=loop.skill, by=alice)
    assert steps() == (["gain", None], [])
    let_go(waiting, by=alice)
    say_gain(loop, by=alice, gain="a", intention="b", by_when=date(2026, 3, 6))
    assert steps() == (["apply"], [])
    say_applied(loop, by=alice, text="c")
    assert steps() == (["reflect"], ["feedback"])
    reflect(loop, by=alice, text="d")
    assert steps() == ([], ["feedback"])
    give_feedback(loop, by=bo, text="e")
    assert steps() == ([], [])


def test_thirty_loops_cost_what_one_costs(loop: Loop, alice: Member, bo: Member, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert len(open_loops(alice)) == 1
    for _again in range(29):
        open_loop(learner=alice, teacher=bo, skill=loop.skill, by=alice)
    with django_assert_num_queries(1):
        assert len(open_loops(alice)) == 30

"""Two weeks without a word: the two are asked, both and privately; two weeks later their seat is free."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.loops.actions import say_gain
from peerloop.matchmaking.actions import (
    accept,
    add_point,
    ask,
    book_next,
    change_note,
    end_pairing,
    open_pairing,
    reach_goal,
    release_silent,
    set_goal,
    still_at_it,
    tick_point,
    write_note,
)
from peerloop.matchmaking.models import Ending, Quiet
from peerloop.matchmaking.queries import open_question, seats_left
from peerloop.matchmaking.rules import PairingOver

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.matchmaking.models import Pairing
    from peerloop.people.models import Member
    from peerloop.skills.models import Need

TUESDAY_9 = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ENDS = TUESDAY_9 + timedelta(minutes=30)
WEEK, DAY = timedelta(days=7), timedelta(days=1)
ASKED = ENDS + 2 * WEEK


@pytest.fixture
def pairing(need: Need, alice: Member, bo: Member) -> Pairing:
    """Bo has said yes to Tuesday, 09:00."""
    return accept(ask(need, teacher=bo, starts_at=TUESDAY_9, by=alice), by=bo)


def told() -> list[tuple[str, list[int]]]:
    return list(Entry.objects.filter(verb="pairing.quiet").values_list("verb", "about"))


def test_both_are_asked_and_two_weeks_later_the_seat_is_free(pairing: Pairing, alice: Member, bo: Member) -> None:
    with clock.at(ASKED - DAY):
        assert release_silent() == 0
        assert told() == []
    with clock.at(ASKED):
        assert release_silent() == 0
        assert release_silent() == 0
        assert told() == [("pairing.quiet", sorted([alice.pk, bo.pk]))]
        assert open_question(pairing, alice) == open_question(pairing, bo) == Quiet.objects.get()
    with clock.at(ASKED + 2 * WEEK - DAY):
        assert release_silent() == 0
    assert seats_left([bo.pk]) == {bo.pk: 1}
    with clock.at(ASKED + 2 * WEEK):
        assert release_silent() == 1
        assert release_silent() == 0
    assert Ending.objects.get(pairing=pairing).kind == "silent"
    assert seats_left([bo.pk]) == {bo.pk: 2}


def test_still_at_it_is_one_click_of_either(pairing: Pairing, alice: Member, bo: Member) -> None:
    with clock.at(ASKED):
        release_silent()
    with clock.at(ASKED + WEEK):
        still_at_it(pairing, by=bo)
        still_at_it(pairing, by=alice)
        assert open_question(pairing, alice) is None
    with clock.at(ASKED + 3 * WEEK - DAY):
        assert release_silent() == 0
    assert Quiet.objects.count() == 1
    with clock.at(ASKED + 3 * WEEK):
        assert release_silent() == 0
    assert Quiet.objects.count() == 2
    assert not Ending.objects.exists()


WORDS: dict[str, Callable[[Pairing, Member], object]] = {
    "a goal": lambda pairing, by: set_goal(pairing, text="Read a lifetime", by=by),
    "a goal reached": lambda pairing, by: reach_goal(pairing.goals.get(), by=by),
    "a point": lambda pairing, by: add_point(pairing, text="Boxes", by=by),
    "a point ticked": lambda pairing, by: tick_point(pairing.points.get(), by=by),
    "a note": lambda pairing, by: write_note(pairing, text="Remember", by=by),
    "a note changed": lambda pairing, by: change_note(pairing.notes.get(), text="Remember it", version=1, by=by),
    "a step of the loop": lambda pairing, _by: say_gain(
        pairing.loop, by=pairing.learner, gain="How", intention="Try", by_when=(ASKED + 3 * WEEK).date()
    ),
}


@pytest.mark.parametrize("word", WORDS)
def test_a_word_of_either_ends_the_silence(word: str, pairing: Pairing, alice: Member, bo: Member) -> None:
    set_goal(pairing, text="Read a lifetime", by=alice)
    add_point(pairing, text="Boxes", by=alice)
    write_note(pairing, text="Remember", by=alice)
    with clock.at(ASKED):
        release_silent()
    with clock.at(ASKED + WEEK):
        WORDS[word](pairing, bo)
        assert open_question(pairing, alice) is None
    with clock.at(ASKED + 2 * WEEK):
        assert release_silent() == 0
    assert (Quiet.objects.count(), Ending.objects.count()) == (1, 0)
    with clock.at(ASKED + 3 * WEEK):
        release_silent()
    assert (Quiet.objects.count(), Ending.objects.count()) == (2, 0)


def test_a_session_to_come_is_no_silence(pairing: Pairing, alice: Member) -> None:
    with clock.at(ASKED):
        book_next(pairing, starts_at=TUESDAY_9 + 5 * WEEK, by=alice)
    with clock.at(ASKED + 2 * WEEK):
        release_silent()
    assert not Quiet.objects.exists()


@pytest.mark.parametrize("kind", ["onboarding", "shadowing", "rotation"])
def test_what_ends_on_its_own_is_not_asked(kind: str, alice: Member, bo: Member) -> None:
    open_pairing(kind=kind, learner=alice, teacher=bo, by=None)
    with clock.at(ASKED + 9 * WEEK):
        assert release_silent() == 0
    assert not Quiet.objects.exists()


def test_without_a_skill_they_are_asked_too(alice: Member, bo: Member) -> None:
    pairing = open_pairing(kind="mentoring", learner=alice, teacher=bo, by=None)
    with clock.at(ASKED):
        release_silent()
        assert open_question(pairing, alice) is not None


def test_it_is_the_two_alone_who_answer(pairing: Pairing, dana: Member, alice: Member) -> None:
    with clock.at(ASKED):
        release_silent()
        assert open_question(pairing, dana) is None
        with pytest.raises(PermissionDenied):
            still_at_it(pairing, by=dana)
        end_pairing(pairing, by=alice)
        with pytest.raises(PairingOver):
            still_at_it(pairing, by=alice)

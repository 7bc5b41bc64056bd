"""What two who learn together keep between them: goals, an agenda, a notebook, a word of thanks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from peerloop.kit import clock
from peerloop.matchmaking.actions import (
    accept,
    add_point,
    ask,
    change_goal,
    change_note,
    drop_goal,
    end_pairing,
    erase_note,
    reach_goal,
    remove_point,
    reopen_goal,
    set_goal,
    thank,
    tick_point,
    untick_point,
    write_note,
)
from peerloop.matchmaking.models import Goal, Note, Reached, Thanks, Tick
from peerloop.matchmaking.queries import (
    agenda,
    goals_of,
    goals_seen_by,
    notes_seen_by,
    points_seen_by,
    thanks_seen_by,
)
from peerloop.matchmaking.rules import BadLine, NoteChanged, PairingOver
from peerloop.people.actions import block, depart

if TYPE_CHECKING:
    from peerloop.matchmaking.models import Pairing
    from peerloop.people.models import Member
    from peerloop.skills.models import Need

TUESDAY_9 = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture
def pairing(need: Need, alice: Member, bo: Member) -> Pairing:
    """Bo has said yes to Tuesday, 09:00."""
    return accept(ask(need, teacher=bo, starts_at=TUESDAY_9, by=alice), by=bo)


def test_either_sets_changes_and_reaches_a_goal(pairing: Pairing, alice: Member, bo: Member) -> None:
    goal = set_goal(pairing, text="  Read   a lifetime ", day=TODAY, by=alice)
    assert (goal.text, goal.day, goal.by) == ("Read a lifetime", TODAY, alice)
    changed = change_goal(goal, text="Write one", day=TODAY + timedelta(days=9), by=bo)
    assert (changed.text, changed.day, changed.by) == ("Write one", date(2026, 12, 2), alice)
    reach_goal(goal, by=bo)
    reach_goal(goal, by=alice)
    assert Reached.objects.get(goal=goal).by == bo
    reopen_goal(goal, by=alice)
    assert not Reached.objects.exists()
    drop_goal(goal, by=bo)
    assert not Goal.objects.exists()


def test_goals_stand_open_ones_first_by_their_day(pairing: Pairing, alice: Member) -> None:
    later, some_day, sooner, done = (
        set_goal(pairing, text=text, day=day, by=alice)
        for text, day in (
            ("later", TODAY + timedelta(days=5)),
            ("some day", None),
            ("sooner", TODAY + timedelta(days=1)),
            ("done", TODAY),
        )
    )
    reach_goal(done, by=alice)
    assert goals_of(pairing, alice) == [sooner, later, some_day, done]


@pytest.mark.parametrize(
    ("text", "day", "field"),
    [
        ("  ", None, "text"),
        ("x" * 281, None, "text"),
        ("Go", date(2026, 11, 22), "day"),
        ("Go", date(9999, 12, 31), "day"),
    ],
)
def test_a_goal_that_cannot_be_says_where(
    text: str, day: date | None, field: str, pairing: Pairing, alice: Member
) -> None:
    with pytest.raises(BadLine) as told:
        set_goal(pairing, text=text, day=day, by=alice)
    assert list(told.value.message_dict) == [field]


def test_a_day_that_has_passed_may_stay(pairing: Pairing, alice: Member) -> None:
    goal = set_goal(pairing, text="Read", day=TODAY, by=alice)
    with clock.at(TUESDAY_9):
        assert change_goal(goal, text="Read two", day=TODAY, by=alice).text == "Read two"


def test_a_point_that_was_not_talked_about_is_carried_over(pairing: Pairing, alice: Member, bo: Member) -> None:
    boxes, traits = add_point(pairing, text="Boxes", by=alice), add_point(pairing, text="Traits", by=bo)
    open_points, _ticked = agenda(pairing, bo)
    assert [(one.point, one.carried) for one in open_points] == [(boxes, False), (traits, False)]
    with clock.at(TUESDAY_9 + timedelta(minutes=20)):
        tick_point(boxes, by=bo)
        tick_point(boxes, by=alice)
    with clock.at(TUESDAY_9 + timedelta(hours=1)):
        macros = add_point(pairing, text="Macros", by=alice)
        open_points, ticked = agenda(pairing, alice)
    assert [(one.point, one.carried) for one in open_points] == [(traits, True), (macros, False)]
    assert ticked == {pairing.request.session_id: [boxes]}
    assert Tick.objects.get().by == bo
    untick_point(boxes, by=alice)
    remove_point(traits, by=alice)
    assert [one.point for one in agenda(pairing, bo)[0]] == [boxes, macros]


def test_before_the_first_meeting_a_tick_belongs_to_none(pairing: Pairing, alice: Member) -> None:
    point = add_point(pairing, text="Boxes", by=alice)
    tick_point(point, by=alice)
    assert agenda(pairing, alice) == ([], {None: [point]})


def test_both_write_in_the_notebook_and_neither_overwrites_the_other(
    pairing: Pairing, alice: Member, bo: Member
) -> None:
    note = write_note(pairing, text="Borrow\r\nonce ", by=alice)
    assert note.text == "Borrow\nonce"
    changed = change_note(note, text="Borrow twice", version=1, by=bo)
    assert (changed.version, changed.by, changed.changed_by) == (2, alice, bo)
    with pytest.raises(NoteChanged) as told:
        change_note(note, text="Borrow thrice", version=1, by=alice)
    assert (told.value.note.text, told.value.note.version) == ("Borrow twice", 2)
    assert change_note(note, text="Borrow twice", version=1, by=bo).version == 2
    assert change_note(note, text="Borrow thrice", version=2, by=alice).version == 3


def test_the_notebook_stays_readable_to_both_and_each_erases_their_own(
    pairing: Pairing, alice: Member, bo: Member
) -> None:
    mine, theirs = write_note(pairing, text="Mine", by=alice), write_note(pairing, text="Theirs", by=bo)
    end_pairing(pairing, by=bo)
    for act in (
        lambda: write_note(pairing, text="More", by=alice),
        lambda: change_note(mine, text="More", version=1, by=alice),
        lambda: set_goal(pairing, text="More", by=alice),
        lambda: add_point(pairing, text="More", by=alice),
    ):
        with pytest.raises(PairingOver):
            act()
    with pytest.raises(PermissionDenied):
        erase_note(theirs, by=alice)
    erase_note(mine, by=alice)
    assert list(notes_seen_by(alice)) == list(notes_seen_by(bo)) == [theirs]


def everything(pairing: Pairing, by: Member) -> None:
    set_goal(pairing, text="Goal", by=by)
    add_point(pairing, text="Point", by=by)
    write_note(pairing, text="Note", by=by)


SEEN = (goals_seen_by, points_seen_by, notes_seen_by, thanks_seen_by)


def test_nobody_but_the_two_sees_any_of_it(
    pairing: Pairing, alice: Member, bo: Member, dana: Member, organiser: Member, administrator: Member
) -> None:
    """Dana manages Alice."""
    everything(pairing, alice)
    end_pairing(pairing, by=alice, thanks="Thank you")
    assert [[len(seen(who)) for seen in SEEN] for who in (alice, bo)] == [[1, 1, 1, 1]] * 2
    for who in (dana, organiser, administrator):
        assert [list(seen(who)) for seen in SEEN] == [[]] * 4
        for act in (
            lambda: set_goal(pairing, text="x", by=who),  # noqa: B023
            lambda: add_point(pairing, text="x", by=who),  # noqa: B023
            lambda: write_note(pairing, text="x", by=who),  # noqa: B023
            lambda: erase_note(Note.objects.get(), by=who),  # noqa: B023
            lambda: thank(pairing, text="x", by=who),  # noqa: B023
        ):
            with pytest.raises(PermissionDenied):
                act()


def test_after_a_block_it_is_gone_and_a_member_who_left_sees_nothing(
    pairing: Pairing, alice: Member, bo: Member
) -> None:
    everything(pairing, alice)
    depart(bo, by=None)
    assert [[len(seen(who)) for seen in SEEN] for who in (alice, bo)] == [[1, 1, 1, 0], [0, 0, 0, 0]]
    block(alice, bo)
    assert [len(seen(alice)) for seen in SEEN] == [0, 0, 0, 0]


def test_a_word_of_thanks_goes_with_the_end_or_comes_after_it(pairing: Pairing, alice: Member, bo: Member) -> None:
    with pytest.raises(PermissionDenied):
        thank(pairing, text="Too early", by=bo)
    end_pairing(pairing, by=alice, thanks=" You have saved me weeks ")
    end_pairing(pairing, by=alice, thanks="Again")
    thank(pairing, text="I learned, too", by=bo)
    assert set(Thanks.objects.values_list("by", "text")) == {
        (alice.pk, "You have saved me weeks"),
        (bo.pk, "I learned, too"),
    }


def test_too_long_a_word_ends_nothing(pairing: Pairing, alice: Member) -> None:
    with pytest.raises(BadLine):
        end_pairing(pairing, by=alice, thanks="x" * 1001)
    assert not hasattr(type(pairing).objects.get(pk=pairing.pk), "ending")

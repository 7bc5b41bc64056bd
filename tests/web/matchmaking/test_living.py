"""The page of two who learn together, its forms, and what nobody else may open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.matchmaking.conftest import MONDAY, TUESDAY_9

from peerloop.matchmaking.actions import (
    accept,
    add_point,
    book_next,
    change_note,
    end_pairing,
    release_silent,
    set_goal,
    tick_point,
    write_note,
)
from peerloop.matchmaking.models import Ending, Goal, Note, Point, Thanks

if TYPE_CHECKING:
    from tests.conftest import ClientOf, MakeMember

    from peerloop.matchmaking.models import Pairing, Request
    from peerloop.people.models import Member


@pytest.fixture
def pairing(asked: Request, bo: Member) -> Pairing:
    return accept(asked, by=bo)


def address(name: str, pk: int) -> str:
    return reverse(f"matchmaking:{name}", args=[pk])


def test_goals_and_points_come_from_the_page(client_of: ClientOf, pairing: Pairing, alice: Member, bo: Member) -> None:
    hers, his = client_of(alice), client_of(bo)
    assert hers.post(address("goals", pairing.pk), {"text": "Read", "day": "2026-12-01"}).status_code == 303
    assert his.post(address("points", pairing.pk), {"text": "Boxes"}).status_code == 303
    goal, point = Goal.objects.get(), Point.objects.get()
    for client in (hers, his):
        page = client.get(address("pairing", pairing.pk)).content.decode()
        assert all(word in page for word in ("Read", "by 1 December 2026", "Boxes"))
    assert his.post(address("goal", goal.pk), {"text": "Write", "day": ""}).status_code == 303
    assert hers.post(address("reached", goal.pk)).status_code == 303
    assert hers.post(address("reached-removal", goal.pk)).status_code == 303
    assert his.post(address("tick", point.pk)).status_code == 303
    assert his.post(address("tick-removal", point.pk)).status_code == 303
    assert hers.post(address("point-removal", point.pk)).status_code == 303
    assert hers.post(address("goal-removal", goal.pk)).status_code == 303
    assert (Goal.objects.count(), Point.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("name", "said", "words"),
    [
        ("goals", {"text": "Keep me", "day": "2020-01-01"}, "This day is over"),
        ("goals", {"text": "Keep me", "day": "31.31.2027"}, "Enter a valid date"),
        ("goals", {"text": "Keep me", "day": "9999-12-31"}, "within the next three years"),
        ("goals", {"text": "", "day": "2027-01-01"}, "This field is required"),
        ("points", {"text": "Keep me" + "x" * 280}, "at most 280 characters"),
        ("thanks", {"text": ""}, "This field is required"),
    ],
)
def test_bad_input_is_said_by_the_field_and_kept(
    name: str, said: dict[str, str], words: str, client_of: ClientOf, pairing: Pairing, alice: Member
) -> None:
    if name == "thanks":
        end_pairing(pairing, by=alice)
    answer = client_of(alice).post(address(name, pairing.pk), said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert said["text"] in page
    assert not Goal.objects.exists()


def test_two_who_change_a_note_at_once_see_both_texts(
    client_of: ClientOf, pairing: Pairing, alice: Member, bo: Member
) -> None:
    hers = client_of(alice)
    assert hers.post(address("notebook", pairing.pk), {"text": "First", "version": "1"}).status_code == 303
    note = Note.objects.get()
    change_note(note, text="His words", version=1, by=bo)
    answer = hers.post(address("note", note.pk), {"text": "Her words", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "His words" in page
    assert "Her words" in page
    assert 'name="version" value="2"' in page
    assert hers.post(address("note", note.pk), {"text": "Both words", "version": "2"}).status_code == 303
    assert Note.objects.get().text == "Both words"


def test_a_note_that_was_erased_meanwhile_keeps_what_was_typed(
    client_of: ClientOf, pairing: Pairing, alice: Member, bo: Member
) -> None:
    note = write_note(pairing, text="First", by=bo)
    assert client_of(alice).post(address("note-removal", note.pk)).status_code == 404
    assert client_of(bo).post(address("note-removal", note.pk)).status_code == 303
    assert client_of(alice).get(address("note", note.pk)).status_code == 404


def test_of_what_has_ended_the_notebook_is_read_and_nothing_written(
    client_of: ClientOf, pairing: Pairing, alice: Member, bo: Member
) -> None:
    note = write_note(pairing, text="Borrow once", by=bo)
    goal, point = set_goal(pairing, text="Read", by=bo), add_point(pairing, text="Boxes", by=bo)
    end_pairing(pairing, by=bo)
    hers = client_of(alice)
    assert "Borrow once" in hers.get(address("notebook", pairing.pk)).content.decode()
    assert hers.post(address("notebook", pairing.pk), {"text": "More", "version": "1"}).status_code == 422
    assert hers.post(address("note", note.pk), {"text": "More", "version": "1"}).status_code == 422
    assert hers.post(address("points", pairing.pk), {"text": "More"}).status_code == 422
    assert hers.post(address("goals", pairing.pk), {"text": "More"}).status_code == 422
    assert hers.post(address("goal", goal.pk), {"text": "More"}).status_code == 422
    assert hers.post(address("tick", point.pk)).status_code == 303
    assert (Note.objects.get().text, Point.objects.filter(tick=None).count()) == ("Borrow once", 1)


def test_it_ends_with_a_word_which_the_other_reads(
    client_of: ClientOf, pairing: Pairing, alice: Member, bo: Member
) -> None:
    assert client_of(alice).get(address("ending", pairing.pk)).status_code == 200
    assert client_of(alice).post(address("ending", pairing.pk), {"thanks": "You saved me weeks"}).status_code == 303
    assert "You saved me weeks" in client_of(bo).get(address("pairing", pairing.pk)).content.decode()
    assert client_of(bo).post(address("thanks", pairing.pk), {"text": "Gladly"}).status_code == 303
    assert set(Thanks.objects.values_list("text", flat=True)) == {"You saved me weeks", "Gladly"}
    assert client_of(bo).get(address("ending", pairing.pk)).status_code == 303


def test_not_a_fit_reads_like_any_other_end_to_the_other(
    client_of: ClientOf, pairing: Pairing, alice: Member, bo: Member
) -> None:
    answer = client_of(bo).post(address("ending", pairing.pk), {"kind": "not_a_fit", "thanks": ""})
    assert answer["Location"] == reverse("matchmaking:pairings")
    page = client_of(alice).get(address("pairing", pairing.pk)).content.decode()
    assert "ended on 23 November 2026" in page
    assert "fit" not in page.split("<main")[1]
    assert Ending.objects.get().kind == "not_a_fit"
    [session] = pairing.sessions.all()
    assert session.cancellation.by is None


def test_a_learner_for_whom_it_is_no_fit_sees_who_else_could_help(
    client_of: ClientOf, pairing: Pairing, alice: Member
) -> None:
    answer = client_of(alice).post(address("ending", pairing.pk), {"kind": "not_a_fit"})
    assert answer["Location"] == address("suggestions", pairing.request.need_id)


def test_the_question_after_silence_is_on_the_page_and_answered_there(
    client_of: ClientOf, pairing: Pairing, alice: Member
) -> None:
    with time_machine.travel(TUESDAY_9 + timedelta(days=15), tick=False):
        release_silent()
        hers = client_of(alice)
        assert "Are you two still at it?" in hers.get(address("pairing", pairing.pk)).content.decode()
        assert hers.post(address("still", pairing.pk)).status_code == 303
        assert "Are you two still at it?" not in hers.get(address("pairing", pairing.pk)).content.decode()


EACH = ("pairing", "notebook", "ending")


def test_a_manager_and_anybody_else_find_nothing(
    client_of: ClientOf, pairing: Pairing, bo: Member, dana: Member, organiser: Member, administrator: Member
) -> None:
    """Dana manages Alice. What is not there and what is not theirs is the same 404."""
    note, goal = write_note(pairing, text="Secret", by=bo), set_goal(pairing, text="Secret", by=bo)
    point = add_point(pairing, text="Secret", by=bo)
    for member in (dana, organiser, administrator):
        browser = client_of(member)
        for name in EACH:
            assert [browser.get(address(name, pk)).status_code for pk in (pairing.pk, 999_999)] == [404, 404]
        for name, row in (("note", note), ("goal", goal), ("tick", point), ("note-removal", note)):
            assert browser.post(address(name, row.pk), {"text": "x", "version": 1}).status_code == 404
        assert "Secret" not in browser.get(reverse("matchmaking:pairings")).content.decode()


def cost(client_of: ClientOf, member: Member, url: str) -> int:
    browser = client_of(member)
    browser.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(url).status_code == 200
    return len(queries)


def test_a_full_pairing_costs_what_an_empty_one_costs(
    client_of: ClientOf, pairing: Pairing, alice: Member, bo: Member
) -> None:
    def fill(times: int) -> None:
        for number in range(times):
            set_goal(pairing, text=f"Goal {number}", day=date(2027, 1, 1), by=bo)
            tick_point(add_point(pairing, text=f"Old {number}", by=alice), by=alice)
            add_point(pairing, text=f"Point {number}", by=alice)
            write_note(pairing, text=f"Note {number}", by=bo)

    pages = [address("pairing", pairing.pk), address("notebook", pairing.pk)]
    fill(1)
    few = [cost(client_of, alice, page) for page in pages]
    fill(29)
    assert [cost(client_of, alice, page) for page in pages] == few
    assert all(len(client_of(alice).get(page).content) < 60_000 for page in pages)


def test_the_list_of_pairings_costs_the_same_for_one_and_for_thirty(
    client_of: ClientOf, pairing: Pairing, alice: Member, make_member: MakeMember
) -> None:
    from peerloop.matchmaking.actions import open_pairing

    def more(times: int, start: int) -> None:
        for number in range(start, start + times):
            one, two = make_member(f"One {number}"), make_member(f"Two {number}")
            open_pairing(kind="onboarding", learner=alice, teacher=one, by=None)
            end_pairing(open_pairing(kind="mentoring", learner=two, teacher=alice, by=None), by=alice)

    more(1, 0)
    few = cost(client_of, alice, reverse("matchmaking:pairings"))
    more(29, 1)
    assert cost(client_of, alice, reverse("matchmaking:pairings")) == few


def test_a_point_is_carried_to_the_next_meeting_on_the_page(
    client_of: ClientOf, pairing: Pairing, alice: Member
) -> None:
    add_point(pairing, text="Traits", by=alice)
    with time_machine.travel(MONDAY + timedelta(days=2), tick=False):
        book_next(pairing, starts_at=TUESDAY_9 + timedelta(days=7), by=alice)
        page = client_of(alice).get(address("pairing", pairing.pk)).content.decode()
    assert "carried over" in page
    assert "To talk about then" in page

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from tests.web.matchmaking.conftest import MONDAY, TUESDAY_9

from peerloop.matchmaking.actions import accept, ask, decline, end_pairing
from peerloop.matchmaking.models import Outcome, Pairing, Request
from peerloop.matchmaking.queries import open_request, suggestions_for
from peerloop.people.actions import block, depart
from peerloop.skills.actions import offer, want

if TYPE_CHECKING:
    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Skill


def page(response) -> str:
    return response.content.decode()


def outcome(asked: Request) -> str:
    return Outcome.objects.get(request=asked).kind


def test_the_teacher_sees_the_line_and_says_yes(asked: Request, bo: Member, client_of: ClientOf) -> None:
    browser = client_of(bo)
    shown = page(browser.get(f"/requests/{asked.pk}"))
    assert "Alice would like to learn Rust with you" in shown
    assert "May I look over your shoulder?" in shown
    response = browser.post(f"/requests/{asked.pk}/acceptance")
    pairing = Pairing.objects.get(request=asked)
    assert (response.status_code, response["Location"]) == (303, f"/pairings/{pairing.pk}")
    assert "You are learning together now" in page(browser.get(response["Location"]))


def test_today_names_whom_one_answers_once(alice: Member, bo: Member, rust: Skill, teaches, client_of) -> None:
    need = want(alice, skill=rust, level=3, visibility="public")
    assert "You could help" in page(client_of(bo).get("/"))
    ask(need, teacher=bo, starts_at=TUESDAY_9, by=alice)
    shown = page(client_of(bo).get("/"))
    assert ("You are asked" in shown, "You could help" in shown) == (True, False)


def test_a_no_needs_no_reason_and_lays_no_blame(asked: Request, alice: Member, bo: Member, client_of) -> None:
    assert client_of(bo).post(f"/requests/{asked.pk}/refusal", {"word": ""}).status_code == 303
    assert outcome(asked) == "declined"
    shown = page(client_of(alice).get(f"/requests/{asked.pk}"))
    assert "It is not possible for Bo this time. That happens in full weeks, and says nothing about you." in shown
    assert f'href="/needs/{asked.need_id}/suggestions"' in shown


def test_a_word_goes_with_a_no(asked: Request, alice: Member, bo: Member, client_of: ClientOf) -> None:
    client_of(bo).post(f"/requests/{asked.pk}/refusal", {"word": "Next month, gladly"})
    assert "Next month, gladly" in page(client_of(alice).get(f"/requests/{asked.pk}"))


def test_a_word_that_is_too_long_is_kept(asked: Request, bo: Member, client_of: ClientOf) -> None:
    response = client_of(bo).post(f"/requests/{asked.pk}/refusal", {"word": "x" * 281})
    assert response.status_code == 422
    assert "That is 1 letter too long." in page(response)
    assert f'value="{"x" * 281}"' in page(response)
    assert open_request(asked.need) == asked


def test_the_learner_withdraws(asked: Request, alice: Member, client_of: ClientOf) -> None:
    response = client_of(alice).post(f"/requests/{asked.pk}/withdrawal")
    assert response["Location"] == f"/needs/{asked.need_id}/suggestions"
    assert outcome(asked) == "withdrawn"


def test_answers_that_come_too_late_are_told_so(asked: Request, bo: Member, client_of: ClientOf) -> None:
    with time_machine.travel(TUESDAY_9, tick=False):
        browser = client_of(bo)
        for verb in ("acceptance", "refusal"):
            response = browser.post(f"/requests/{asked.pk}/{verb}")
            assert response.status_code == 303
            assert "This request has expired; the hour is free again." in page(browser.get(response["Location"]))
    assert Pairing.objects.count() == 0


def test_neither_answers_for_the_other(asked: Request, alice: Member, bo: Member, client_of: ClientOf) -> None:
    assert client_of(alice).post(f"/requests/{asked.pk}/acceptance").status_code == 403
    assert client_of(alice).post(f"/requests/{asked.pk}/refusal").status_code == 403
    assert client_of(bo).post(f"/requests/{asked.pk}/withdrawal").status_code == 403


def test_foreign_is_as_missing(
    asked: Request, bo: Member, charlie: Member, dana: Member, organiser: Member, administrator: Member, client_of
) -> None:
    """Dana manages Alice; neither she nor any role sees the request or the pairing."""
    pairing = accept(asked, by=bo)
    for other in (charlie, dana, organiser, administrator):
        browser = client_of(other)
        assert browser.get(f"/requests/{asked.pk}").status_code == browser.get("/requests/999").status_code == 404
        assert browser.get(f"/pairings/{pairing.pk}").status_code == 404
        for path in ("acceptance", "refusal", "withdrawal"):
            assert browser.post(f"/requests/{asked.pk}/{path}").status_code == 404
        for path in ("sessions", "ending"):
            assert browser.post(f"/pairings/{pairing.pk}/{path}").status_code == 404
        assert "Alice" not in page(browser.get("/requests"))


def test_a_block_hides_what_was(asked: Request, alice: Member, bo: Member, client_of: ClientOf) -> None:
    block(bo, alice)
    for member in (alice, bo):
        assert client_of(member).get(f"/requests/{asked.pk}").status_code == 404


def test_a_get_changes_nothing(asked: Request, bo: Member, client_of: ClientOf) -> None:
    assert client_of(bo).get(f"/requests/{asked.pk}/acceptance").status_code == 405
    assert open_request(asked.need) == asked


def test_who_asked_whom(asked: Request, alice: Member, bo: Member, client_of: ClientOf) -> None:
    assert "Alice would like to learn Rust with you" in page(client_of(bo).get("/requests"))
    assert "Bo, for Rust" in page(client_of(alice).get("/requests"))
    decline(asked, by=bo)
    assert "You asked Bo for Rust" in page(client_of(alice).get("/requests"))
    assert "Alice asked you for Rust" in page(client_of(bo).get("/requests"))


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(
    number: int, rust: Skill, bo: Member, make_member: MakeMember, client_of, django_assert_max_num_queries
) -> None:
    offer(bo, skill=rust, level=4)
    bo.capacity = number * 2
    bo.week = bytes([255]) * 84
    bo.save()
    for one in range(number * 2):
        need = want(make_member(f"Learner {one}", week=bytes([255]) * 84), skill=rust, level=3)
        made = ask(need, teacher=bo, starts_at=suggestions_for(need)[0].starts_at, by=need.member)
        if one % 2:
            decline(made, by=bo)
    browser = client_of(bo)
    with django_assert_max_num_queries(10):
        response = browser.get("/requests")
    assert len(response.content) < 60_000


def test_the_pairing_s_page(
    asked: Request, alice: Member, bo: Member, client_of, django_assert_max_num_queries
) -> None:
    pairing = accept(asked, by=bo)
    browser = client_of(alice)
    with django_assert_max_num_queries(17):
        shown = page(browser.get(f"/pairings/{pairing.pk}"))
    assert "Rust with Bo" in shown
    assert "Tomorrow 09:00–09:30" in shown
    with time_machine.travel(TUESDAY_9 + timedelta(hours=2), tick=False):
        browser = client_of(alice)
        with django_assert_max_num_queries(17):
            shown = page(browser.get(f"/pairings/{pairing.pk}"))
        assert "When do you meet next?" in shown
        assert "2026-11-25T09:00:00Z" in shown


def test_the_next_hour_is_booked_from_the_pairing(asked: Request, alice: Member, bo: Member, client_of) -> None:
    pairing = accept(asked, by=bo)
    browser = client_of(alice)
    response = browser.post(f"/pairings/{pairing.pk}/sessions", {"starts_at": "2026-12-01T09:00:00Z"})
    session = pairing.sessions.latest("starts_at")
    assert (response.status_code, response["Location"]) == (303, f"/sessions/{session.pk}")
    for wrong in ("2026-12-01T09:15:00Z", "soon", ""):
        assert browser.post(f"/pairings/{pairing.pk}/sessions", {"starts_at": wrong}).status_code == 422


def test_we_are_done(asked: Request, alice: Member, bo: Member, client_of: ClientOf) -> None:
    pairing = accept(asked, by=bo)
    browser = client_of(bo)
    assert browser.post(f"/pairings/{pairing.pk}/ending").status_code == 303
    shown = page(browser.get(f"/pairings/{pairing.pk}"))
    assert "the loop stays yours" in shown
    assert "We are done" not in shown


def test_a_pairing_with_somebody_who_left(asked: Request, alice: Member, bo: Member, client_of: ClientOf) -> None:
    pairing = accept(asked, by=bo)
    depart(bo, by=None)
    shown = page(client_of(alice).get(f"/pairings/{pairing.pk}"))
    assert "ended, as somebody left" in shown
    assert f"/members/{bo.pk}" not in shown


def test_the_suggestions_of_a_need_underway_show_no_second_button(
    asked: Request, need: Need, alice: Member, client_of: ClientOf
) -> None:
    shown = page(client_of(alice).get(f"/needs/{need.pk}/suggestions"))
    assert "You have asked Bo" in shown
    assert "for this time" not in shown


def test_an_ended_pairing_is_ended_once(asked: Request, bo: Member) -> None:
    pairing = accept(asked, by=bo)
    end_pairing(pairing, by=bo)
    assert pairing.ending.at == MONDAY

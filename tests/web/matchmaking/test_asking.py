from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.web.matchmaking.conftest import TUESDAY_9

from peerloop.matchmaking.models import Request
from peerloop.matchmaking.queries import open_request, suggestions_for
from peerloop.people.actions import avoid, block, update_profile
from peerloop.schedule.actions import hold_session
from peerloop.skills.actions import offer, want

if TYPE_CHECKING:
    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Skill


def page(response) -> str:
    return response.content.decode()


def said(teacher: Member, **more: str) -> dict[str, str]:
    return {"teacher": str(teacher.pk), "starts_at": "2026-11-24T09:00:00Z", **more}


def test_a_learner_sees_who_why_and_when(need: Need, alice: Member, client_of: ClientOf) -> None:
    shown = page(client_of(alice).get(f"/needs/{need.pk}/suggestions"))
    for words in ("Bo", "A level above where you want to be", "Tomorrow 09:00–09:30", "Ask Bo for this time"):
        assert words in shown


def test_both_sides_times_are_shown(rust: Skill, teaches: Member, make_member: MakeMember, client_of) -> None:
    update_profile(teaches, by=teaches, time_zone="Europe/Helsinki")
    lin = make_member("Lin", time_zone="Asia/Kolkata")
    need = want(lin, skill=rust, level=3)
    shown = page(client_of(lin).get(f"/needs/{need.pk}/suggestions"))
    assert "Tomorrow 13:30–14:00" in shown
    assert "10:00 for Bo" in shown


def test_one_click_asks(need: Need, alice: Member, bo: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)
    response = browser.post(f"/needs/{need.pk}/requests", said(bo, text="Hello"))
    asked = open_request(need)
    assert (response.status_code, response["Location"]) == (303, f"/requests/{asked.pk}")
    assert (asked.text, asked.session.starts_at, asked.then_next) == ("Hello", TUESDAY_9, False)
    shown = page(browser.get(response["Location"]))
    assert "The hour is kept free for you both until Bo answers." in shown


def test_a_double_click_is_one_request(need: Need, alice: Member, bo: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)
    for _click in range(2):
        assert browser.post(f"/needs/{need.pk}/requests", said(bo)).status_code == 303
    assert Request.objects.count() == 1


def test_an_hour_that_has_gone_offers_the_next_and_keeps_the_line(
    need: Need, rust: Skill, alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    hold_session(
        by=bo, learner=charlie, teacher=bo, skill=rust,
        local_date=TUESDAY_9.date(), local_time=TUESDAY_9.time(), zone="UTC",
    )  # fmt: skip
    response = client_of(alice).post(f"/needs/{need.pk}/requests", said(bo, text="Hello", then_next="on"))
    assert response.status_code == 422
    shown = page(response)
    assert "This hour has been taken in the meantime." in shown
    assert "Tuesday 24 November, 09:30. Shall it be that one?" in shown
    assert '<input type="radio" name="starts_at" value="2026-11-24T09:30:00Z" required checked>' in shown
    assert ">\nHello</textarea>" in shown


def test_other_hours_in_both_zones(need: Need, alice: Member, bo: Member, client_of: ClientOf) -> None:
    update_profile(bo, by=bo, time_zone="Europe/Helsinki")
    shown = page(client_of(alice).get(f"/needs/{need.pk}/hours/{bo.pk}"))
    assert "Tuesday 24 November" in shown
    assert "11:00 for Bo" in shown
    assert shown.count('type="radio"') == 24


@pytest.mark.parametrize("how", ["avoided", "full"])
def test_full_and_avoided_look_alike(how: str, need: Need, alice: Member, bo: Member, client_of: ClientOf) -> None:
    if how == "avoided":
        avoid(bo, alice)
    else:
        update_profile(bo, by=bo, capacity=0)
    browser = client_of(alice)
    assert "Ask Bo for this time" not in page(browser.get(f"/needs/{need.pk}/suggestions"))
    hours = page(browser.get(f"/needs/{need.pk}/hours/{bo.pk}"))
    assert "All places with Bo are taken just now" in hours
    response = browser.post(f"/needs/{need.pk}/requests", said(bo))
    assert response.status_code == 422
    assert "All places with Bo are taken just now." in page(response)


def test_nobody_yet_says_why_and_what_would_help(alice: Member, rust: Skill, client_of: ClientOf) -> None:
    need = want(alice, skill=rust, level=3)
    shown = page(client_of(alice).get(f"/needs/{need.pk}/suggestions"))
    assert "Nobody has said yet that they can help with Rust." in shown
    assert "Look again" in shown


def test_look_again_finds_who_has_come(alice: Member, bo: Member, rust: Skill, client_of: ClientOf) -> None:
    need = want(alice, skill=rust, level=3)
    offer(bo, skill=rust, level=4)
    response = client_of(alice).post(f"/needs/{need.pk}/suggestions")
    assert (response.status_code, response["Location"]) == (303, f"/needs/{need.pk}/suggestions")
    assert [one.teacher for one in suggestions_for(need)] == [bo]


def test_why_these_counts_whom_the_skills_page_shows(
    need: Need, rust: Skill, alice: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    browser = client_of(alice)
    said = "{} offer Rust openly at the level you want or above."
    one = page(browser.get(f"/needs/{need.pk}/suggestions"))
    assert "1 colleague offers Rust openly at the level you want or above." in one
    teachers = [make_member(f"Teacher {number}") for number in range(5)]
    for teacher in teachers:
        offer(teacher, skill=rust, level=4, confirmed=teacher is not teachers[4])
    assert said.format("5 colleagues") in page(browser.get(f"/needs/{need.pk}/suggestions"))
    block(teachers[0], alice)
    assert said.format("4 colleagues") in page(browser.get(f"/needs/{need.pk}/suggestions"))
    assert browser.get(f"/skills/{rust.pk}").text.count("Vouch for it") == 4


def test_a_private_need_is_explained(alice: Member, teaches: Member, rust: Skill, client_of: ClientOf) -> None:
    need = want(alice, skill=rust, level=3, visibility="private")
    assert "This need is only yours" in page(client_of(alice).get(f"/needs/{need.pk}/suggestions"))


def test_what_is_another_s_is_not_there(need: Need, bo: Member, dana: Member, organiser: Member, client_of) -> None:
    """Not for the suggested teacher, nor the manager, nor an organiser; the need may be public all the same."""
    want(need.member, skill=need.skill, level=3, visibility="public")
    for other in (bo, dana, organiser):
        browser = client_of(other)
        for path in (f"/needs/{need.pk}/suggestions", f"/needs/{need.pk}/hours/{bo.pk}", "/needs/999/suggestions"):
            assert browser.get(path).status_code == 404
        assert browser.post(f"/needs/{need.pk}/requests", said(bo)).status_code == 404


def test_only_who_offers_it_can_be_turned_to(need: Need, alice: Member, charlie: Member, client_of) -> None:
    browser = client_of(alice)
    assert browser.get(f"/needs/{need.pk}/hours/{charlie.pk}").status_code == 404
    assert browser.post(f"/needs/{need.pk}/requests", said(charlie)).status_code == 404
    assert browser.post(f"/needs/{need.pk}/requests", {"teacher": "x"}).status_code == 404
    assert browser.post(f"/needs/{need.pk}/requests", {"teacher": "9" * 40}).status_code == 404


def test_a_visitor_is_sent_to_the_door(need: Need, client) -> None:
    response = client.get(f"/needs/{need.pk}/suggestions")
    assert response.status_code == 302
    assert response["Location"] == f"/account/login?next=/needs/{need.pk}/suggestions"


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_costs_the_same_for_one_and_for_thirty(
    number: int, alice: Member, rust: Skill, make_member: MakeMember, client_of, django_assert_max_num_queries
) -> None:
    for one in range(number):
        offer(make_member(f"Teacher {one}"), skill=rust, level=4)
    need = want(alice, skill=rust, level=3)
    browser = client_of(alice)
    with django_assert_max_num_queries(13):
        response = browser.get(f"/needs/{need.pk}/suggestions")
    assert len(response.content) < 60_000
    teacher = suggestions_for(need)[0].teacher_id
    with django_assert_max_num_queries(10):
        response = browser.get(f"/needs/{need.pk}/hours/{teacher}")
    assert len(response.content) < 60_000


def test_hours_stay_apart_by_days(need: Need, alice: Member, bo: Member, client_of: ClientOf) -> None:
    """Six a day, from the first to the last of it."""
    shown = page(client_of(alice).get(f"/needs/{need.pk}/hours/{bo.pk}"))
    for hour in ("09:00", "16:30"):
        assert f"2026-11-25T{hour}:00Z" in shown
    assert (TUESDAY_9 + timedelta(days=4)).strftime("%Y-%m-%dT") not in shown

"""Alice proposes on the page, Charlie wants it too, Bo takes it on and chooses the hour."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.utils.html import strip_tags

from peerloop.people.actions import block
from peerloop.proposals.actions import propose, tidy_quiet, volunteer, want_too
from peerloop.proposals.models import Proposal
from peerloop.proposals.rules import MOST_OPEN, QUIET
from peerloop.schedule.models import Invitation, Session
from peerloop.skills.actions import propose_skill
from peerloop.skills.models import Skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoAssertNumQueries
    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def sheet(alice: Member) -> Proposal:
    return propose(by=alice, title="Reading a balance sheet", about="To know what our report says.")


def said(page: str) -> str:
    return " ".join(strip_tags(page.replace("<", " <")).split())


def test_from_a_topic_to_a_session(alice: Member, bo: Member, charlie: Member, client_of: ClientOf) -> None:
    made = client_of(alice).post(
        "/proposals/new", {"title": "Reading a balance sheet", "about": "For the report", "skill": "Accounting"},
        follow=True,
    )  # fmt: skip
    assert "Proposed. Colleagues can now say “me too”" in made.text
    sheet = Proposal.objects.get()
    assert sheet.skill == Skill.objects.get(name="Accounting")
    here = f"/proposals/{sheet.pk}"
    page = client_of(charlie).post(f"{here}/me-too", follow=True)
    assert "2 people want this" in said(page.text)
    assert "Alice" not in page.text
    teacher = client_of(bo)
    assert "Bo will teach it" in said(teacher.post(f"{here}/volunteers", follow=True).text)
    page = teacher.get(f"{here}/session")
    assert "fewer than five of those who want it can come" in page.text
    assert not {"Alice", "Charlie"} & set(re.findall(r"\w+", said(page.text)))
    hour = re.findall(r'name="starts_at" value="([^"]+)"', page.text)[0]
    what = {"minutes": "60", "kind": "lunch_and_learn", "starts_at": hour, "capacity": "20", "place": "Room 4"}
    done = teacher.post(f"{here}/session", what, follow=True)
    assert "Booked. 2 people are invited." in done.text
    session = Session.objects.get()
    assert (session.title, session.capacity, session.starts_at.isoformat()) == ("Reading a balance sheet", 20, hour)
    assert set(Invitation.objects.values_list("member__name", flat=True)) == {"Alice", "Charlie"}
    assert teacher.get(f"{here}/session").headers["Location"] == f"/sessions/{session.pk}"
    assert "To the session" in client_of(alice).get(here).text


def test_what_is_like_it_comes_first_and_nothing_typed_is_lost(
    sheet: Proposal, bo: Member, client_of: ClientOf
) -> None:
    browser = client_of(bo)
    typed = {"title": "How to read a balance sheet", "about": "Mine <b>", "skill": ""}
    answer = browser.post("/proposals/new", typed)
    assert (answer.status_code, Proposal.objects.count()) == (409, 1)
    assert "Is it one of these?" in answer.text
    assert 'value="How to read a balance sheet"' in answer.text
    assert "Mine &lt;b&gt;" in answer.text
    assert browser.post("/proposals/new", typed | {"anyway": "on"}).status_code == 303
    assert "Is it one of these?" in browser.get("/proposals/new", {"title": "balance sheet"}).text


def test_a_gap_leads_to_proposing(alice: Member, client_of: ClientOf) -> None:
    skill = propose_skill("Rust", by=alice)
    page = client_of(alice).get("/proposals/new", {"skill": skill.pk}).text
    assert page.count('value="Rust"') == 2
    assert client_of(alice).get("/proposals/new", {"skill": "9" * 30}).status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"title": "!!"}, {"title": "x" * 121}, {"title": "Rust", "skill": "?"}]
)
def test_what_cannot_be_proposed_is_told(wrong: dict[str, str], alice: Member, client_of: ClientOf) -> None:
    answer = client_of(alice).post("/proposals/new", wrong)
    assert (answer.status_code, Proposal.objects.count(), "errorlist" in answer.text) == (422, 0, True)


def test_the_list_has_its_filters_and_says_what_to_do_where_it_is_empty(
    alice: Member, bo: Member, client_of: ClientOf
) -> None:
    browser = client_of(bo)
    for which, words in (
        ("open", "Nothing is proposed just now"),
        ("mine", "no part in any proposal"),
        ("past", "Nothing yet"),
    ):
        assert words in browser.get("/proposals", {"which": which}).text
    sheet = propose(by=alice, title="Reading a balance sheet")
    assert "one person wants this, nobody teaches it yet" in said(browser.get("/proposals").text)
    assert "no part in any proposal" in browser.get("/proposals", {"which": "mine"}).text
    browser.post(f"/proposals/{sheet.pk}/me-too")
    assert "you want this" in browser.get("/proposals", {"which": "mine"}).text
    browser.post(f"/proposals/{sheet.pk}/me-too/removal")
    assert "no part in any proposal" in browser.get("/proposals", {"which": "mine"}).text
    for odd in ("zzz", "-1", "0", "²", "99999999999"):
        assert browser.get("/proposals", {"which": odd, "page": odd}).status_code == 200


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_however_long(
    count: int, bo: Member, make_member: MakeMember, client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for number in range(count):
        made = propose(by=make_member(f"Member {number}"), title=f"Topic {number}")
        volunteer(made, by=make_member(f"Teacher {number}"))
    browser = client_of(bo)
    browser.get("/proposals")
    with django_assert_num_queries(5):
        page = browser.get("/proposals")
    assert len(page.content) < 60_000


def test_too_late_is_told_in_words(sheet: Proposal, alice: Member, bo: Member, client_of: ClientOf) -> None:
    assert "Closed." in client_of(alice).post(f"/proposals/{sheet.pk}/closure", follow=True).text
    late = client_of(bo).post(f"/proposals/{sheet.pk}/me-too", follow=True)
    assert "This proposal is closed. You can propose it anew." in late.text
    assert "Propose it anew" in late.text


def test_who_may_not_gets_what_is_missing_gives(
    sheet: Proposal, alice: Member, bo: Member, client_of: ClientOf
) -> None:
    browser = client_of(bo)
    for where in ("closure", "renewal"):
        assert browser.post(f"/proposals/{sheet.pk}/{where}").status_code == 404
    assert browser.get(f"/proposals/{sheet.pk}/session").status_code == 404
    block(alice, bo)
    for where in ("", "/me-too", "/volunteers"):
        assert browser.post(f"/proposals/{sheet.pk}{where}").status_code in {404, 405}
    assert (
        browser.get(f"/proposals/{sheet.pk}").status_code == browser.get("/proposals/999999999999999999999").status_code
    )


def test_an_hour_that_is_taken_meanwhile_is_told_and_what_was_typed_is_kept(
    sheet: Proposal, bo: Member, client_of: ClientOf
) -> None:
    volunteer(sheet, by=bo)
    what = {"minutes": "60", "kind": "workshop", "starts_at": "2026-11-20T10:00:00Z", "place": "Room 4"}
    answer = client_of(bo).post(f"/proposals/{sheet.pk}/session", what)
    assert (answer.status_code, "This day is over." in answer.text, 'value="Room 4"' in answer.text) == (
        422,
        True,
        True,
    )
    for wrong in ({"kind": "coffee"}, {"capacity": "0"}, {"starts_at": ""}, {"minutes": "7"}):
        assert client_of(bo).post(f"/proposals/{sheet.pk}/session", what | wrong).status_code == 422
    assert not Session.objects.exists()


def test_a_quiet_one_is_asked_about_on_its_page(
    sheet: Proposal, alice: Member, bo: Member, client_of: ClientOf
) -> None:
    with time_machine.travel(MONDAY + QUIET + timedelta(days=1), tick=False):
        tidy_quiet()
        assert "Is it still wanted?" in client_of(alice).get(f"/proposals/{sheet.pk}").text
        want_too(sheet, by=bo)
        assert "Is it still wanted?" not in client_of(alice).get(f"/proposals/{sheet.pk}").text


def test_an_hour_beyond_every_calendar_is_refused(client_of: ClientOf, sheet: Proposal, bo: Member) -> None:
    bo.time_zone = "Asia/Tokyo"
    bo.save()
    volunteer(sheet, by=bo)
    said_so = {"minutes": "60", "kind": "workshop", "starts_at": "9999-12-31T23:30:00+00:00"}
    assert client_of(bo).post(f"/proposals/{sheet.pk}/session", said_so).status_code == 422
    assert client_of(bo).get("/proposals/new?skill=" + "9" * 5_000).status_code == 200


def test_a_proposal_that_is_one_too_many_leaves_no_new_skill_behind(client_of: ClientOf, alice: Member) -> None:
    for number in range(MOST_OPEN):
        propose(by=alice, title=f"Topic {number}")
    said_so = {"title": "Flying low", "skill": "Steering airships", "anyway": "on"}
    assert client_of(alice).post("/proposals/new", said_so).status_code == 422
    assert not Skill.everything.filter(name="Steering airships").exists()

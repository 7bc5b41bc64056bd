"""Olga builds a survey on the page, members answer it, and everybody reads what is told of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
import time_machine
from django.utils.html import strip_tags
from tests.domain.pulse.conftest import opened, people, team, wish

from peerloop.people.actions import block, grant_role, update_profile
from peerloop.programmes.actions import open_programme, set_up_programme
from peerloop.pulse.actions import answer_survey, close_due, close_survey, find_outside, note_interview
from peerloop.pulse.models import Answer, Draft, Interview, Outside, Survey
from peerloop.pulse.queries import results
from peerloop.skills.actions import propose_skill, want
from peerloop.skills.models import Need

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoAssertNumQueries
    from tests.conftest import ClientOf

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def rust(bo: Member) -> Skill:
    return propose_skill("Rust", by=bo)


def said(page: str) -> str:
    return " ".join(strip_tags(page.replace("<", " <")).split())


def as_it_comes(page: str) -> dict[str, list[str]]:
    """Return what a form sends if nobody touches it."""
    form: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]+>", page):
        said_of = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if said_of.get("type") in {"radio", "checkbox"} and " checked" not in tag:
            continue
        if "name" in said_of and said_of["name"] not in {"q", "csrfmiddlewaretoken"}:
            form.setdefault(said_of["name"], []).append(said_of.get("value", ""))
    return form


def test_from_nothing_to_ranked_gaps(organiser: Member, client_of: ClientOf, rust: Skill) -> None:
    crowd = people(30)
    desk = client_of(organiser)
    form = as_it_comes(desk.get("/surveys/new").content.decode())
    for _twice in range(2):
        answer = desk.post("/surveys/new", form, follow=True)
    made = Survey.objects.get()
    assert (made.kind, made.asks, answer.redirect_chain) == (
        "needs", ["skills", "formats", "times", "often", "words"], [(f"/surveys/{made.pk}", 303)],
    )  # fmt: skip
    assert "It is open." in said(desk.post(f"/surveys/{made.pk}/opening", follow=True).content.decode())
    for member in crowd[:12]:
        sent = {"skill-0": " rust ", "level-0": "4", "pace-0": "weeks", "times": ["midday"], "do": "send"}
        page = client_of(member).post(f"/surveys/{made.pk}/answer", sent, follow=True)
        assert "You have answered" in said(page.content.decode())
    for member in crowd[12:24]:
        client_of(member).post(f"/surveys/{made.pk}/answer", {"often": "weekly"})
    with time_machine.travel(made.closes_at, tick=False):
        close_due()
        page = said(client_of(crowd[29]).get(f"/surveys/{made.pk}/results").content.decode())
    assert "Nobody can help with this yet Rust at least 10 want it" in page
    assert "At least 20 of 32 have answered" in page
    assert "Look outside" not in page
    assert "Rust 10 0 – –" in page  # of twelve who agree on the level, all but seven would be told


def test_what_is_wrong_in_a_survey_is_said_at_its_field_and_what_was_typed_is_kept(
    organiser: Member, client_of: ClientOf
) -> None:
    form = {"uid": uuid4(), "title": "?", "who": "needs", "asks": ["skills"], "closes_on": "2026-11-23", "lead": "Why"}
    answer = client_of(organiser).post("/surveys/new", form)
    page = said(answer.content.decode())
    assert (answer.status_code, Survey.objects.count()) == (422, 0)
    assert "Give it a title" in page
    assert "Choose a time from tomorrow on" in page
    assert "Why" in page
    minutes = client_of(organiser).post("/surveys/new", form | {"title": "Yes", "asks": ["minutes"]})
    assert "Choose at least one question." in said(minutes.content.decode())


def test_a_name_that_is_no_skill_is_said_at_its_line_and_nothing_is_half_saved(
    organiser: Member, alice: Member, client_of: ClientOf, rust: Skill
) -> None:
    people(10)
    asking = opened(organiser)
    sent = {"skill-0": "Rust", "skill-3": "Rusty", "words": "Half a word", "often": "weekly"}
    answer = client_of(alice).post(f"/surveys/{asking.pk}/answer", sent)
    page = answer.content.decode()
    assert (answer.status_code, Answer.objects.count()) == (422, 0)
    assert "We do not know “Rusty” yet. Do you mean one of these: Rust?" in said(page)
    assert 'value="Rusty"' in page
    assert "Half a word" in page
    nothing = client_of(alice).post(f"/surveys/{asking.pk}/answer", {"skill-0": "", "do": "send"})
    assert "Answer at least one question" in said(nothing.content.decode())


def test_a_draft_is_there_again_as_it_was_typed(organiser: Member, alice: Member, client_of: ClientOf) -> None:
    people(10)
    asking = opened(organiser)
    browser = client_of(alice)
    typed = {"skill-0": "Rusty", "times": ["midday", "never"], "words": "x" * 2000, "do": "draft", "canary": "1"}
    browser.post(f"/surveys/{asking.pk}/answer", typed)
    assert Draft.objects.get().said == {"skill-0": "Rusty", "times": ["midday"], "words": "x" * 1000}
    page = browser.get(f"/surveys/{asking.pk}/answer").content.decode()
    assert 'value="Rusty"' in page
    assert re.search(r'value="midday"[^>]* checked', page)
    assert Answer.objects.count() == 0


def test_one_click_makes_a_need_of_it_and_nobody_else_can(
    organiser: Member, alice: Member, bo: Member, client_of: ClientOf, rust: Skill
) -> None:
    people(10)
    asking = opened(organiser)
    wish(asking, [alice], rust, level=4)
    mine = Answer.objects.get().wishes.get()
    assert client_of(bo).post(f"/surveys/wishes/{mine.pk}/need").status_code == 404
    browser = client_of(alice)
    assert "Make it my need" in browser.get(f"/surveys/{asking.pk}").content.decode()
    browser.post(f"/surveys/wishes/{mine.pk}/need")
    assert (Need.objects.get().member, Need.objects.get().visibility) == (alice, "matching")
    page = browser.get(f"/surveys/{asking.pk}").content.decode()
    assert "Make it my need" not in page
    assert "one of your needs" in page


def test_too_late_is_said_and_not_answered(organiser: Member, alice: Member, bo: Member, client_of: ClientOf) -> None:
    sales = team("Sales")
    people(10, team=sales)
    update_profile(alice, by=None, team=sales)
    asking = opened(organiser, teams=[sales])
    close_survey(asking, by=organiser)
    page = client_of(alice).post(f"/surveys/{asking.pk}/answer", {"often": "weekly"}, follow=True)
    assert "This survey is closed." in said(page.content.decode())
    assert "nothing is told" in said(page.content.decode())
    assert client_of(bo).post(f"/surveys/{asking.pk}/answer", {"often": "weekly"}).status_code == 404
    assert Answer.objects.count() == 0


def test_one_cell_of_the_cut_and_what_is_no_cell(organiser: Member, client_of: ClientOf, rust: Skill) -> None:
    sales, works = team("Sales"), team("Works")
    crowds = [people(20, team=one) for one in (sales, works)]
    asking = opened(organiser, cut="team")
    for crowd in crowds:
        wish(asking, crowd[:8], rust)
        for member in crowd[8:]:
            answer_survey(asking, by=member, said={"times": ["midday"]})
    close_survey(asking, by=organiser)
    there = said(client_of(organiser).get(f"/surveys/{asking.pk}/results?cell=Sales").content.decode())
    assert "What is wanted in Sales" in there
    assert "Rust 5 15 0" in there
    whole = said(client_of(organiser).get(f"/surveys/{asking.pk}/results?cell=Nowhere").content.decode())
    assert "The gaps, the widest first" in whole


def test_a_signed_answer_is_read_by_organisers_and_its_manager_alone(
    organiser: Member, analyst: Member, dana: Member, alice: Member, client_of: ClientOf
) -> None:
    asking = opened(organiser, kind="leaders", signed=True, asks=["words"])
    answer_survey(asking, by=dana, said={"words": "We are short of it."})
    close_survey(asking, by=organiser)
    seen = {
        member.name: "We are short of it." in client_of(member).get(f"/surveys/{asking.pk}").content.decode()
        for member in (organiser, dana, analyst, alice)
    }
    assert seen == {"Olga": True, "Dana": True, "Ann": False, "Alice": False}


def test_the_note_of_a_talk_is_kept_with_a_yes_and_taken_back(
    organiser: Member, administrator: Member, alice: Member, bo: Member, client_of: ClientOf
) -> None:
    grant_role(bo, "organiser", by=None)
    desk, uid = client_of(organiser), uuid4()
    sent = {"colleague": "Alice", "words": "Learns by watching.", "uid": uid}
    for _twice in range(2):
        desk.post("/interviews/new", sent)
    talk = Interview.objects.get()
    address = f"/interviews/{talk.pk}"
    other, keeper = client_of(bo), client_of(administrator)
    assert [browser.get(address).status_code for browser in (desk, client_of(alice), other)] == [200, 200, 404]
    assert desk.post(f"{address}/consent").status_code == 404
    client_of(alice).post(f"{address}/consent")
    assert "Learns by watching." in other.get(address).content.decode()
    assert keeper.get(address).status_code == 404  # the yes is to those who organise
    assert desk.post(f"{address}/removal").status_code == 404
    client_of(alice).post(f"{address}/removal")
    assert (Interview.objects.count(), other.get(address).status_code) == (0, 404)


def test_nobody_notes_a_talk_with_their_own_report_or_with_whom_they_do_not_see(
    organiser: Member, alice: Member, bo: Member, client_of: ClientOf
) -> None:
    update_profile(alice, by=None, manager=organiser)
    page = client_of(organiser).post("/interviews/new", {"colleague": "Alice", "words": "Words", "uid": uuid4()})
    assert (page.status_code, Interview.objects.count()) == (422, 0)
    assert "Alice reports to you." in said(page.content.decode())
    assert "Words" in page.content.decode()
    talk = note_interview(bo, by=organiser, uid=uuid4(), words="A word")
    block(bo, organiser)
    assert client_of(organiser).get(f"/interviews/{talk.pk}").status_code == 404
    unknown = client_of(organiser).post("/interviews/new", {"colleague": "Bo", "words": "Words", "uid": uuid4()})
    assert unknown.status_code == 422


def test_a_course_is_shown_to_who_wants_it_and_a_guests_contact_to_organisers(
    organiser: Member, alice: Member, bo: Member, client_of: ClientOf, rust: Skill
) -> None:
    sent = {
        "skill": "Rust", "kind": "guest", "title": "Somebody who wrote the book", "contact": "By post",
        "cost_from": 100, "cost_to": 300, "currency": "eur", "uid": uuid4(),
    }  # fmt: skip
    for _twice in range(2):
        made = client_of(organiser).post(f"/outside/new?skill={rust.pk}", sent, follow=True)
    assert "By post" in said(made.content.decode())
    one = Outside.objects.get()
    want(alice, skill=rust, visibility="private")
    page = said(client_of(alice).get(f"/skills/{rust.pk}").content.decode())
    assert "From outside Somebody who wrote the book A guest speaker · Rust · 100 to 300 EUR" in page
    assert "By post" not in client_of(alice).get(f"/outside/{one.pk}").content.decode()
    assert "From outside" not in client_of(bo).get(f"/skills/{rust.pk}").content.decode()
    assert client_of(bo).get(f"/outside/{one.pk}").status_code == 404
    client_of(organiser).post(f"/outside/{one.pk}/removal")
    assert Outside.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"link": ""}, "Give the address"), ({"link": "javascript:alert(1)"}, "valid URL"),
        ({"cost_from": 300, "cost_to": 100}, "less than what it costs"), ({"currency": "E"}, "three letters"),
        ({"title": "?"}, "what the course is called"), ({"skill": "Basket weaving"}, "We do not know"),
        ({"cost_from": 10**9}, "10,000,000"), ({"cost_from": -1}, "greater than or equal to 0"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_course_says_why(
    wrong: dict[str, object], words: str, organiser: Member, client_of: ClientOf, rust: Skill
) -> None:
    sent = {"skill": "Rust", "kind": "course", "title": "A course", "link": "https://example.org", "cost_from": 5,
            "currency": "EUR", "uid": uuid4()}  # fmt: skip
    page = client_of(organiser).post("/outside/new", sent | wrong)
    assert (page.status_code, Outside.objects.count()) == (422, 0)
    assert words in said(page.content.decode())


def test_a_programme_asks_those_whom_it_is_for(organiser: Member, client_of: ClientOf, rust: Skill) -> None:
    sales, works = team("Sales"), team("Works")
    inside, outside = people(12, team=sales), people(12, team=works)
    programme = set_up_programme(by=organiser, title="Selling well", starts_on=MONDAY.date(), teams=[sales])
    open_programme(programme, by=organiser)
    desk = client_of(organiser)
    form = as_it_comes(desk.get(f"/surveys/new?programme={programme.pk}").content.decode())
    desk.post("/surveys/new", form | {"programme": programme.pk})
    made = Survey.objects.get()
    desk.post(f"/surveys/{made.pk}/opening")
    assert made.programme == programme
    assert client_of(inside[0]).get(f"/surveys/{made.pk}/answer").status_code == 200
    assert client_of(outside[0]).get(f"/surveys/{made.pk}/answer").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_however_many_there_are(
    count: int, organiser: Member, client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    people(10)
    for number in range(count):
        opened(organiser, title=f"Survey {number}")
    desk = client_of(organiser)
    desk.get("/surveys")
    with django_assert_max_num_queries(12):
        page = desk.get("/surveys")
    assert len(page.content) < 60_000


def test_with_nothing_there_each_page_says_what_to_do_first(
    organiser: Member, alice: Member, client_of: ClientOf
) -> None:
    words = {
        "/surveys": ("Nothing has been asked yet", "You have not been asked anything yet"),
        "/interviews": ("No interview is noted yet", "Nobody has noted a talk with you"),
        "/outside": ("Nothing from outside yet", "There is nothing for what you want to learn"),
    }
    for address, (of_organiser, of_member) in words.items():
        assert of_organiser in said(client_of(organiser).get(address).content.decode())
        assert of_member in said(client_of(alice).get(address).content.decode())


def test_results_of_many_skills_are_drawn_and_stay_light(organiser: Member, client_of: ClientOf) -> None:
    crowd = people(30)
    asking = opened(organiser)
    skills = [propose_skill(f"Skill of a rather long name number {number}", by=organiser) for number in range(30)]
    for number, member in enumerate(crowd):
        chosen = [skills[(number + step) % 30] for step in range(5)]
        answer_survey(asking, by=member, said={}, wishes=[(one, 3, "any") for one in chosen])
    close_survey(asking, by=organiser)
    assert len(results(asking).gaps) == 30
    page = client_of(organiser).get(f"/surveys/{asking.pk}/results")
    assert (page.status_code, len(page.content) < 60_000) == (200, True)
    assert 'class="both"' in page.content.decode()


def test_a_member_who_wants_it_by_the_survey_alone_sees_the_course_too(
    organiser: Member, alice: Member, client_of: ClientOf, rust: Skill
) -> None:
    people(10)
    asking = opened(organiser)
    said_of = {"kind": "course", "title": "A course", "link": "https://example.org"}
    one = find_outside(by=organiser, uid=uuid4(), skill=rust, **said_of)
    assert client_of(alice).get(f"/outside/{one.pk}").status_code == 404
    wish(asking, [alice], rust)
    assert client_of(alice).get(f"/outside/{one.pk}").status_code == 200

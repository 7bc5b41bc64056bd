"""Olga sets up a programme on the page, opens it, invites; Alice joins, and says what stands in her way."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.utils.html import strip_tags
from tests.domain.programmes.conftest import set_up

from peerloop.guidelines.actions import adopt, draft_guidelines, draft_version
from peerloop.guidelines.models import Acceptance
from peerloop.people.actions import block, found_team
from peerloop.people.models import Member as Row
from peerloop.programmes.actions import join_programme, name_organiser, open_programme
from peerloop.programmes.models import Amount, Obstacle, Participant, Programme
from peerloop.programmes.rules import Aim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from pytest_django import DjangoAssertNumQueries
    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def season(organiser: Member) -> Programme:
    made = set_up(organiser)
    open_programme(made, by=organiser)
    return made


def said(page: str) -> str:
    return " ".join(strip_tags(page.replace("<", " <")).split())


def typed(browser: Client, template: str) -> dict[str, Any]:
    """Return what the form of a template says as it stands."""
    page = browser.get("/programmes/new", {"template": template}).text
    form = page[page.index('<form class="form"') :]
    values = dict(re.findall(r'<input type="(?:hidden|text|date|number)" name="([^"]+)" value="([^"]*)"', form))
    values |= {name: text.strip() for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>([^<]*)<', form)}
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        values[name] = chosen[1] if chosen else ""
    values["formats"] = re.findall(r'name="formats" value="([^"]+)"[^>]*checked', form)
    return values


def test_where_a_value_comes_from_says_that_what_goes_on_beside_the_programme_counts(
    organiser: Member, client_of: ClientOf
) -> None:
    aims = [Aim(f"More {what}", Decimal(9), measured=what) for what in ("met", "sessions", "loops")]
    made = set_up(organiser, objectives=aims)
    page = said(client_of(organiser).get(f"/programmes/{made.pk}").text)
    for words in (
        "people who take part and have met somebody, in the programme or beside it",
        "sessions to which somebody came who takes part, of any kind",
        "loops that who takes part has closed, about any skill",
    ):
        assert f"Counted here: {words}" in page


@pytest.mark.parametrize("template", ["onboarding", "mentoring", "community", "lunch", "sprint"])
def test_each_template_sets_one_up_as_it_stands(template: str, organiser: Member, client_of: ClientOf) -> None:
    browser = client_of(organiser)
    answer = browser.post(f"/programmes/new?template={template}", typed(browser, template))
    assert answer.status_code == 303, said(answer.text)
    made = Programme.objects.get()
    assert (made.template, made.owner, made.objectives.count() >= 2, made.milestones.count() >= 3) == (
        template, organiser, True, True,
    )  # fmt: skip
    assert made.formats
    browser.post(f"/programmes/new?template={template}", typed(browser, template) | {"uid": str(made.uid)})
    assert Programme.objects.count() == 1


def test_what_is_wrong_is_said_by_its_field_and_what_was_typed_is_kept(organiser: Member, client_of: ClientOf) -> None:
    browser = client_of(organiser)
    wrong = typed(browser, "mentoring") | {
        "title": "Autumn of everything", "ends_on": "2020-01-01", "aims-0-target": "", "days-1-on": "",
        "colleague": "Nobody",
    }  # fmt: skip
    answer = browser.post("/programmes/new?template=mentoring", wrong)
    page = said(answer.text)
    assert (answer.status_code, Programme.objects.count()) == (422, 0)
    assert "How much is it to be?" in page
    assert "On which day?" in page
    assert "We do not know a colleague of the name “Nobody”." in page
    assert 'value="Autumn of everything"' in answer.text
    right = wrong | {"aims-0-target": "12", "days-1-on": "2026-12-24", "colleague": ""}
    again = browser.post("/programmes/new?template=mentoring", right)
    assert "It ends before it begins." in said(again.text)


def test_the_whole_way_on_the_page(organiser: Member, alice: Member, bo: Member, client_of: ClientOf) -> None:
    draft = set_up(organiser, sponsor=bo)
    here, runs, learner = f"/programmes/{draft.pk}", client_of(organiser), client_of(alice)
    assert learner.get(here).status_code == 404
    assert "Ready?" in said(runs.get(here).text)
    assert "It is open." in said(runs.post(f"{here}/opening", follow=True).text)
    assert "Whoever has neither joined nor said no is invited." in said(
        runs.post(f"{here}/call-outs", follow=True).text
    )
    assert "invited less than a week ago" in said(runs.post(f"{here}/call-outs", follow=True).text)
    assert "Would you like to take part?" in said(learner.get(here).text)
    assert "You take part." in said(learner.post(f"{here}/participants", follow=True).text)
    assert "Alice" in said(runs.get(f"{here}/people").text)
    assert "Alice" not in said(client_of(bo).get(f"{here}/people").text)
    assert "You have said: My manager does not back it." in said(
        learner.post(f"{here}/obstacle", {"kind": "manager"}, follow=True).text
    )
    assert "You have said" not in said(runs.get(here).text)
    assert "Choose what it is." in said(learner.post(f"{here}/obstacle", {"kind": "?"}, follow=True).text)
    learner.post(f"{here}/obstacle/removal")
    assert not Obstacle.objects.exists()
    assert "Nobody is told" in said(learner.post(f"{here}/participants/removal", follow=True).text)
    assert not Participant.objects.exists()
    assert "You are not asked again." in said(learner.post(f"{here}/refusal", follow=True).text)
    assert "Closed." in said(runs.post(f"{here}/closing", follow=True).text)
    assert learner.post(f"{here}/participants", follow=True).status_code == 200
    assert not Participant.objects.exists()


def test_an_overlap_is_said_and_asked_about_once(season: Programme, organiser: Member, client_of: ClientOf) -> None:
    other, browser = set_up(organiser, title="Another"), client_of(organiser)
    answer = browser.post(f"/programmes/{other.pk}/opening")
    assert (answer.status_code, "Open it all the same?" in said(answer.text)) == (409, True)
    assert "Winter of mentoring" in said(answer.text)
    assert browser.post(f"/programmes/{other.pk}/opening", {"anyway": "on"}).status_code == 303
    assert Programme.objects.filter(opening__isnull=False).count() == 2


def test_objectives_days_and_who_runs_it_are_kept_on_their_pages(
    season: Programme, organiser: Member, alice: Member, client_of: ClientOf
) -> None:
    browser, here = client_of(organiser), f"/programmes/{season.pk}"
    added = {"aim": "Answers within a day", "measured": "by_hand", "target": "90", "unit": "%"}
    assert "Answers within a day" in said(browser.post(f"{here}/objectives", added, follow=True).text)
    assert browser.post(f"{here}/objectives", {"aim": "x"}).status_code == 422
    row = season.objectives.get(aim="Answers within a day")
    noted = {"value": "40", "on": "2026-11-20", "source": "The help desk"}
    assert "40 %" in said(browser.post(f"/objectives/{row.pk}/amounts", noted, follow=True).text)
    assert browser.post(f"/objectives/{row.pk}/amounts", noted | {"on": "2027-01-01"}).status_code == 422
    assert Amount.objects.get().source == "The help desk"
    changed = browser.post(f"/objectives/{row.pk}", added | {"target": "95"}, follow=True)
    assert 'value="95' in changed.text
    browser.post(f"/objectives/{row.pk}/removal")
    assert season.objectives.count() == 2
    day = {"on": "2026-12-14", "title": "A look around"}
    assert "A look around" in said(browser.post(f"{here}/timetable", day, follow=True).text)
    browser.post(f"/milestones/{season.milestones.get(title='A look around').pk}/removal")
    assert season.milestones.count() == 2
    browser.post(f"{here}/organisers", {"colleague": "Alice"})
    assert client_of(alice).get(f"{here}/change").status_code == 200
    browser.post(f"{here}/organisers/removal", {"member": alice.pk})
    assert client_of(alice).get(f"{here}/change").status_code == 404


def test_it_is_changed_and_copied(season: Programme, organiser: Member, client_of: ClientOf) -> None:
    browser, here = client_of(organiser), f"/programmes/{season.pk}"
    change = {
        "title": "Winter",
        "starts_on": "2026-12-07",
        "ends_on": "2027-02-26",
        "allowance": "60",
        "why": "Because",
    }
    assert browser.post(f"{here}/change", change).status_code == 303
    season.refresh_from_db()
    assert (season.title, season.allowance, season.formats) == ("Winter", 60, [])
    assert browser.post(f"{here}/change", change | {"ends_on": "2026-12-01"}).status_code == 422
    uid = re.search(r'name="uid" value="([^"]+)"', browser.get(f"{here}/copies").text)
    for _twice in range(2):
        browser.post(f"{here}/copies", {"starts_on": "2027-12-06", "uid": uid[1] if uid else ""})
    again = Programme.objects.exclude(pk=season.pk).get()
    assert (again.copied_from, str(again.ends_on), again.objectives.count()) == (season, "2028-02-25", 2)


def test_where_it_has_guidelines_they_are_read_and_accepted_before_one_takes_part(
    organiser: Member, alice: Member, client_of: ClientOf
) -> None:
    """Alice is shown the first version; while she reads, a second one is adopted, which she is shown in its stead."""
    first = draft_guidelines(by=organiser, template="circles", for_house=False)
    adopt(first, by=organiser, on=MONDAY.date())
    season = set_up(organiser, guidelines=first.guidelines)
    open_programme(season, by=organiser)
    learner, here = client_of(alice), f"/programmes/{season.pk}/participants"
    page = learner.post(here, follow=True)
    assert (page.redirect_chain, "Before you take part" in said(page.text)) == ([(here, 303)], True)
    assert all(title in said(page.text) for title in ("How we treat one another", "What is confidential"))
    second = draft_version(first.guidelines, by=organiser)
    adopt(second, by=organiser, on=MONDAY.date())
    again = learner.post(here, {"version": first.pk}, follow=True)
    assert "Please read how those in it treat one another, and accept that first." in said(again.text)
    assert (Participant.objects.count(), Acceptance.objects.count()) == (0, 0)
    done = learner.post(here, {"version": second.pk}, follow=True)
    assert "You take part." in said(done.text)
    assert list(Participant.objects.values_list("member", "programme")) == [(alice.pk, season.pk)]
    assert list(Acceptance.objects.values_list("member", "version")) == [(alice.pk, second.pk)]
    assert learner.get(here, follow=True).redirect_chain == [(f"/programmes/{season.pk}", 303)]


def test_nobody_is_shown_who_reports_to_the_reader_nor_who_is_blocked(
    season: Programme, organiser: Member, alice: Member, bo: Member, dana: Member, client_of: ClientOf
) -> None:
    for member in (alice, bo):
        join_programme(season, by=member)
    name_organiser(season, dana, by=organiser)
    block(organiser, other=bo)
    pages = {who.name: said(client_of(who).get(f"/programmes/{season.pk}/people").text) for who in (dana, organiser)}
    assert ["Alice" in pages["Dana"], "Bo " in pages["Dana"]] == [False, True]
    assert ["Alice" in pages["Olga"], "Bo " in pages["Olga"]] == [True, False]


def test_each_list_is_bounded_in_queries_and_size_and_its_empty_states_say_what_to_do(
    organiser: Member, alice: Member, client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser = client_of(organiser)
    empty = [said(browser.get("/programmes", {"which": which}).text) for which in ("open", "yours", "drafts", "past")]
    words = ("No programme is open", "You have no part", "There is no draft", "None has been closed")
    assert [any(text in page for page in empty) for text in words] == [True] * 4
    for number in range(31):
        open_programme(set_up(organiser, title=f"Season {number}"), by=organiser, anyway=True)
    learner = client_of(alice)
    with django_assert_max_num_queries(12):
        page = learner.get("/programmes")
    assert (page.text.count("<h2>"), len(page.content) < 60_000) == (30, True)
    assert learner.get("/programmes", {"page": 2}).text.count("<h2>") == 1
    for odd in ("x", "-1", "9" * 40):
        assert learner.get("/programmes", {"which": odd, "page": odd}).status_code == 200


def test_a_team_is_chosen_on_the_form(organiser: Member, make_member: MakeMember, client_of: ClientOf) -> None:
    team = found_team("Sales")
    browser = client_of(organiser)
    browser.post("/programmes/new?template=lunch", typed(browser, "lunch") | {"teams": [team.pk], "join_by": ""})
    made = Programme.objects.get()
    browser.post(f"/programmes/{made.pk}/opening")
    inside, outside = make_member("Sam", team=team), make_member("Ada")
    assert [client_of(one).get(f"/programmes/{made.pk}").status_code for one in (inside, outside)] == [200, 404]


def test_that_the_one_of_a_small_team_has_joined_cannot_be_read_off_an_invitation(
    organiser: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    """Whether Sam has joined or not, who runs it is told the same."""
    told = []
    for number, joins in enumerate((True, False)):
        team = found_team(f"Sales {number}")
        sam, made = make_member(f"Sam {number}", team=team, manager=organiser), set_up(organiser, teams=[team])
        open_programme(made, by=organiser)
        if joins:
            join_programme(made, by=sam)
        page = client_of(organiser).post(f"/programmes/{made.pk}/call-outs", follow=True).text
        told.append(said(page[page.index("<main") :]).replace(team.name, "the team"))
    assert told[0] == told[1]


def test_of_a_small_team_it_is_not_told_that_all_are_invited(
    organiser: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    """Then none of them would have joined, nor said no."""
    team = found_team("Sales")
    for number in range(5):
        make_member(f"Member {number}", team=team)
    made = set_up(organiser, teams=[team])
    open_programme(made, by=organiser)
    page = client_of(organiser).post(f"/programmes/{made.pk}/call-outs", follow=True).text
    assert "Whoever has neither joined nor said no is invited." in said(page)
    assert "At least" not in said(page[page.index("<main") :])


def test_how_far_the_invitations_are_is_shown_to_who_runs_it(
    season: Programme, organiser: Member, alice: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    Row.objects.bulk_create(Row(email=f"m{n}@example.org", name=f"M{n}", name_key=f"m{n}") for n in range(250))
    browser, here = client_of(organiser), f"/programmes/{season.pk}"
    assert "At least 245 colleagues are invited" in said(browser.post(f"{here}/call-outs", follow=True).text)
    assert "The invitations are being written: 0 %" in said(browser.get(here).text)
    assert "being written" not in said(client_of(alice).get(here).text)

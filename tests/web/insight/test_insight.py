"""An organiser reads how the season is doing; its sponsor reads the pack; nobody is named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.utils.html import strip_tags
from tests.domain.programmes.conftest import set_up

from peerloop.journal.models import Entry
from peerloop.matchmaking.actions import open_pairing, release_silent
from peerloop.matchmaking.models import Pairing, Quiet
from peerloop.programmes.actions import join_programme, name_obstacle, open_programme, publish_all
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member
    from peerloop.programmes.models import Programme

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def backer(make_member: MakeMember) -> Member:
    return make_member("Sven")


@pytest.fixture
def season(organiser: Member, backer: Member, make_member: MakeMember, monday: time_machine.Coordinates) -> Programme:
    """Under way for a week, with twelve of two dozen who take part, six of whom have no time."""
    made = set_up(organiser, sponsor=backer)
    open_programme(made, by=organiser)
    for number in range(12):
        member = make_member(f"Person {number:02}")
        join_programme(made, by=member)
        if number < 6:
            name_obstacle(made, "no_time", by=member)
    for number in range(12, 22):
        make_member(f"Person {number:02}")
    monday.shift(timedelta(days=7))
    publish_all()
    return made


def said(page: str) -> str:
    return " ".join(strip_tags(page.replace("<", " <")).split())


def test_how_it_is_doing_names_nobody_and_says_what_to_do(
    season: Programme, organiser: Member, analyst: Member, alice: Member, backer: Member, client_of: ClientOf
) -> None:
    page = said(client_of(organiser).get(f"/programmes/{season.pk}/health").text)
    assert "Take part at least 10" in page
    assert "No time for it · at least 5" in page
    assert "Have met somebody fewer than five" in page
    assert "Invite everybody whom it is for" in page
    assert "Give it more time" in page
    assert "Person" not in page
    told = said(client_of(analyst).get(f"/programmes/{season.pk}/health").text)
    assert ("Take part at least 10" in told, "Worth doing next" in told) == (True, False)
    answers = [client_of(who).get(f"/programmes/{season.pk}/health").status_code for who in (alice, backer)]
    assert answers == [404, 404]


def test_two_who_have_gone_quiet_are_asked_privately_and_listed_nowhere(
    season: Programme, organiser: Member, alice: Member, bo: Member, client_of: ClientOf,
    monday: time_machine.Coordinates,
) -> None:  # fmt: skip
    for member in (alice, bo):
        join_programme(season, by=member)
    skill = propose_skill("Rust", by=bo)
    pairing = open_pairing(learner=alice, teacher=bo, skill=skill, kind=Pairing.Kind.MENTORING, by=None)
    monday.shift(timedelta(days=40))
    release_silent()
    publish_all()
    assert Quiet.objects.get().pairing == pairing
    assert Entry.objects.get(verb="pairing.quiet").about == sorted([alice.pk, bo.pk])
    for address in (f"/programmes/{season.pk}/health", f"/packs/{season.pk}"):
        page = said(client_of(organiser).get(address).text)
        assert ("Alice" in page, "Bo " in page, "Rust" in page) == (False, False, False)


def test_the_pack_has_all_that_a_sponsor_asks_for_and_nobody_who_takes_part(
    season: Programme, organiser: Member, alice: Member, backer: Member, client_of: ClientOf
) -> None:
    runs, here = client_of(organiser), f"/packs/{season.pk}"
    runs.post(f"{here}/evidence", {"claim": "Newcomers wait 19 days", "source": "HR, 2025"})
    runs.post(f"{here}/means", {"what": "Lunch", "least": "300", "most": "450", "currency": "EUR"})
    assert runs.post(f"{here}/means", {"what": "Lunch", "least": "30", "most": "4", "currency": "E"}).status_code == 422
    page = said(client_of(backer).get(here).text)
    for words in (
        "Newcomers wait too long.", "Newcomers wait 19 days HR, 2025", "Timetable", "Kick-off",
        "Taking part is everybody’s own choice", "A manager does not see", "300 to 450 EUR",
        "3 hours a week for each; for 20 people over 13 weeks that is up to 780 hours.", "Take part at least 10",
    ):  # fmt: skip
        assert words in page, words
    assert ("Person" in page, "Add evidence" in page) == (False, False)
    assert [client_of(who).get(here).status_code for who in (alice, organiser)] == [404, 200]
    assert client_of(backer).get(f"{here}/evidence").status_code == 404
    assert client_of(backer).get(f"/programmes/{season.pk}/people").text.count("Person") == 0
    assert "The pack for who backs it" in said(client_of(backer).get(f"/programmes/{season.pk}").text)

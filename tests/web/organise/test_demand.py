"""Supply and demand as an organiser and an analyst read it."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from peerloop.kit import clock
from peerloop.matchmaking.models import Run
from peerloop.people.models import Member, Team
from peerloop.skills.actions import close_week, propose_skill, want
from peerloop.skills.models import Close, Need, Offer, Skill

if TYPE_CHECKING:
    from tests.conftest import ClientOf

MONDAY = datetime(2026, 11, 16, 2, tzinfo=UTC)
ROW = '<td class="number">{}</td><td class="number">{}</td><td class="number">{}</td></tr>'


def page(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def people(db: None) -> list[Member]:
    """Thirty in the north and thirty in the south."""
    teams = [Team.objects.create(name=name, key=name.lower()) for name in ("North", "South")]
    return Member.objects.bulk_create(
        Member(name=f"Member {number}", email=f"m{number}@example.org", team=teams[number // 30], capacity=2)
        for number in range(60)
    )


def line(name: str, people: list[Member], *, wanted: int = 0, offered: int = 0) -> Skill:
    """So many want the skill, half of them in either team, and so many others offer it."""
    skill = propose_skill(name, by=None)
    mixed = people[::2] + people[1::2]
    Need.objects.bulk_create(Need(member=one, skill=skill, made_at=clock.now()) for one in mixed[:wanted])
    Offer.objects.bulk_create(
        Offer(member=one, skill=skill, confirmed_at=clock.now()) for one in mixed[len(mixed) - offered :]
    )
    return skill


def test_the_picture_and_its_table_tell_what_the_last_close_told(
    organiser: Member, people: list[Member], client_of: ClientOf
) -> None:
    line("Rust", people, wanted=26, offered=6)
    line("Go", people, wanted=3, offered=12)
    line("Zig", people, wanted=3, offered=2)
    browser = client_of(organiser)
    assert "Nothing has been counted yet" in page(browser.get("/organise/demand"))
    browser.post("/organise/demand/closing")
    line("Later", people, wanted=20)
    shown = page(browser.get("/organise/demand"))
    assert ROW.format(25, 5, 15) in shown
    assert ROW.format("–", 10, "–") in shown
    assert ("Zig" in shown, "Later" in shown) == (False, False)
    assert (shown.count('<rect class="wanted'), shown.count('<rect class="offered')) == (2, 4)  # wide and narrow


def test_it_says_as_of_when_and_when_next(
    organiser: Member, people: list[Member], alice: Member, client_of: ClientOf
) -> None:
    with clock.at(MONDAY):
        rust = line("Rust", people, wanted=20)
        close_week()
        browser = client_of(organiser)
        free = page(browser.get("/organise/demand"))
        want(alice, skill=rust)
        bound = page(browser.get("/organise/demand"))
    assert "Count again" in free
    assert "Count again" not in bound
    assert "As of Monday 16 November. The next counts are taken on Monday 23 November, 02:00." in bound


def test_counting_again_when_the_week_is_not_over_changes_nothing(
    organiser: Member, people: list[Member], alice: Member, client_of: ClientOf
) -> None:
    want(alice, skill=line("Rust", people, wanted=20))
    browser = client_of(organiser)
    for _again in range(2):
        assert browser.post("/organise/demand/closing").status_code == 303
    assert Close.objects.count() == 1


def test_what_nobody_offers_and_what_hangs_on_few_is_listed_by_skill(
    organiser: Member, people: list[Member], client_of: ClientOf
) -> None:
    line("Rust", people, wanted=20)
    few = line("Go", people, wanted=10, offered=1)
    Member.objects.filter(pk=Offer.objects.get(skill=few).member_id).update(capacity=20)
    close_week()
    browser = client_of(organiser)
    shown = page(browser.get("/organise/demand"))
    missing, hanging = shown.split('id="missing"')[1].split('id="hanging"')
    hanging = hanging.split("</section>")[0]
    assert ("Rust</a>" in missing, "about 20 want it" in missing, "Go</a>" in missing) == (True, True, False)
    assert ("Go</a>" in hanging, "on one" in hanging, "Member" in hanging) == (True, True, False)
    one = page(browser.get(f"/organise/demand/{few.pk}"))
    assert "It hangs on one person" in one
    assert "Member" not in one.split("<main")[1]


def test_the_next_step_is_an_appeal_where_a_run_says_so(
    organiser: Member, analyst: Member, people: list[Member], client_of: ClientOf
) -> None:
    rust = line("Rust", people, wanted=20)
    close_week()
    further = {"skill": rust.pk, "learners": 20, "places": 2}
    run = Run.objects.create(finished_at=clock.now(), figures={"counted": {"further": [further]}})
    address = f'href="/organise/runs/{run.pk}/appeals/{rust.pk}"'
    told = [address in page(client_of(member).get(f"/organise/demand/{rust.pk}")) for member in (organiser, analyst)]
    assert told == [True, False]


def test_by_team_and_by_word(organiser: Member, people: list[Member], client_of: ClientOf) -> None:
    line("Rust", people, wanted=26)
    line("Go", people, wanted=30)
    close_week()
    browser = client_of(organiser)
    north = Team.objects.get(name="North")
    shown = page(browser.get(f"/organise/demand?team={north.pk}&word=rus"))
    assert "The most wanted skills in North" in shown
    assert '<td class="number">15</td><td class="number">–</td></tr>' in shown
    assert "Go</a>" not in shown.split("<table")[1]
    assert 'value="rus"' in shown
    assert "Nothing is told of that" in page(browser.get("/organise/demand?word=cobol"))
    for odd in ("team=x", "team=999999", "page=x", "word=%00", f"word={'x' * 500}"):
        assert browser.get(f"/organise/demand?{odd}").status_code == 200


def test_the_file_has_every_week_and_no_formulas(organiser: Member, people: list[Member], client_of: ClientOf) -> None:
    with clock.at(MONDAY):
        line("=Rust()", people, wanted=26, offered=6)
        close_week()
    with clock.at(MONDAY + timedelta(weeks=1)):
        close_week()
    answer = client_of(organiser).get("/organise/demand.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="demand.csv"'
    text = answer.content.decode()
    assert text[0] == "\ufeff"
    head, *rows = csv.reader(io.StringIO(text[1:]))
    assert head[:3] == ["As of", "Team", "Skill"]
    assert rows == [
        ["2026-11-23", "everybody", "'=Rust()", "25", "5", "15", ""],
        ["2026-11-16", "everybody", "'=Rust()", "25", "5", "15", ""],
    ]


def test_an_analyst_reads_and_does_not_count(
    analyst: Member, alice: Member, dana: Member, moderator: Member, facilitator: Member, client_of: ClientOf
) -> None:
    rust = propose_skill("Rust", by=None)
    close_week()
    addresses = ("/organise/demand", "/organise/demand.csv", f"/organise/demand/{rust.pk}")
    browser = client_of(analyst)
    assert [browser.get(address).status_code for address in addresses] == [200, 200, 200]
    assert browser.post("/organise/demand/closing").status_code == 403
    assert 'href="/organise/demand"' in page(browser.get("/"))
    for member in (alice, dana, moderator, facilitator):
        assert [client_of(member).get(address).status_code for address in addresses] == [403, 403, 403]


def test_a_skill_that_is_not_there_and_one_of_which_nothing_is_told(organiser: Member, client_of: ClientOf) -> None:
    rust = propose_skill("Rust", by=None)
    browser = client_of(organiser)
    assert "Nothing is told of this skill" in page(browser.get(f"/organise/demand/{rust.pk}"))
    assert browser.get("/organise/demand/999999").status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_the_pages_cost_the_same_for_one_skill_and_for_thirty(
    number: int, organiser: Member, people: list[Member], client_of: ClientOf, django_assert_max_num_queries
) -> None:
    skills = [line(f"Skill {one}", people, wanted=30, offered=10) for one in range(number)]
    close_week()
    browser = client_of(organiser)
    for path in ("/organise/demand", "/organise/demand.csv", f"/organise/demand/{skills[0].pk}"):
        with django_assert_max_num_queries(13):
            response = browser.get(path)
        assert response.content.decode().count("Skill ") >= number or path.endswith(f"{skills[0].pk}")

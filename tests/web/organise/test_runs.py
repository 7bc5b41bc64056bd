from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from peerloop.journal.leases import work_off
from peerloop.kit.clock import now
from peerloop.matchmaking.models import Run
from peerloop.skills.actions import offer, propose_skill, want

if TYPE_CHECKING:
    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member


def page(response) -> str:
    return " ".join(response.content.decode().split())


def ran(**figures: int) -> Run:
    given = {"needs": 80, "learners": 40, "served": 30, "servable": 30, "score": 7, "bound": 7, "seconds": 1, **figures}
    return Run.objects.create(finished_at=now(), figures=given)


@pytest.mark.django_db(transaction=True)
def test_an_organiser_matches_everybody_and_watches(
    organiser: Member, alice: Member, bo: Member, client_of: ClientOf
) -> None:
    rust = propose_skill("Rust", by=bo)
    offer(bo, skill=rust, level=4)
    want(alice, skill=rust, level=3)
    browser = client_of(organiser)
    assert "No run yet" in page(browser.get("/organise/runs"))
    response = browser.post("/organise/runs/beginning")
    asked = Run.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"/organise/runs/{asked.pk}")
    watching = page(browser.get(response["Location"]))
    assert "It begins in a moment." in watching
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in watching
    assert "A run is under way" in page(browser.get("/organise/runs"))
    work_off()
    done = page(browser.get(response["Location"]))
    assert "Everybody is matched" in done
    assert "http-equiv" not in done
    assert "Fewer than five people want to learn something" in done


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({}, "30 of 40 learners, who want 80 things, have somebody with a free place and an hour when both are free."),
        ({"served": 40, "servable": 40}, "All 40 learners, who want 80 things, have somebody"),
        ({"served": 38, "servable": 38}, "the few are not counted here."),
        ({"served": 3, "servable": 3}, "the few are not counted here."),
        ({"bound": 9}, "7 points; no other choice has more than 9"),
        ({"learners": 0, "needs": 0, "served": 0, "servable": 0}, "Nobody wants to learn anything"),
    ],
)
def test_what_it_reached_is_told_in_words_and_few_are_not_counted(
    figures: dict[str, int], said: str, organiser: Member, client_of: ClientOf
) -> None:
    run = ran(**figures)
    browser = client_of(organiser)
    for path in ("/organise/runs", f"/organise/runs/{run.pk}"):
        shown = page(browser.get(path))
        assert said in shown
        assert "38 of 40" not in shown


def test_only_organisers_see_runs(alice: Member, dana: Member, moderator: Member, client_of: ClientOf) -> None:
    run = ran()
    for member in (alice, dana, moderator):
        browser = client_of(member)
        for path in ("/organise/runs", f"/organise/runs/{run.pk}", "/organise/demand"):
            assert browser.get(path).status_code == 403
        assert browser.post("/organise/runs/beginning").status_code == 403


def test_supply_and_demand_as_picture_and_table(
    organiser: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    rust, go, zig = (propose_skill(name, by=organiser) for name in ("Rust", "Go", "Zig"))
    people = [make_member(f"Member {number}") for number in range(8)]
    for member in people[:6]:
        want(member, skill=rust, level=3)
    for member in people[:7]:
        offer(member, skill=go, level=3)
    for member in people[:3]:
        want(member, skill=go, level=3)
    want(people[0], skill=zig, level=3, visibility="private")
    shown = page(client_of(organiser).get("/organise/demand"))
    row = '<tr><th scope="row">{}</th><td class="number">{}</td><td class="number">{}</td></tr>'
    assert row.format("Rust", 6, 0) in shown
    assert row.format("Go", "1–4", 7) in shown
    assert "Zig" not in shown
    assert (shown.count('<rect class="wanted'), shown.count('<rect class="offered')) == (2, 1)
    assert shown.count('class="wanted few"') == 1


@pytest.mark.parametrize("number", [1, 30])
def test_the_pages_cost_the_same_for_one_and_for_thirty(
    number: int, organiser: Member, client_of: ClientOf, django_assert_max_num_queries
) -> None:
    for one in range(number):
        ran()
        skill = propose_skill(f"Skill {one}", by=organiser)
        want(organiser, skill=skill, level=3)
    browser = client_of(organiser)
    for path in ("/organise/runs", "/organise/demand"):
        with django_assert_max_num_queries(10):
            response = browser.get(path)
        assert len(response.content) < 60_000

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from peerloop.journal.leases import work_off
from peerloop.kit import clock
from peerloop.kit.clock import now
from peerloop.matchmaking.actions import publish
from peerloop.matchmaking.actions import run as match
from peerloop.matchmaking.models import Appeal, Publication, Run, Suggestion
from peerloop.people.actions import update_profile
from peerloop.skills.actions import find_skill, offer, propose_skill, want

if TYPE_CHECKING:
    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Need


def page(response) -> str:
    return " ".join(response.content.decode().split())


def ran(**figures: int) -> Run:
    """A run that was published when there were no drafts yet."""
    given = {"needs": 80, "learners": 40, "served": 30, "servable": 30, "score": 7, "bound": 7, "seconds": 1, **figures}
    run = Run.objects.create(finished_at=now(), figures=given)
    Publication.objects.create(run=run)
    return run


@pytest.fixture
def seven(bo: Member, make_member: MakeMember) -> list[Need]:
    """Seven learners want Rust, the first of them says so to everybody, and Bo can take all."""
    rust = propose_skill("Rust", by=bo)
    update_profile(bo, by=bo, capacity=7)
    offer(bo, skill=rust, level=4)
    seen_by = ["public", *["matching"] * 6]
    return [want(make_member(f"Learner {n}"), skill=rust, level=3, visibility=seen) for n, seen in enumerate(seen_by)]


@pytest.mark.django_db(transaction=True)
def test_an_organiser_looks_at_the_draft_publishes_and_takes_it_back(
    organiser: Member, seven: list[Need], client_of: ClientOf
) -> None:
    browser = client_of(organiser)
    assert "No run yet" in page(browser.get("/organise/runs"))
    response = browser.post("/organise/runs/beginning")
    asked = Run.objects.get()
    address = f"/organise/runs/{asked.pk}"
    assert (response.status_code, response["Location"]) == (303, address)
    watching = page(browser.get(address))
    assert "It begins in a moment." in watching
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in watching
    assert "A run is under way" in page(browser.get("/organise/runs"))
    work_off()

    draft = page(browser.get(address))
    assert "A draft: nobody has seen it yet" in draft
    assert "5 learners get somebody who have nobody now." in draft
    assert "http-equiv" not in draft
    assert ("Learner 0" in draft, "Learner 1" in draft, ">Bo<" in draft) == (True, False, False)
    assert not Suggestion.objects.exclude(run=None).exists()

    published = page(browser.post(f"{address}/publication", follow=True))
    assert "Published: its choices stand first among everybody’s suggestions." in published
    assert "You can take it back for 60 more minutes" in published
    assert Suggestion.objects.filter(run=asked).count() == 7

    withdrawn = page(browser.post(f"{address}/withdrawal", follow=True))
    assert "What stood before stands again." in withdrawn
    assert not Suggestion.objects.exclude(run=None).exists()
    assert "withdrawn" in page(browser.get("/organise/runs"))


@pytest.mark.django_db(transaction=True)
def test_a_run_is_stopped_and_a_draft_thrown_away(organiser: Member, seven: list[Need], client_of: ClientOf) -> None:
    browser = client_of(organiser)
    address = browser.post("/organise/runs/beginning")["Location"]
    assert "The run is stopped; nothing of it is kept." in page(browser.post(f"{address}/ending", follow=True))
    work_off()
    assert "Nothing of this run was kept" in page(browser.get(address))
    again = browser.post("/organise/runs/beginning")["Location"]
    assert again != address
    work_off()
    assert "The draft is thrown away" in page(browser.post(f"{again}/removal", follow=True))
    refused = page(browser.post(f"{again}/publication", follow=True))
    assert "This draft has been thrown away." in refused
    assert Suggestion.objects.exclude(run=None).count() == 0


def test_after_the_hour_it_is_refused_in_words(organiser: Member, seven: list[Need], client_of: ClientOf) -> None:
    with clock.at(now() - timedelta(minutes=61)):
        run = publish(match(), by=None)
    browser = client_of(organiser)
    assert "take it back" not in page(browser.get(f"/organise/runs/{run.pk}"))
    refused = page(browser.post(f"/organise/runs/{run.pk}/withdrawal", follow=True))
    assert "A run can be withdrawn within one hour; by now people have been told." in refused
    assert Suggestion.objects.filter(run=run).count() == 7


def test_again_with_as_little_change_as_possible(organiser: Member, seven: list[Need], client_of: ClientOf) -> None:
    browser = client_of(organiser)
    little = "Match again, changing as little as possible"
    assert little not in page(browser.get("/organise/runs"))
    stands = publish(match(), by=None)
    assert little in page(browser.get("/organise/runs"))
    browser.post("/organise/runs/beginning", {"around": "standing"})
    again = Run.objects.latest("pk")
    assert again.around == stands
    match(asked=again)
    draft = page(browser.get(f"/organise/runs/{again.pk}"))
    assert "Of the pairs that stood 5 stand on, 0 were changed, and 0 could not stand on." in draft
    assert "Nothing would change for those who are counted here." in draft


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({}, "30 of 40 learners have somebody, with a free place and an hour for both."),
        ({"served": 40, "servable": 40}, "All 40 learners have somebody"),
        ({"served": 38, "servable": 38}, "Nearly all of 40 learners have somebody"),
        ({"served": 3, "servable": 3}, "Hardly anybody of 40 learners has somebody"),
        ({"bound": 7000, "score": 6990}, "No other choice for everybody together does better by more than 0.2%."),
        ({}, "it is proven that no other choice for everybody together fits better"),
        ({"learners": 0, "needs": 0, "served": 0, "servable": 0}, "Nobody wants to learn anything"),
        ({"learners": 4, "needs": 4, "served": 4, "servable": 4}, "Fewer than five people want to learn something"),
    ],
)
def test_what_it_reached_is_told_in_words_and_few_are_not_counted(
    figures: dict[str, int], said: str, organiser: Member, client_of: ClientOf
) -> None:
    run = ran(**figures)
    browser = client_of(organiser)
    shown = page(browser.get(f"/organise/runs/{run.pk}"))
    assert said in shown
    assert "38 of 40" not in shown


def test_only_organisers_see_runs(alice: Member, dana: Member, moderator: Member, client_of: ClientOf) -> None:
    run = ran()
    for member in (alice, dana, moderator):
        browser = client_of(member)
        for path in ("/organise/runs", f"/organise/runs/{run.pk}", "/organise/demand"):
            assert browser.get(path).status_code == 403
        for verb in ("beginning", *(f"{run.pk}/{verb}" for verb in ("ending", "publication", "withdrawal", "removal"))):
            assert browser.post(f"/organise/runs/{verb}").status_code == 403


@pytest.fixture
def short(make_member: MakeMember) -> Run:
    """Seven want Go, and nobody has it."""
    go = propose_skill("Go", by=None)
    for number in range(7):
        want(make_member(f"Learner {number}"), skill=go, level=3)
    return match()


def test_an_appeal_is_sent_once(organiser: Member, short: Run, make_member: MakeMember, client_of: ClientOf) -> None:
    go = find_skill("Go")
    for number in range(6):
        offer(make_member(f"Near {number}"), skill=go, level=2)
    browser = client_of(organiser)
    run_page = f"/organise/runs/{short.pk}"
    assert "3 more Go teachers would serve at least 5 learners." in page(browser.get(run_page))
    address = f"{run_page}/appeals/{go.pk}"
    shown = page(browser.get(address))
    assert "It goes to at least 5 colleagues." in shown
    assert "Near 1" not in shown
    too_long = browser.post(address, {"text": "x" * 281})
    assert (too_long.status_code, "x" * 281 in page(too_long)) == (422, True)
    assert not Appeal.objects.exists()
    sent = page(browser.post(address, {"text": "Spring is near"}, follow=True))
    assert "The appeal about “Go” is on its way." in sent
    assert "nobody has offered it since." in sent
    again = browser.post(address, {"text": "Once more"})
    assert again.status_code == 422
    assert "went out within the last two weeks" in page(again)
    assert Appeal.objects.count() == 1


def test_no_appeal_where_the_run_calls_for_none(
    organiser: Member, alice: Member, short: Run, client_of: ClientOf
) -> None:
    sql = propose_skill("SQL", by=None)
    assert client_of(organiser).get(f"/organise/runs/{short.pk}/appeals/{sql.pk}").status_code == 404
    go = find_skill("Go")
    assert "Nobody here is near enough" in page(client_of(organiser).get(f"/organise/runs/{short.pk}/appeals/{go.pk}"))
    assert client_of(alice).get(f"/organise/runs/{short.pk}/appeals/{go.pk}").status_code == 403


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

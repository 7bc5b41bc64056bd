from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from peerloop.journal.leases import work_off
from peerloop.matchmaking.actions import save_policy
from peerloop.matchmaking.models import Comparison, Policy, Run, Suggestion
from peerloop.matchmaking.policies import Terms
from peerloop.matchmaking.queries import policy_in_force
from peerloop.people.actions import found_team, update_profile
from peerloop.skills.actions import offer, propose_skill, want

if TYPE_CHECKING:
    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "/organise/policies/new"
AS_IT_COMES = {
    "hours": 2, "other_team": 2, "level": 2, "not_met": 2, "pace": 2, "vouched": 2, "same_place": 0, "seniority": 2,
    "wish": 2, "share": 2, "serve_everyone_first": "on", "below_level": "on",
}  # fmt: skip


@pytest.fixture
def learners(make_member: MakeMember, organiser: Member) -> list[Member]:
    """Twelve of one team and place; five teachers sit with them, five elsewhere in another team; all fit alike."""
    rust, (near, far) = propose_skill("Rust", by=organiser), (found_team("Platform"), found_team("Design"))
    for number in range(5):
        for team, place in ((near, "Berlin"), (far, "Porto")):
            teacher = make_member(f"{place} {number}", team=team, place=place, capacity=3)
            offer(teacher, skill=rust, level=4)
    people = [make_member(f"Learner {number}", team=near, place="Berlin") for number in range(12)]
    for number, learner in enumerate(people):
        want(learner, skill=rust, level=3, visibility="public" if number < 2 else "matching")
    return people


def page(response) -> str:
    return " ".join(response.content.decode().split())


def lines(shown: str) -> dict[str, list[str]]:
    """Return the table as the two cells of each line, by its label."""
    rows = re.findall(r'<th scope="row">([^<]+)</th>(.*?)</tr>', shown)
    return {label: re.findall(r'<td class="number">(?:<b>)?([^<]+)', cells) for label, cells in rows}


def chosen() -> set[str]:
    """Return where those work whom runs have suggested."""
    return set(Suggestion.objects.exclude(run=None).values_list("teacher__place", flat=True))


def where(browser, response) -> str:
    assert response.status_code == 303
    return page(browser.get(response["Location"]))


def test_a_change_is_shown_in_counts_named_and_published(
    learners: list[Member], organiser: Member, client_of: ClientOf
) -> None:
    browser = client_of(organiser)
    tried = browser.post(NEW, {**AS_IT_COMES, "same_place": 4, "other_team": 0, "do": "show"})
    waiting = where(browser, tried)
    assert "“The new policy” beside “As Peerloop comes”" in waiting
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in waiting
    work_off()
    told = page(browser.get(tried["Location"]))
    assert lines(told)["Learners who have somebody"] == ["10", "10"]
    assert lines(told)["Pairs of two teams"] == ["100%", "0%"]
    assert lines(told)["Pairs at the same place"] == ["0%", "100%"]
    assert "10 learners get somebody else." in told
    assert [name for name in ("Learner 0", "Learner 1", "Learner 2") if name in told] == ["Learner 0", "Learner 1"]
    assert chosen() == set()
    decision = f"{tried['Location']}/decision"
    refused = browser.post(decision, {"do": "one", "name": " ", "adopt": "on"})
    assert refused.status_code == 422
    assert "Give it a name by which you will know it again." in page(refused)
    done = where(browser, browser.post(decision, {"do": "one", "name": "Sit together", "adopt": "on"}))
    assert "It is published. For an hour you can take it back as a whole." in done
    assert chosen() == {"Berlin"}
    assert policy_in_force().name == "Sit together"
    assert "One of the two has been published." in page(browser.get(tried["Location"]))


def test_the_policy_is_saved_and_both_drafts_go(learners: list[Member], organiser: Member, client_of: ClientOf) -> None:
    browser = client_of(organiser)
    path = browser.post(NEW, {**AS_IT_COMES, "share": 4, "do": "show"})["Location"]
    work_off()
    assert "The policy is saved." in where(browser, browser.post(f"{path}/decision", {"do": "save", "name": "Shared"}))
    assert "Name of the new policy" not in page(browser.get(path))
    gone = where(browser, browser.post(f"{path}/decision", {"do": "none"}))
    assert "Nothing was published; what stood stands on." in gone
    assert "These drafts are gone" in page(browser.get(path))
    again = where(browser, browser.post(f"{path}/decision", {"do": "one"}))
    assert "This draft has been thrown away." in again
    assert (chosen(), policy_in_force()) == (set(), None)


def test_a_saved_policy_beside_what_stands(learners: list[Member], organiser: Member, client_of: ClientOf) -> None:
    saved = save_policy(Terms(steps={"same_place": 4}), name="Near", by=organiser)
    browser = client_of(organiser)
    assert f'<option value="{saved.pk}">Near</option>' in page(browser.get("/organise/policies"))
    path = browser.post("/organise/comparisons", {"one": saved.pk, "other": "standing"})["Location"]
    work_off()
    told = page(browser.get(path))
    assert lines(told)["Learners who have somebody"] == ["0", "10"]
    assert lines(told)["What that costs at most"][0] == "–"
    assert "10 learners get somebody who would have nobody otherwise." in told
    kept = where(browser, browser.post(f"{path}/decision", {"do": "none"}))
    assert "Nothing was published" in kept


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Choose the two that are to stand side by side."),
        ({"one": "x", "other": "standing"}, "Choose the two that are to stand side by side."),
        ({"one": "shipped", "other": "shipped"}, "These two say the same: nothing would change."),
    ],
)
def test_what_cannot_be_compared_is_said(
    sent: dict[str, str], told: str, organiser: Member, client_of: ClientOf
) -> None:
    browser = client_of(organiser)
    assert told in where(browser, browser.post("/organise/comparisons", sent))
    assert Run.objects.count() == 0


def test_what_is_as_usual_is_not_tried(learners: list[Member], organiser: Member, client_of: ClientOf) -> None:
    response = client_of(organiser).post(NEW, {**AS_IT_COMES, "do": "show"})
    assert response.status_code == 422
    assert "These two say the same: nothing would change." in page(response)
    assert (Policy.objects.count(), Run.objects.count()) == (0, 0)


def test_an_organiser_reads_no_row_about_those_who_report_to_them(
    learners: list[Member], organiser: Member, client_of: ClientOf
) -> None:
    """Learner 0's need is public; their own manager still gets counts alone."""
    update_profile(learners[0], by=None, manager=organiser)
    browser = client_of(organiser)
    path = browser.post("/organise/comparisons", {"one": "shipped", "other": "standing"})["Location"]
    work_off()
    told = page(browser.get(path))
    assert "10 learners get somebody who would have nobody otherwise." in told
    assert "Learner 1" in told
    assert "Learner 0" not in told


def test_only_organisers_compare(alice: Member, dana: Member, moderator: Member, client_of: ClientOf) -> None:
    made = Comparison.objects.create(one=Run.objects.create())
    for member in (alice, dana, moderator):
        browser = client_of(member)
        assert browser.get(f"/organise/comparisons/{made.pk}").status_code == 403
        for path in ("/organise/comparisons", f"/organise/comparisons/{made.pk}/decision"):
            assert browser.post(path, {"one": "shipped", "other": "standing", "do": "one"}).status_code == 403

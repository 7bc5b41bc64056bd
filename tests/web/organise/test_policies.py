from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from peerloop.kit.clock import now
from peerloop.matchmaking.actions import adopt_policy, save_policy
from peerloop.matchmaking.models import Policy, Run
from peerloop.matchmaking.policies import Terms, terms_of
from peerloop.matchmaking.queries import policy_in_force
from peerloop.people.actions import found_team

if TYPE_CHECKING:
    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member

NEW = "/organise/policies/new"
AS_IT_COMES = {
    "hours": 2, "other_team": 2, "level": 2, "not_met": 2, "pace": 2, "vouched": 2, "same_place": 0, "seniority": 2,
    "wish": 2, "share": 2, "serve_everyone_first": "on", "below_level": "on",
}  # fmt: skip


def page(response) -> str:
    return " ".join(response.content.decode().split())


def ticked(shown: str) -> set[str]:
    """Return what is ticked or picked in the form, as name=value."""
    inputs = [dict(re.findall(r'(\w+)="([^"]*)"', one)) for one in re.findall(r"<input [^>]*checked[^>]*>", shown)]
    return {f"{one['name']}={one.get('value', 'on')}" for one in inputs}


def said(**fields: object) -> dict[str, object]:
    """Return what a browser sends for the form as it comes, but for ``fields``."""
    return {**AS_IT_COMES, "do": "save", **fields}


def test_an_organiser_saves_a_policy_and_uses_it(organiser: Member, client_of: ClientOf) -> None:
    browser = client_of(organiser)
    response = browser.post(NEW, said(other_team=4, never_met="on", name="Across teams"))
    assert (response.status_code, response["Location"]) == (303, "/organise/policies")
    saved = Policy.objects.get()
    assert (saved.weights, saved.nevers, saved.by) == ({"other_team": 45}, {"never_met": True}, organiser)
    shown = page(browser.get("/organise/policies"))
    assert "<li>Crosses teams: much more</li>" in shown
    assert "<li>Never somebody they have learned with before</li>" in shown
    assert "Saved by Olga" in shown
    assert policy_in_force() is None
    browser.post(f"/organise/policies/{saved.pk}/adoption")
    assert policy_in_force() == saved
    assert "the next run goes by it" in page(browser.get("/organise/policies"))
    browser.post("/organise/policies/shipped/adoption", {"kind": "mentoring"})
    assert policy_in_force() is None


def test_a_copy_begins_with_what_the_other_says(organiser: Member, client_of: ClientOf) -> None:
    first = save_policy(
        Terms(steps={"pace": 0, "same_place": 3}, choices={"serve_everyone_first": False}), name="First", by=organiser
    )
    shown = page(client_of(organiser).get(f"{NEW}?like={first.pk}"))
    usual = {"hours=2", "other_team=2", "level=2", "not_met=2", "vouched=2", "seniority=2", "wish=2", "share=2"}
    assert ticked(shown) == {*usual, "pace=0", "same_place=3", "below_level=on"}


def test_the_examples_go_by_what_stands_in_the_form(organiser: Member, client_of: ClientOf) -> None:
    browser = client_of(organiser)
    before = page(browser.get(NEW))
    response = browser.post(NEW, said(do="example", hours=0, name="x" * 81))
    shown = page(response)
    assert response.status_code == 422
    assert shown.count("<details open>") == len(AS_IT_COMES) - 2
    assert before.count("<details open>") == 0
    assert 'as usual<span class="unseen"> (chosen now)</span>' in before
    yuki = '<th scope="row" translate="no">Yuki</th>'
    rows = [text.split('id="example-other_team"')[1].split(yuki)[1].split("</tr>")[0] for text in (before, shown)]
    cells = [re.findall(r"<td[^>]*>(\d)", row) for row in rows]
    assert cells == [["2", "2", "1", "1", "1"], ["1", "1", "1", "1", "1"]]
    assert Policy.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": ""}, "Give it a name by which you will know it again."),
        ({"name": "light  TOUCH"}, "There is a policy of this name already."),
        ({"name": "x" * 81}, "Ensure this value has at most 80 characters"),
        ({"hours": 7}, "Select a valid choice"),
        ({"hours": ""}, "This field is required"),
        ({"hired_since": "soon"}, "Enter a valid date"),
        ({"hired_since": "2026-11-20"}, "Fewer than five people would take part"),
        ({"teams": ["999999"]}, "Select a valid choice"),
        ({"places": ["Atlantis"]}, "Select a valid choice"),
    ],
)
def test_bad_input_is_said_and_what_was_typed_is_kept(
    fields: dict[str, object], told: str, organiser: Member, client_of: ClientOf
) -> None:
    save_policy(Terms(), name="Light touch", by=organiser)
    response = client_of(organiser).post(NEW, said(**{"name": "Kept", "share": 4, **fields}))
    shown = page(response)
    assert response.status_code == 422
    assert told in shown
    assert "share=4" in ticked(shown)
    assert Policy.objects.count() == 1


def test_who_takes_part_is_chosen_by_team_place_and_day(
    make_member: MakeMember, organiser: Member, client_of: ClientOf
) -> None:
    above = found_team("Engineering")
    below = found_team("Platform", parent=above)
    found_team("Design")
    for number in range(6):
        make_member(f"Near {number}", team=below, place="Berlin")
        make_member(f"Far {number}", place="Porto")
    browser = client_of(organiser)
    shown = page(browser.get(NEW))
    names = [part.split("</span>")[0].split("<span>")[1] for part in shown.split('<label class="below-')[1:]]
    assert names == ["Design", "Engineering", "Platform"]
    browser.post(NEW, said(name="Engineers", teams=[above.pk], places=["Berlin"], teachers_too="on"))
    assert terms_of(Policy.objects.get()).teams == (above.pk,)
    listed = page(browser.get("/organise/policies"))
    for line in (
        "Learners of these teams: Engineering",
        "Learners at these places: Berlin",
        "Teachers from there, too",
    ):
        assert f"<li>{line}</li>" in listed


def test_newcomers_have_a_policy_of_their_own(make_member: MakeMember, organiser: Member, client_of: ClientOf) -> None:
    for number in range(6):
        make_member(f"New {number}", hired_on=now().date() - timedelta(days=40))
        make_member(f"Old {number}", hired_on=now().date() - timedelta(days=4000))
    browser = client_of(organiser)
    shown = page(browser.get(f"{NEW}?kind=newcomers"))
    assert "seniority=4" in ticked(shown)
    assert "hired_since" not in shown
    refused = browser.post(f"{NEW}?kind=newcomers", said(name="Newcomers", months=0, years=3))
    assert refused.status_code == 422
    browser.post(f"{NEW}?kind=newcomers", said(name="Newcomers", seniority=4, months=12, years=3))
    saved = Policy.objects.get()
    assert (saved.kind, saved.months, saved.years, saved.weights) == ("newcomers", 12, 3, {"seniority": 15})
    listed = page(browser.get("/organise/policies"))
    assert "<li>Learners came in the last 12 months</li>" in listed
    browser.post(f"/organise/policies/{saved.pk}/adoption")
    assert (policy_in_force(), policy_in_force("newcomers")) == (None, saved)


def test_what_is_in_force_is_not_removed(organiser: Member, client_of: ClientOf) -> None:
    used, unused = (save_policy(Terms(), name=name, by=organiser) for name in ("Used", "Unused"))
    adopt_policy(used, by=organiser)
    browser = client_of(organiser)
    told = page(browser.post(f"/organise/policies/{used.pk}/removal", follow=True))
    assert "It is in force. Use another one first." in told
    gone = page(browser.post(f"/organise/policies/{unused.pk}/removal", follow=True))
    assert "“Unused” is removed." in gone
    assert list(Policy.objects.all()) == [used]


def test_only_organisers_come_here(alice: Member, dana: Member, moderator: Member, client_of: ClientOf) -> None:
    policy = save_policy(Terms(), name="Light touch", by=None)
    for member in (alice, dana, moderator):
        browser = client_of(member)
        for path in ("/organise/policies", NEW, f"{NEW}?like={policy.pk}"):
            assert browser.get(path).status_code == 403
        for path in (NEW, f"/organise/policies/{policy.pk}/adoption", f"/organise/policies/{policy.pk}/removal"):
            assert browser.post(path, said(name="Mine")).status_code == 403


@pytest.mark.parametrize("number", [1, 30])
def test_the_pages_cost_the_same_for_one_and_for_thirty(
    number: int, organiser: Member, make_member: MakeMember, client_of: ClientOf, django_assert_max_num_queries
) -> None:
    for one in range(number):
        team = found_team(f"Team {one}")
        make_member(f"Member {one}", team=team, place=f"Place {one}")
        save_policy(Terms(), name=f"Policy {one}", by=organiser)
    browser = client_of(organiser)
    for path in ("/organise/policies", NEW):
        with django_assert_max_num_queries(9):
            browser.get(path)


def test_a_run_of_swaps_is_drafted_by_its_policy(organiser: Member, client_of: ClientOf) -> None:
    browser = client_of(organiser)
    browser.post(f"{NEW}?kind=swap", said(name="Swaps"))
    made = Policy.objects.get(kind="swap")
    assert "Draft a run by it" in page(browser.get("/organise/policies"))
    begun = browser.post("/organise/runs/beginning", {"policy": str(made.pk)})
    assert (begun.status_code, Run.objects.get().policy) == (303, made)
    for nobody in ("999", "x"):
        assert browser.post("/organise/runs/beginning", {"policy": nobody}).status_code == 404

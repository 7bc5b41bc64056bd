"""An organiser changes what counts, sees what it does and what would change, and publishes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from tests.browser.policies import a_company

from peerloop.matchmaking.models import Policy, Suggestion
from peerloop.matchmaking.queries import policy_in_force

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from peerloop.people.models import Member


def chosen() -> set[str]:
    return set(Suggestion.objects.exclude(run=None).values_list("teacher__place", flat=True))


def order(page: Page, weight: str) -> list[str]:
    """Return how the three of the weight's example stand at its five steps."""
    return page.locator(f"#example-{weight} tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('td')].map(cell => cell.innerText).join(''))"
    )


def test_a_weight_is_changed_its_effect_seen_and_published(organiser: Member, page_of, work) -> None:
    a_company()
    page = page_of(organiser)
    page.goto("/organise")
    page.get_by_role("link", name="What counts").click()
    page.get_by_role("link", name="Make a policy").first.click()

    page.get_by_role("group", name="Free time in common").get_by_text("What it does").click()
    assert order(page, "hours") == ["33311", "22122", "11233"]
    page.get_by_role("group", name="Crosses teams").get_by_label("not at all").check()
    expect(page.locator("#example-hours tbody tr").first).to_contain_text("21111")
    page.get_by_role("group", name="Same place").get_by_label("very much").check()
    expect(page.locator("details[open]")).to_have_count(1)

    page.get_by_role("button", name="Show what it would change").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("“The new policy” beside “As Peerloop comes”")
    work()
    expect(page.get_by_role("row", name="Pairs at the same place 0% 100%")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("10 learners get somebody else.")
    assert chosen() == set()

    page.get_by_role("button", name="Publish “The new policy”").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Name of the new policy").fill("Sit together")
    page.get_by_role("button", name="Publish “The new policy”").click()
    expect(page.get_by_role("main")).to_contain_text("You can take it back for 60 more minutes")
    assert chosen() == {"Berlin"}
    assert policy_in_force().name == "Sit together"


def test_without_javascript_a_button_shows_what_each_weight_does(organiser: Member, page_of) -> None:
    a_company()
    page = page_of(organiser, java_script_enabled=False)
    page.goto("/organise/policies/new")
    page.get_by_role("group", name="Crosses teams").get_by_label("not at all").check()
    page.get_by_role("button", name="Show what each does").click()
    assert order(page, "hours") == ["21111", "23222", "12333"]
    page.get_by_label("Name").fill("Anybody")
    page.get_by_role("button", name="Save it").click()
    expect(page.get_by_role("status")).to_contain_text("The policy is saved.")
    assert Policy.objects.get().weights == {"other_team": 0}

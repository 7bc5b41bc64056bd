"""From what Alice did to what colleagues find her for; and from what lacks somebody to an offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from tests.browser import shown

from peerloop.people.actions import found_team
from peerloop.people.models import Member
from peerloop.skills.actions import propose_skill
from peerloop.skills.queries import find_skill

if TYPE_CHECKING:
    from playwright.sync_api import Page


def told(page: Page):
    return expect(page.get_by_role("main"))


def test_what_she_did_becomes_what_colleagues_find_her_for(alice: Member, bo: Member, page_of) -> None:
    Member.objects.filter(pk=alice.pk).update(team=found_team("Harbour"))
    shown.taught(alice, propose_skill("Celestial navigation", by=None), 3, 9)
    shown.taught(alice, propose_skill("Sailing", by=None), 250)
    page, theirs = page_of(alice), page_of(bo)
    theirs.goto("/find?q=alice&skill=celestial+navigation")
    told(theirs).to_contain_text("Nothing is found within these limits")

    page.goto("/knowledge")
    told(page).to_contain_text("Shown 2 times")
    told(page).to_contain_text("Nothing has shown it for half a year.")
    page.get_by_text("What says so Celestial navigation").click()
    told(page).to_contain_text("With slides")
    page.get_by_role("link", name="It was another skill Sailing").click()
    page.get_by_label("Which skill was it really?").fill("Celestial navigation")
    page.get_by_role("button", name="Put it right").click()
    told(page).to_contain_text("Shown 3 times")
    page.get_by_label("How far are you with it? Celestial navigation").select_option("others come and ask")
    page.get_by_role("button", name="Offer it Celestial navigation").click()
    told(page).to_contain_text("You offer all that you have shown here.")

    theirs.get_by_label("Team").fill("harbour")
    theirs.get_by_role("button", name="Show", exact=True).click()
    expect(theirs.get_by_role("main").get_by_role("link", name="Alice", exact=True)).to_be_visible()


def test_what_lacks_somebody_finds_somebody(alice: Member, bo: Member, page_of) -> None:
    shown.topics(alice, bo)
    page = page_of(alice)
    page.goto("/knowledge")
    page.get_by_role("link", name="What nobody offers yet").click()
    told(page).to_contain_text("About 20 want to learn it")
    page.get_by_role("link", name="I can help with it Beekeeping").click()
    page.get_by_role("button", name="Save the offer").click()
    page.goto("/topics")
    told(page).not_to_contain_text("Beekeeping")
    assert find_skill("Beekeeping") is not None

"""A survey is built in a minute, answered on a phone, and becomes ranked gaps; what nobody knows is sought outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.surveys import asked, crowd

from peerloop.pulse.actions import answer_survey, close_survey
from peerloop.pulse.models import Answer, Draft, Survey
from peerloop.skills.actions import propose_skill, want
from peerloop.skills.models import Need

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

PHONE = {"width": 360, "height": 740}


class Counted:
    """Clicks and fields, counted as they happen."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.fields = page, 0, 0

    def click(self, role: str, name: str) -> None:
        self.clicks += 1
        self.page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]

    def fill(self, label: str, text: str) -> None:
        self.fields += 1
        self.page.get_by_role("combobox", name=label).fill(text)


@pytest.mark.timeout(300)
def test_from_nothing_to_ranked_gaps(alice: Member, organiser: Member, rust: Skill, page_of) -> None:
    """Three clicks and no field to an open survey; one field and four clicks to an answer, with a draft between."""
    others = crowd(30)
    desk: Page = page_of(organiser)
    desk.goto("/surveys")
    building = Counted(desk)
    building.click("link", "New survey")
    building.click("button", "Save and look at it")
    building.click("button", "Open it")
    expect(desk.get_by_role("status")).to_contain_text("It is open.")
    assert (building.clicks, building.fields) == (3, 0)
    survey = Survey.objects.get()

    phone: Page = page_of(alice)
    phone.set_viewport_size(PHONE)
    phone.goto("/surveys")
    answering = Counted(phone)
    answering.click("link", f"Answer {survey.title}")
    answering.fill("Skill 1", "rust")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    answering.click("button", "Keep as a draft")
    assert (Draft.objects.count(), Answer.objects.count()) == (1, 0)
    answering.click("link", "Go on")
    expect(phone.get_by_role("combobox", name="Skill 1")).to_have_value("rust")
    answering.click("button", "Send")
    expect(phone.get_by_role("heading", name="You have answered")).to_be_visible()
    assert (answering.clicks, answering.fields) == (4, 1)
    assert not Need.objects.exists()
    phone.get_by_role("button", name="Make it my need").click()
    expect(phone.get_by_text("one of your needs", exact=True)).to_be_visible()
    assert Need.objects.get().member == alice

    for number, member in enumerate(others):
        answer_survey(survey, by=member, said={"often": "weekly"}, wishes=[(rust, 3, "any")] if number < 14 else [])
    closing = Counted(desk)
    desk.reload()
    closing.clicks += 1
    desk.locator("summary", has_text="Close it now").click()
    closing.click("button", "Close it now")
    closing.click("link", "See the results")
    expect(desk.get_by_role("table", name="Skills of which something is told")).to_contain_text("Rust1")
    expect(desk.get_by_role("region", name="The gaps, the widest first")).to_be_visible()
    assert closing.clicks == 3

    phone.goto(f"/surveys/{survey.pk}/results")
    expect(phone.get_by_role("heading", name="The gaps, the widest first")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_nobody_can_help_with_is_sought_outside(alice: Member, organiser: Member, bo: Member, page_of) -> None:
    zig = propose_skill("Zig", by=bo)
    want(alice, skill=zig, visibility="private")
    others = crowd(30)
    survey = asked(organiser, cut="")
    for number, member in enumerate(others):
        answer_survey(survey, by=member, said={"often": "weekly"}, wishes=[(zig, 3, "any")] if number < 14 else [])
    close_survey(survey, by=organiser)
    desk: Page = page_of(organiser)
    desk.goto(f"/surveys/{survey.pk}/results")
    desk.get_by_role("region", name="Nobody can help with this yet").get_by_role("link", name="Look outside").click()
    expect(desk.get_by_label("Skill")).to_have_value("Zig")
    desk.get_by_label("Title, or the guest’s name").fill("Two days for beginners")
    desk.get_by_label("Link").fill("https://example.org/zig")
    desk.get_by_role("button", name="Save it").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Two days for beginners")
    theirs: Page = page_of(alice)
    theirs.goto(f"/skills/{zig.pk}")
    theirs.get_by_role("link", name="Two days for beginners").click()
    expect(theirs.get_by_role("link", name="example.org/zig")).to_be_visible()

"""An organiser brings a list in, answers its short words, merges two skills and parts them, and takes everybody out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from peerloop.people.models import Member
from peerloop.skills.actions import find_skill, offer, propose_skill

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

SYNONYMS = "alias,tag\nclient-side-script,javascript\njs,javascript\necma-262,ecmascript\n"


def heading(page: Page):
    return expect(page.get_by_role("heading", level=1))


def test_a_list_comes_in_and_its_short_words_are_answered(organiser: Member, page_of, work, tmp_path: Path) -> None:
    propose_skill("JavaScript", by=None)
    page, file = page_of(organiser), tmp_path / "synonyms.csv"
    file.write_text(SYNONYMS)
    page.goto("/organise")
    page.get_by_role("main").get_by_role("link", name="Skills", exact=True).click()
    page.get_by_role("link", name="Bring in a list").click()
    page.get_by_label("List of skills").set_input_files(file)
    page.get_by_role("button", name="Show what it would do").click()
    heading(page).to_contain_text("This is what would happen")
    expect(page.get_by_role("main")).to_contain_text("1 skill of the list is not here and stays out")
    page.get_by_role("button", name="Bring it in").click()
    heading(page).to_contain_text("The list is coming in")
    work()
    heading(page).to_contain_text("Done")
    assert find_skill("client side script").name == "JavaScript"
    page.get_by_role("link", name="Answer the short words").click()
    page.get_by_label("js means JavaScript").check()
    page.get_by_role("button", name="Yes to the ticked ones").click()
    heading(page).to_contain_text("Short words")
    expect(page.get_by_role("main")).to_contain_text("No word waits")
    assert find_skill("JS").name == "JavaScript"


def test_two_skills_are_merged_and_taken_back(organiser: Member, bo: Member, page_of) -> None:
    for name in ("Java script", "JavaScript"):
        propose_skill(name, by=None)
    offer(bo, skill=find_skill("Java script"), level=4)
    page, theirs = page_of(organiser), page_of(bo)
    page.goto("/organise/skills/likely")
    page.get_by_role("link", name="Look at it").click()
    heading(page).to_contain_text("JavaScript is Java script")
    page.get_by_role("link", name="The other way round").click()
    heading(page).to_contain_text("Java script is JavaScript")
    page.get_by_role("button", name="Merge them").click()
    expect(page.get_by_role("main")).to_contain_text("Java script went into JavaScript")
    theirs.goto("/offers")
    expect(theirs.get_by_role("main")).to_contain_text("You said it as: Java script. That is one skill here now.")
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_role("main")).to_contain_text("No merges")
    theirs.goto("/offers")
    expect(theirs.get_by_role("main").get_by_role("link", name="Java script", exact=True)).to_be_visible()
    expect(theirs.get_by_role("main")).not_to_contain_text("You said it as")


def test_everybody_goes_out_and_comes_in_again_unchanged(
    organiser: Member, bo: Member, page_of, tmp_path: Path
) -> None:
    offer(bo, skill=propose_skill("+1 Improvisation", by=None), level=4)
    page = page_of(organiser)
    page.goto("/organise/export")
    for kind, button in (("xlsx", "Download a workbook"), ("csv", "Download CSV")):
        with page.expect_download() as taken:
            page.get_by_role("button", name=button).click()
        file = tmp_path / f"people.{kind}"
        taken.value.save_as(file)
        page.goto("/organise/imports")
        page.get_by_label("File of people").set_input_files(file)
        page.get_by_role("button", name="Show what it would do").click()
        heading(page).to_contain_text("Everybody in it is here already")
        page.goto("/organise/export")
    assert Member.objects.filter(departed_at=None).count() == 2

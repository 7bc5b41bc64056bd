"""An organiser looks at what a file would change, takes a wrong one back, and lets the next one come by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser import intake

from peerloop.intake.actions import apply_import
from peerloop.intake.models import Pickup
from peerloop.people.models import Member

if TYPE_CHECKING:
    from pathlib import Path

    from tests.outside import Site


def test_the_table_is_filtered_on_a_phone_by_keyboard_and_without_scripts(organiser: Member, page_of, phone) -> None:
    page = page_of(organiser, viewport=phone, java_script_enabled=False)
    page.goto(intake.upload(organiser))
    rows = page.get_by_role("row").filter(has_text="@example.org")
    expect(rows).to_have_count(5)  # one new, two changed, two retired
    expect(rows.first).to_contain_text("Payments → Sales")
    expect(rows.first).to_contain_text("availability other hours → Mo-Th 09:00–12:30")
    page.get_by_label("What happens").focus()
    page.keyboard.press("End")  # unchanged
    page.keyboard.press("Tab")
    page.keyboard.type("member 4")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("unchanged")
    expect(page.get_by_label("With this word")).to_have_value("member 4")
    page.get_by_label("What happens").select_option("retired")
    page.get_by_label("With this word").fill("")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(rows).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= phone["width"]


def test_a_wrong_file_is_taken_back(organiser: Member, page_of, work, tmp_path: Path) -> None:
    apply_import(intake.a_sheet(intake.BEFORE), "people.csv", by=organiser)
    page, file = page_of(organiser), tmp_path / "wrong.csv"
    file.write_bytes(intake.a_sheet(intake.AFTER))
    page.goto("/organise/imports")
    page.get_by_label("File of people").set_input_files(file)
    page.get_by_label("This is everybody").check()
    page.get_by_role("button", name="Show what it would do").click()
    page.get_by_label("Yes, 2 people have left").check()
    page.get_by_role("button", name="Import it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("People are coming in")
    work()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Done")
    assert Member.objects.filter(team__name="Sales").count() == 2

    page.get_by_role("link", name="Undo this import").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Undo this import?")
    expect(page.get_by_role("main")).to_contain_text("2 people who were retired come back")
    page.get_by_role("button", name="Undo it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The import is being undone")
    work()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Undone")
    people = Member.objects.filter(departed_at=None).exclude(pk=organiser.pk)
    assert set(people.values_list("name", "team__name")) == {(row["name"], row["team"]) for row in intake.BEFORE}
    page.goto("/organise/imports")
    expect(page.get_by_role("listitem").filter(has_text="wrong.csv")).to_contain_text("undone")
    expect(page.get_by_role("link", name="Undo", exact=True)).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_file_comes_by_itself(organiser: Member, page_of, work, site: Site, scripts: bool) -> None:
    site.pages["/people.csv"] = intake.a_sheet(intake.BEFORE)
    page = page_of(organiser, java_script_enabled=scripts)
    page.goto("/organise/imports")
    page.get_by_role("link", name="Let a file come by itself").click()
    page.get_by_label("Address").fill("https://me:secret@hr.example.org/people.csv")
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.status == 422):
        page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("main")).to_contain_text("it would stand readable here")
    page.get_by_label("Address").fill(site.address("/people.csv"))
    page.get_by_role("button", name="Set it up").click()
    page.get_by_role("button", name="Fetch now").click()
    expect(page.get_by_role("main")).to_contain_text("The worker looks now.")
    work()
    expect(page.get_by_role("link", name="imported")).to_be_visible()
    assert Member.objects.filter(name__startswith="Member").count() == 8

    page.get_by_text("Change it", exact=True).click()
    page.get_by_label("How often").select_option("week")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("every week")
    page.get_by_text("Remove it", exact=True).first.click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_role("heading", name="Nothing comes by itself yet")).to_be_visible()
    assert list(Pickup.objects.all()) == []

"""An organiser looks at what is missing, and takes it home as a file; on a phone nothing scrolls sideways."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from tests.browser import told

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.conftest import MakeMember

    from peerloop.people.models import Member


def test_from_what_is_missing_to_one_skill_over_the_weeks_and_the_file(
    organiser: Member, make_member: MakeMember, page_of
) -> None:
    told.two_weeks(make_member)
    page: Page = page_of(organiser)
    page.goto("/organise")
    page.get_by_role("link", name="See supply and demand").click()
    missing = page.get_by_role("region", name="Wanted, and nobody offers it")
    expect(missing).to_contain_text("Rust about 30 want it")
    expect(page.get_by_role("region", name="Hangs on one or two people")).to_contain_text("Go on one")
    page.get_by_label("Team").select_option("North")
    page.get_by_role("searchbox", name="Skill").fill("rust")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("The most wanted skills in North")).to_be_visible()
    with page.expect_download() as given:
        page.get_by_role("link", name="All weeks as a file").click()
    rows = Path(given.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert (given.value.suggested_filename, [row.split(",")[1:4] for row in rows[1:]]) == (
        "demand.csv",
        [["North", "Rust", "15"]],
    )
    missing.get_by_role("link", name="Rust", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rust")
    weeks = page.get_by_role("table", name="Over the weeks").get_by_role("row")
    expect(weeks).to_have_count(3)
    expect(page.get_by_role("main")).to_contain_text("Nobody offers it openly.")


def test_on_a_phone_the_bars_stand_below_the_names(organiser: Member, make_member: MakeMember, page_of) -> None:
    told.two_weeks(make_member)
    page: Page = page_of(organiser)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/organise/demand")
    expect(page.locator("svg.one")).to_be_visible()
    expect(page.locator("svg.both")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture = page.locator("svg.one").bounding_box()
    assert picture is not None
    assert picture["x"] + picture["width"] <= 360

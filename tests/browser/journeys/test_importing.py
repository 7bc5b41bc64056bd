"""An organiser brings the company in: one wrong row, mended, imported, matched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from peerloop.matchmaking.models import Suggestion
from peerloop.people.models import Member

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

WRONG = """\
email,name,time_zone,languages,offers,needs
erin@example.org,Erin,Europe/Berlin,en,Rust:4,
fred@example.org,Fred,Europe/Atlantis,en,,Rust:2
"""


def give(page: Page, file: Path, text: str) -> None:
    """Hand a file in and ask what it would do."""
    file.write_text(text)
    page.goto("/organise/imports")
    page.get_by_label("File of people").set_input_files(file)
    page.get_by_role("button", name="Show what it would do").click()


def test_one_wrong_row_is_named_mended_and_then_all_come_in(organiser: Member, page_of, work, tmp_path: Path) -> None:
    page, file = page_of(organiser), tmp_path / "people.csv"
    give(page, file, WRONG)
    expect(page.get_by_role("heading", level=1)).to_contain_text("One cell wants mending")
    expect(page.get_by_role("list", name="What to mend")).to_contain_text("Line 3, time_zone")
    expect(page.get_by_role("list", name="What to mend")).to_contain_text("Europe/Atlantis")
    assert not Member.objects.filter(name__in=["Erin", "Fred"]).exists()

    give(page, file, WRONG.replace("Atlantis", "Athens"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("This is what would happen")
    assert not Member.objects.filter(name="Erin").exists()
    page.get_by_role("button", name="Import it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("People are coming in")
    work()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Done")
    assert set(Member.objects.filter(name__in=["Erin", "Fred"]).values_list("name", "time_zone")) == {
        ("Erin", "Europe/Berlin"),
        ("Fred", "Europe/Athens"),
    }

    give(page, file, WRONG.replace("Atlantis", "Athens"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Everybody in it is here already")


def test_and_a_run_finds_fred_his_teacher(organiser: Member, page_of, work, tmp_path: Path) -> None:
    page = page_of(organiser)
    give(page, tmp_path / "people.csv", WRONG.replace("Atlantis", "Athens"))
    page.get_by_role("button", name="Import it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("People are coming in")
    work()
    page.get_by_role("link", name="Go on to the matching").click()
    page.get_by_role("button", name="Match everybody now").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Everybody is being matched")
    work()
    expect(page.get_by_role("heading", level=1)).to_contain_text("A draft")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("main")).to_contain_text("You can take it back for 60 more minutes")
    found = Suggestion.objects.exclude(run=None).get()
    assert (found.need.member.name, found.teacher.name) == ("Fred", "Erin")

"""An organiser gives what the HR system exports: German headings, semicolons, Windows letters; and a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks.data import find
from playwright.sync_api import expect
from tests.domain.intake.books import book

from peerloop.intake.models import Import
from peerloop.people.models import Member

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

EXPORT = """\
Mitarbeiterliste, Stand 1. Oktober
Mitarbeiter-Nr.;Nachname;Vorname;E-Mail;Abteilung;Vorgesetzter;Eintritt;Kenntnisse;Geburtsdatum
0007;Müller;Zoë;zoe@example.org;Zahlungen;Jörg Großmann;29.04.2024;Rust:4, Öffentlich reden;01.01.1990
0008;Großmann;Jörg;joerg@example.org;Leitung;;31.02.2016;Führung;02.02.1980
"""
MENDED = EXPORT.replace("31.02.2016", "28.02.2016")
LONG = 90_000
COMPANY = "so2019/company-1000.csv"


def give(page: Page, file: Path) -> None:
    page.goto("/organise/imports")
    page.get_by_label("File of people").set_input_files(file)
    page.get_by_role("button", name="Show what it would do").click()


def test_the_columns_of_an_hr_export_are_asked_once_and_one_row_is_mended(
    organiser: Member, page_of, work, tmp_path: Path
) -> None:
    page, file = page_of(organiser), tmp_path / "Mitarbeiter.csv"
    title = page.get_by_role("heading", level=1)
    file.write_bytes(EXPORT.encode("cp1252"))
    give(page, file)
    expect(title).to_have_text("What do your columns mean?")
    expect(page.get_by_label("Vorgesetzter")).to_have_value("manager_email")
    expect(page.get_by_label("Nachname")).to_have_value("last_name")
    expect(page.get_by_label("Geburtsdatum")).to_have_value("")
    expect(page.get_by_role("main")).to_contain_text("Jörg Großmann")
    page.get_by_label("Abteilung").select_option("")
    page.get_by_role("button", name="Show what it would do").click()

    expect(title).to_contain_text("One cell wants mending")
    expect(page.get_by_role("list", name="What to mend")).to_contain_text("Line 4, Eintritt")
    file.write_bytes(MENDED.encode("cp1252"))
    give(page, file)
    expect(title).to_have_text("This is what would happen")
    expect(page.get_by_label("How the file was read")).to_contain_text("Windows-1252")
    page.get_by_role("link", name="Change what the columns mean").click()
    page.get_by_label("Abteilung").select_option("team")
    page.get_by_role("button", name="Show what it would do").click()
    page.get_by_role("button", name="Import it").click()
    expect(title).to_contain_text("People are coming in")
    work()
    expect(title).to_contain_text("Done")
    zoe = Member.objects.select_related("manager", "team").get(email="zoe@example.org")
    assert (zoe.name, zoe.external_id, zoe.manager.name, zoe.team.name, str(zoe.hired_on)) == (
        "Zoë Müller", "0007", "Jörg Großmann", "Zahlungen", "2024-04-29",
    )  # fmt: skip

    rows = [line.split(";") for line in MENDED.splitlines()[1:]]
    file = tmp_path / "Mitarbeiter.xlsx"
    file.write_bytes(book(*rows, title="Belegschaft"))
    give(page, file)
    expect(title).to_contain_text("Everybody in it is here already")
    expect(page.get_by_label("How the file was read")).to_contain_text("Belegschaft")


@pytest.mark.timeout(300)
@pytest.mark.skipif(find(COMPANY) is None, reason=f"{COMPANY} is not on this machine: it is data to measure on")
def test_a_company_of_a_thousand_comes_in_through_the_pages(organiser: Member, page_of, work) -> None:
    page, file = page_of(organiser), find(COMPANY)
    title = page.get_by_role("heading", level=1)
    page.set_default_timeout(LONG)
    give(page, file)
    expect(title).to_have_text("This is what would happen", timeout=LONG)
    expect(page.get_by_role("main")).to_contain_text("1000 people join")
    page.get_by_role("button", name="Import it").click()
    expect(title).to_contain_text("People are coming in")
    work()
    expect(title).to_contain_text("Done", timeout=LONG)
    assert Member.objects.exclude(pk=organiser.pk).count() == 1000
    assert Import.objects.get().counts["offers"] > 3000
    give(page, file)
    expect(title).to_contain_text("Everybody in it is here already", timeout=LONG)

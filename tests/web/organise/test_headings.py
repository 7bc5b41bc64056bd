"""An HR system's file: what do its columns mean? Said once, remembered, changed again."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.domain.intake.books import book

from peerloop.intake.actions import apply_import, take_upload
from peerloop.intake.models import Heading, Upload
from peerloop.people.models import Member

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client
    from tests.conftest import ClientOf

HR = (
    "Nr.;Nachname;Vorname;E-Mail;Chef;Eintritt\n"
    "7;Anders;Alice;alice@example.org;Dana Duarte;29.04.2024\n"
    "8;Duarte;Dana;dana@example.org;;03.02.2016\n"
)
SAID = {
    "heading0": "external_id", "heading1": "last_name", "heading2": "first_name", "heading3": "email",
    "heading4": "manager_email", "heading5": "hired_on",
}  # fmt: skip


def give(browser: Client, content: bytes | str) -> HttpResponse:
    content = content.encode("cp1252") if isinstance(content, str) else content
    given = browser.post(reverse("organise:imports"), {"file": SimpleUploadedFile("staff.csv", content)})
    return browser.get(given["Location"])


def chosen(answer: HttpResponse) -> dict[str, str]:
    """The selected meaning in each select."""
    found = re.findall(r'<select name="(\w+)".*?</select>', answer.text, re.DOTALL)
    blocks = re.findall(r"<select name=.*?</select>", answer.text, re.DOTALL)
    picked = [re.search(r'value="(\w*)"[^>]*selected', block) for block in blocks]
    return {name: match[1] if match else "" for name, match in zip(found, picked, strict=True)}


def test_an_hr_file_is_mapped_once_and_goes_straight_on_the_next_time(organiser: Member, client_of: ClientOf) -> None:
    browser = client_of(organiser)
    asked = give(browser, HR)
    assert (asked.status_code, asked["Location"].endswith("/headings")) == (303, True)
    page = browser.get(asked["Location"])
    assert chosen(page) == SAID | {"heading0": "external_id"}
    assert "7 · 8" in page.text
    assert "with semicolons between the cells" in page.text
    onward = browser.post(asked["Location"], SAID)
    assert onward.status_code == 303
    shown = browser.get(onward["Location"]).text
    assert "2 people join" in shown
    assert "<code>Nachname + Vorname</code> → Name" in shown
    assert "Days are read as they are written" in shown
    again = give(browser, HR)
    assert (again.status_code, "Change what the columns mean" in again.text) == (200, True)
    apply_import(HR.encode(), "staff.csv", by=organiser)
    alice = Member.objects.get(email="alice@example.org")
    assert (alice.name, alice.manager.name, str(alice.hired_on)) == ("Alice Anders", "Dana Duarte", "2024-04-29")


def test_the_same_headings_in_a_workbook_need_no_second_word(organiser: Member, client_of: ClientOf) -> None:
    browser = client_of(organiser)
    browser.post(give(browser, HR)["Location"], SAID)
    shown = give(browser, book(*(line.split(";") for line in HR.splitlines()), title="Belegschaft"))
    assert (shown.status_code, "from the sheet “Belegschaft”" in shown.text) == (200, True)


def test_what_cannot_be_meant_is_told_at_its_field_and_what_was_said_is_kept(
    organiser: Member, client_of: ClientOf
) -> None:
    browser = client_of(organiser)
    address = give(browser, HR)["Location"]
    wrong = SAID | {"heading0": "first_name", "heading3": ""}
    told = browser.post(address, wrong)
    text = html.unescape(told.text)
    assert told.status_code == 422
    assert chosen(told) == wrong
    assert "“Nr.” means that already." in text
    assert "Say which column holds this: E-mail address." in text
    assert browser.post(address, SAID | {"heading1": "password"}).status_code == 422
    assert list(Heading.objects.all()) == []


def test_what_was_said_is_changed_and_unsaid(organiser: Member, client_of: ClientOf) -> None:
    browser = client_of(organiser)
    browser.post(give(browser, HR)["Location"], SAID)
    upload = Upload.objects.get()
    address = reverse("organise:upload-headings", args=[upload.pk])
    assert "Leave it as it is" in browser.get(address).text
    assert browser.post(f"{address}?complete=on", SAID | {"heading0": ""})["Location"].endswith("?complete=on")
    assert "<code>Nr.</code>" in browser.get(reverse("organise:upload", args=[upload.pk])).text
    assert dict(Heading.objects.values_list("key", "column"))["nr."] == ""
    own = "email,name,place\na@example.org,A,Accra\n"
    address = reverse("organise:upload-headings", args=[take_upload(own.encode(), "own.csv", by=organiser).pk])
    browser.post(address, {"heading0": "email", "heading1": "name", "heading2": "team"})
    assert Heading.objects.get(key="place").column == "team"
    browser.post(address, {"heading0": "email", "heading1": "name", "heading2": "place"})
    assert not Heading.objects.filter(key="place").exists()


def test_a_fault_names_the_heading_that_stands_in_the_file(organiser: Member, client_of: ClientOf) -> None:
    browser = client_of(organiser)
    wrong = HR.replace("29.04.2024", "bald").replace("Dana Duarte", "Niemand")
    shown = browser.get(browser.post(give(browser, wrong)["Location"], SAID)["Location"]).text
    assert "Line 2, Eintritt" in shown
    assert "Line 2, Chef" in shown


def test_letters_of_windows_are_understood_and_one_is_asked_to_look(organiser: Member, client_of: ClientOf) -> None:
    shown = give(client_of(organiser), "email;name\nmuller@example.org;Jörg Müller\n")
    assert "Check the names" in shown.text


def test_headings_and_cells_are_shown_as_text(organiser: Member, client_of: ClientOf) -> None:
    browser = client_of(organiser)
    page = browser.get(give(browser, "<b>Mail</b>;Vorname;Nachname\n<script>;<i>x;y\n")["Location"]).text
    assert "&lt;b&gt;Mail&lt;/b&gt;" in page
    assert "&lt;script&gt;" in page
    assert "<script>;" not in page
    assert "<i>x" not in page


@pytest.mark.parametrize("name", ["administrator", "alice"])
def test_nobody_else_says_what_the_columns_mean(
    name: str, organiser: Member, client_of: ClientOf, request: pytest.FixtureRequest
) -> None:
    upload = take_upload(HR.encode(), "staff.csv", by=organiser)
    address = reverse("organise:upload-headings", args=[upload.pk])
    refused = {"administrator": 404, "alice": 403}[name]
    assert client_of(request.getfixturevalue(name)).post(address, SAID).status_code == refused
    assert list(Heading.objects.all()) == []


def test_the_page_asks_the_same_of_the_database_for_1_and_30_headings(organiser: Member, client_of: ClientOf) -> None:
    browser = client_of(organiser)
    asked = []
    for many in (2, 30):
        header = ";".join(["E-Mail", *(f"Spalte {number}" for number in range(many))])
        upload = take_upload(f"{header}\n{';'.join('x' for _ in range(many + 1))}\n".encode(), "x.csv", by=organiser)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse("organise:upload-headings", args=[upload.pk])).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 10

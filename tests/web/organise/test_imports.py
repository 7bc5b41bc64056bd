"""An organiser brings the company in: one wrong row, mended, imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peerloop.intake.actions import ask_import, take_upload
from peerloop.intake.models import Import, Upload
from peerloop.intake.rules import columns
from peerloop.journal.leases import work_off
from peerloop.people.actions import join
from peerloop.people.models import Member

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client
    from tests.conftest import ClientOf, MakeMember

GOOD = b"email,name,offers\nida@example.org,Ida,Rust:4\njo@example.org,<b>Jo</b>,\n"
WRONG = b"email,name,time_zone\nida@example.org,Ida,Europe/Atlantis\n"


def give(browser: Client, content: bytes, *, complete: bool = False, name: str = "people.csv") -> HttpResponse:
    data = {"file": SimpleUploadedFile(name, content)} | ({"complete": "on"} if complete else {})
    return browser.post(reverse("organise:imports"), data)


@pytest.mark.django_db(transaction=True)
def test_one_wrong_row_is_mended_and_the_file_comes_in(make_member: MakeMember, client_of: ClientOf) -> None:
    browser = client_of(make_member("Olga", roles=["organiser"]))
    shown = browser.get(give(browser, WRONG)["Location"])
    assert "Europe/Atlantis" in shown.text
    assert "time_zone" in shown.text
    given = give(browser, GOOD)
    assert given.status_code == 303
    assert "2 people join" in browser.get(given["Location"]).text
    assert not Member.objects.filter(name="Ida").exists()
    asked = browser.post(given["Location"], {"complete": "on", "confirmed": "on"})
    assert (asked.status_code, Import.objects.get().complete) == (303, False)
    assert "It begins in a moment." in browser.get(asked["Location"]).text
    work_off()
    assert "2 people join" in browser.get(asked["Location"]).text
    assert Member.objects.filter(name="Ida").exists()
    again = browser.get(give(browser, GOOD)["Location"])
    assert "Everybody in it is here already" in again.text


def test_a_file_with_faults_is_not_imported_even_when_asked(organiser: Member, client_of: ClientOf) -> None:
    browser = client_of(organiser)
    assert browser.post(give(browser, WRONG)["Location"], {}).status_code == 200
    assert list(Import.objects.all()) == []


def test_retiring_many_takes_a_tick(organiser: Member, make_member: MakeMember, client_of: ClientOf) -> None:
    make_member("Bo")
    browser = client_of(organiser)
    preview = give(browser, GOOD, complete=True)["Location"]
    assert preview.endswith("?complete=on")
    shown = browser.get(preview).text
    assert "1 person is retired" in shown
    assert "bo@example.org" in shown
    assert browser.post(preview, {}).status_code == 422
    assert list(Import.objects.all()) == []
    assert browser.post(preview, {"confirmed": "on"}).status_code == 303
    asked = Import.objects.get()
    assert (asked.complete, asked.confirmed) == (True, True)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"PK\x03\x04\0\0", b'"', b"email", b"\0" * 3000, b"email,name\n,,,\n\xff"]
)
def test_whatever_is_given_the_answer_is_a_page(organiser: Member, client_of: ClientOf, content: bytes) -> None:
    browser = client_of(organiser)
    shown = browser.get(give(browser, content)["Location"])
    assert (shown.status_code, "What to mend" in shown.text) == (200, True)


def test_no_file_and_too_large_a_file_are_told(
    organiser: Member, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = client_of(organiser)
    assert browser.post(reverse("organise:imports"), {}).status_code == 422
    monkeypatch.setattr(columns, "BYTES", 10)
    assert give(browser, GOOD).status_code == 413
    assert list(Upload.objects.all()) == []


def test_names_in_the_file_are_shown_as_text(organiser: Member, client_of: ClientOf) -> None:
    browser = client_of(organiser)
    shown = browser.get(give(browser, b"email,name,team\n<i>x</i>,<b>J</b>,\n", name="<script>.csv")["Location"]).text
    assert "<i>x" not in shown
    assert "<script>.csv" not in shown


def test_nobody_else_looks_into_the_file(
    organiser: Member, administrator: Member, alice: Member, client_of: ClientOf
) -> None:
    upload = take_upload(GOOD, "people.csv", by=organiser)
    asked = ask_import(upload, by=organiser, complete=False, confirmed=False)
    addresses = [reverse("organise:upload", args=[upload.pk]), reverse("organise:import", args=[asked.pk])]
    assert [client_of(administrator).get(address).status_code for address in addresses] == [404, 200]
    assert [client_of(alice).get(address).status_code for address in addresses] == [403, 403]
    assert client_of(administrator).post(reverse("organise:upload-removal", args=[upload.pk])).status_code == 404


def test_a_file_is_thrown_away(organiser: Member, client_of: ClientOf) -> None:
    upload = take_upload(GOOD, "people.csv", by=organiser)
    assert client_of(organiser).post(reverse("organise:upload-removal", args=[upload.pk])).status_code == 303
    assert list(Upload.objects.all()) == []


def test_organise_says_what_is_there(organiser: Member, client_of: ClientOf) -> None:
    browser = client_of(organiser)
    assert "1 member is here." in browser.get(reverse("organise:organise")).text


@pytest.mark.parametrize("page", ["organise:organise", "organise:imports"])
def test_the_pages_ask_the_same_of_the_database_for_1_and_30(organiser: Member, client_of: ClientOf, page: str) -> None:
    browser = client_of(organiser)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse(page)).status_code == 200
        return len(queries)

    Import.objects.create(name="0.csv", by=organiser)
    few = asked()
    for number in range(30):
        join(email=f"m{number}@example.org", name=f"M {number}")
        Import.objects.create(name=f"{number}.csv", by=organiser)
    assert asked() == few <= 10

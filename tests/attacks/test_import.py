"""An organiser with a grudge gives files that are made to ask questions, or to take somebody's place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from peerloop.intake.actions import Refused, apply_import
from peerloop.journal.leases import work_off
from peerloop.skills.actions import find_skill, propose_skill, want

if TYPE_CHECKING:
    from django.test import Client
    from tests.conftest import ClientOf

    from peerloop.people.models import Member

NUMBERS = re.compile(r"/\d+|name=\"csrfmiddlewaretoken\" value=\"[^\"]*\"|<time.*?</time>")


def read(browser: Client, address: str) -> str:
    return NUMBERS.sub("", browser.get(address).text.split("<main")[1].split("</main>")[0])


def told(browser: Client, content: bytes) -> list[str]:
    """Give a file, say yes to it, and return what the pages say before and after."""
    given = browser.post(reverse("organise:imports"), {"file": SimpleUploadedFile("people.csv", content)})["Location"]
    before = read(browser, given)
    asked = browser.post(given)["Location"]
    work_off()
    return [before, read(browser, asked)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("visibility", ["private", "matching"])
def test_a_file_asks_in_vain_what_somebody_wants_to_learn(
    visibility: str, alice: Member, bo: Member, organiser: Member, client_of: ClientOf
) -> None:
    for name in ("Grieving", "Knitting", "Origami"):
        propose_skill(name, by=bo)
    want(alice, skill=find_skill("Grieving"), level=2, pace="any", text="", visibility=visibility)
    browser = client_of(organiser)
    answers = [
        told(browser, f"email,name,needs\nalice@example.org,Alice,{skill}\n".encode())
        for skill in ("Grieving", "Knitting", "Knitting")
    ]
    assert answers[0] == answers[1] == answers[2]


@pytest.mark.django_db
def test_nobody_becomes_somebody_else_through_a_changed_address(
    alice: Member, organiser: Member, administrator: Member
) -> None:
    first = b"email,name,external_id\nalice@example.org,Alice,7\nada@example.org,Ada,8\n"
    apply_import(first, "people.csv", by=organiser)
    grudge = b"email,name,external_id\nolga+1@example.org,Alice,7\nolga+2@example.org,Ada,8\n"
    with pytest.raises(Refused) as refused:
        apply_import(grudge, "people.csv", by=organiser)
    assert [(fault.line, fault.field) for fault in refused.value.preview.faults] == [(2, "email"), (3, "email")]
    married = b"email,name,external_id\nalice.new@example.org,Alice,7\n"
    apply_import(married, "people.csv", by=administrator)
    alice.refresh_from_db()
    assert alice.email == "alice.new@example.org"


@pytest.mark.django_db
def test_an_organiser_does_not_retire_the_administrators_with_a_complete_file(
    alice: Member, organiser: Member, administrator: Member
) -> None:
    content = f"email,name\n{organiser.email},{organiser.name}\n".encode()
    apply_import(content, "people.csv", by=organiser, complete=True, confirmed=True)
    for member in (alice, administrator):
        member.refresh_from_db()
    assert (alice.is_active, administrator.is_active) == (False, True)
    apply_import(content, "people.csv", by=administrator, complete=True, confirmed=True)
    administrator.refresh_from_db()
    assert administrator.is_active

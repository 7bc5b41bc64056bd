"""What one can send, and what is left behind of what one was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from peerloop.intake.rules.columns import BYTES
from peerloop.matchmaking.models import Request
from peerloop.skills.actions import offer, propose_skill, want

if TYPE_CHECKING:
    from tests.conftest import ClientOf

    from peerloop.people.models import Member

BEYOND = ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-12:00"]


@pytest.mark.parametrize("address", ["/theme", "/account/login", "/organise/imports"])
def test_a_visitor_fills_no_disk(address: str, db: None) -> None:
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.get("/account/login")
    big = SimpleUploadedFile("big.bin", b"x" * (settings.FILE_MOST + 1))
    assert browser.post(address, {"file": big}).status_code == 413


def test_the_largest_file_that_is_promised_still_comes_in(organiser: Member, client_of: ClientOf) -> None:
    largest = SimpleUploadedFile("people.csv", b"email,name\n" + b" " * (BYTES - 11))
    assert client_of(organiser).post(reverse("organise:imports"), {"file": largest}).status_code == 303


@pytest.mark.parametrize("address", ["/", "/find?q=Bo", "/requests", "/settings", "/calendar", "/help", "/nowhere"])
def test_no_cache_keeps_what_a_member_sees(address: str, alice: Member, client_of: ClientOf) -> None:
    assert client_of(alice).get(address)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_an_hour_at_the_end_of_time_is_none_of_the_hours(
    zone: str, make_member, bo: Member, client_of: ClientOf
) -> None:
    erin = make_member("Erin", time_zone=zone)
    rust = propose_skill("Rust", by=bo)
    offer(bo, skill=rust, level=4, pace="any", text="")
    need = want(erin, skill=rust, level=2, pace="any", text="", visibility="matching")
    browser = client_of(erin)
    for moment in BEYOND:
        answer = browser.post(reverse("matchmaking:asking", args=[need.pk]), {"teacher": bo.pk, "starts_at": moment})
        assert answer.status_code == 422
    assert list(Request.objects.all()) == []


@pytest.mark.parametrize("said", ["abcdefghij\\000", "abcdefghij\\012", "abcdefghij'--", "é" * 10, "x" * 5000])
def test_a_cookie_that_is_no_key_opens_nothing_and_breaks_nothing(said: str, db: None) -> None:
    answer = Client(raise_request_exception=False).get("/", headers={"cookie": f'sessionid="{said}"'})
    assert (answer.status_code, answer["Location"]) == (302, "/account/login?next=/")

"""Another site's form, sent by a colleague's own browser; and many guesses from ever new addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.test import Client
from tests.access.routes import routes

if TYPE_CHECKING:
    from tests.access.routes import Route

    from peerloop.people.models import Member

SAFE_WITHOUT = {
    "notices:silence"
}  # a mail program posts there for its reader (RFC 8058), the signed token is the proof
WORDS = {"token": "x", "secret": "x", "name": "x", "which": "feedback", "uid": UUID(int=1), "door": UUID(int=1)}


def test_no_form_of_another_site_is_taken(administrator: Member) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(administrator)
    evil = {"origin": "https://evil.example"}
    taken = {
        route.name: status
        for route in routes()
        if not route.foreign and (status := browser.post(_somewhere(route), headers=evil).status_code) != 403
    }
    assert taken.keys() == SAFE_WITHOUT


def _somewhere(route: Route) -> str:
    """Any address of the route, whether or not something is there."""
    return route.address(dict.fromkeys(route.arguments, 1) | WORDS)


@pytest.mark.parametrize("door", ["/account/login", "/account/login/code", "/admin/login/"])
def test_a_forged_address_buys_no_more_guesses(door: str, alice: Member) -> None:
    browser = Client()
    answers = [
        browser.post(
            door,
            {"login": f"m{guess}@example.org", "email": f"m{guess}@example.org", "password": "wrong-password"},
            headers={"x-forwarded-for": f"10.0.0.{guess}", "x-real-ip": f"10.0.1.{guess}"},
        ).status_code
        for guess in range(35)
    ]
    assert 429 in answers


def test_the_way_back_after_sign_in_leads_nowhere_else(make_member) -> None:
    make_member("Erin", password="correct horse battery")
    for goal in (
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "\\\\evil.example",
    ):
        answer = Client().post(
            "/account/login", {"login": "erin@example.org", "password": "correct horse battery", "next": goal}
        )
        assert (answer.status_code, answer["Location"]) == (302, "/")

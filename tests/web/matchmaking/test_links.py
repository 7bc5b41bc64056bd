"""What comes by mail: a scanner that opens it accepts nothing, and nobody else can use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine
from django.test import Client
from tests.web.matchmaking.conftest import TUESDAY_9

from peerloop.kit.tokens import sign
from peerloop.matchmaking.actions import accept, withdraw
from peerloop.matchmaking.links import mail_link
from peerloop.matchmaking.models import Outcome, Pairing, Request
from peerloop.matchmaking.queries import open_request
from peerloop.people.actions import block, depart, update_profile

if TYPE_CHECKING:
    from tests.conftest import ClientOf

    from peerloop.people.models import Member


@pytest.fixture
def yes(asked: Request, bo: Member) -> str:
    """The path of the link that says yes."""
    return mail_link(asked, bo, "acceptance").removeprefix("http://127.0.0.1:8000")


@pytest.fixture
def no(asked: Request, bo: Member) -> str:
    return mail_link(asked, bo, "refusal").removeprefix("http://127.0.0.1:8000")


def page(response) -> str:
    return response.content.decode()


def test_opening_the_link_tells_and_changes_nothing(yes: str, asked: Request, client: Client) -> None:
    for _time in range(2):
        for response in (client.head(yes), client.get(yes)):
            assert response.status_code == 200
    assert "Say yes to Alice?" in page(response)
    assert "Nothing has happened yet." in page(response)
    assert open_request(asked.need) == asked


def test_pressing_the_button_accepts_without_signing_in(yes: str, asked: Request, bo: Member, client: Client) -> None:
    response = client.post(yes)
    assert "You and Alice are learning together" in page(response)
    assert Pairing.objects.get(request=asked).request.outcome.by == bo
    assert client.get("/").status_code == 302  # the link signs nobody in


def test_the_teacher_s_own_clock_is_shown(asked: Request, yes: str, bo: Member, client: Client) -> None:
    update_profile(bo, by=bo, time_zone="Asia/Tokyo")
    assert "Tomorrow 18:00–18:30" in page(client.get(yes))
    assert "09:00 for Alice" in page(client.get(yes))


def test_declining_by_mail_with_a_word(no: str, asked: Request, client: Client) -> None:
    assert "It is not possible" not in page(client.get(no))
    assert "Answered" in page(client.post(no, {"word": "Next week"}))
    asked.session.refresh_from_db()
    assert (Outcome.objects.get().kind, asked.session.cancellation.word) == ("declined", "Next week")


def test_a_used_link_is_spent_and_so_is_its_sister(yes: str, no: str, client: Client) -> None:
    client.post(yes)
    for path in (yes, no):
        for response in (client.get(path), client.post(path)):
            assert response.status_code == 410
            assert "The link has done its work and cannot be used again." in page(response)
    assert Pairing.objects.count() == 1


def test_an_expired_request_cannot_be_accepted(yes: str, client: Client) -> None:
    with time_machine.travel(TUESDAY_9, tick=False):
        for response in (client.get(yes), client.post(yes)):
            assert response.status_code == 410
            assert "The time to answer has passed" in page(response)


def test_a_withdrawn_request_says_so(yes: str, asked: Request, alice: Member, client: Client) -> None:
    withdraw(asked, by=alice)
    response = client.post(yes)
    assert response.status_code == 410
    assert "Alice no longer needs the hour." in page(response)


def test_a_forwarded_link_is_of_no_use_to_another_member(
    yes: str, asked: Request, charlie: Member, client_of: ClientOf
) -> None:
    browser = client_of(charlie)
    for response in (browser.get(yes), browser.post(yes)):
        assert response.status_code == 403
        assert "This link was meant for somebody else" in page(response)
        assert "Alice" not in page(response)
    assert open_request(asked.need) == asked


@pytest.mark.parametrize("gone", ["alice", "bo"])
def test_who_has_left_opens_nothing(gone: str, yes: str, alice: Member, bo: Member, client: Client) -> None:
    depart({"alice": alice, "bo": bo}[gone], by=None)
    response = client.post(yes)
    assert response.status_code in {404, 410}
    assert Pairing.objects.count() == 0


def test_a_block_closes_the_link(yes: str, alice: Member, bo: Member, client: Client) -> None:
    block(alice, bo)
    assert client.get(yes).status_code == client.post(yes).status_code == 404


def test_forged_and_foreign_tokens_open_nothing(asked: Request, bo: Member, alice: Member, client: Client) -> None:
    right = {"request": asked.pk, "member": bo.pk, "answer": "acceptance"}
    tokens = [
        "x",
        sign("something.else", **right),
        sign("request.answer", **{**right, "member": alice.pk}),
        sign("request.answer", **{**right, "answer": "withdrawal"}),
        sign("request.answer", **{**right, "request": 999}),
        sign("request.answer", **right)[:-1],
    ]
    for token in tokens:
        for response in (client.get(f"/links/{token}"), client.post(f"/links/{token}")):
            assert response.status_code == 404
            assert "This link opens nothing any more" in page(response)
    assert open_request(asked.need) == asked


def test_without_the_page_s_token_a_post_does_nothing(yes: str, asked: Request) -> None:
    assert Client(enforce_csrf_checks=True).post(yes).status_code == 403
    assert open_request(asked.need) == asked


def test_the_address_is_kept_from_caches_and_other_sites(yes: str, client: Client) -> None:
    response = client.get(yes)
    assert response["Referrer-Policy"] == "same-origin"  # none at all would take the Origin from the button's POST
    assert "no-store" in response["Cache-Control"]


def test_answered_on_the_page_meanwhile(yes: str, asked: Request, bo: Member, client: Client) -> None:
    accept(asked, by=bo)
    assert client.post(yes).status_code == 410

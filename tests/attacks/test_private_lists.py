"""Somebody with a grudge wants to know who avoids or blocks them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from peerloop.people.actions import avoid, block
from peerloop.skills.actions import offer, propose_skill, want

if TYPE_CHECKING:
    from django.test import Client
    from tests.conftest import ClientOf

    from peerloop.people.models import Member
    from peerloop.skills.models import Need

NEW_EACH_TIME = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|\d\d:\d\d')
NOBODY = 987_654


@pytest.fixture
def need(alice: Member, bo: Member, make_member) -> Need:
    """What Alice wants to learn; Bo offers it, and so do others, more than are told apart."""
    rust = propose_skill("Rust", by=bo)
    for teacher in (bo, *(make_member(f"Teacher {letter}") for letter in "ABCDEF")):
        offer(teacher, skill=rust, level=4, pace="any", text="")
    return want(alice, skill=rust, level=2, pace="any", text="", visibility="matching")


def main(page: str) -> str:
    """Return what a page says, without what is new each time."""
    return NEW_EACH_TIME.sub("", page.split("<main")[1].split("</main>")[0])


def look(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return main(answer.text)


def test_whom_one_is_avoided_by_looks_like_anybody_else(
    need: Need, alice: Member, bo: Member, client_of: ClientOf
) -> None:
    browser = client_of(alice)
    addresses = [
        reverse("members:member", args=[bo.pk]),
        reverse("skills:skill", args=[need.skill_id]),
        reverse("find:find") + "?q=Rust",
        reverse("find:find") + "?q=Bo",
    ]
    before = [look(browser, address) for address in addresses]
    avoid(bo, alice)
    assert [look(browser, address) for address in addresses] == before


def test_ones_own_list_stays_off_the_page_that_others_look_at_over_ones_shoulder(
    need: Need, alice: Member, bo: Member, client_of: ClientOf
) -> None:
    browser = client_of(alice)
    page = reverse("members:member", args=[bo.pk])
    before = look(browser, page)
    avoid(alice, bo)
    assert look(browser, page) == before


def test_whom_one_is_avoided_by_seems_to_have_no_place_left(
    need: Need, alice: Member, bo: Member, make_member, client_of: ClientOf
) -> None:
    full = make_member("Erin", capacity=0)
    offer(full, skill=need.skill, level=4, pace="any", text="")
    avoid(bo, alice)
    browser = client_of(alice)
    avoiding, without_place = (
        look(browser, reverse("matchmaking:hours", args=[need.pk, one.pk])) for one in (bo, full)
    )
    assert re.sub(r"\bBo\b", "Erin", avoiding) == without_place


def test_an_organiser_counts_nobody_who_has_blocked_them(organiser: Member, bo: Member, client_of: ClientOf) -> None:
    browser = client_of(organiser)
    before = look(browser, reverse("organise:organise"))
    block(bo, organiser)
    assert look(browser, reverse("organise:organise")) == before


def test_whom_one_is_blocked_by_is_like_nobody(need: Need, alice: Member, bo: Member, client_of: ClientOf) -> None:
    block(bo, alice)
    browser = client_of(alice)
    asking = reverse("matchmaking:asking", args=[need.pk])
    told = {}
    for pk in (bo.pk, NOBODY):
        answers = [
            browser.get(reverse("members:member", args=[pk])),
            browser.post(reverse("members:avoidance", args=[pk])),
            browser.post(reverse("members:block", args=[pk])),
            browser.get(reverse("matchmaking:hours", args=[need.pk, pk])),
            browser.post(asking, {"teacher": pk, "starts_at": "2030-01-07T10:00:00Z"}),
        ]
        told[pk] = [(answer.status_code, main(answer.text)) for answer in answers]
    assert told[bo.pk] == told[NOBODY]
    assert {status for status, _page in told[bo.pk]} == {404}
    searches = [look(browser, reverse("find:find") + f"?q={name}") for name in ("Bo", "Zo")]
    assert re.sub(r"\bBo\b", "Zo", searches[0]) == searches[1]

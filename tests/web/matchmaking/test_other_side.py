"""Alice asks for somebody from another team on her suggestions' page, and takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils.html import strip_tags

from peerloop.matchmaking.models import OtherSide
from peerloop.people.actions import found_team, update_profile
from peerloop.skills.actions import offer, want

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client
    from tests.conftest import ClientOf

    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Skill

ASK, ANY = "Somebody from another team", "Any team"


@pytest.fixture
def browser(alice: Member, client_of: ClientOf) -> Client:
    return client_of(alice)


@pytest.fixture
def two_teams(need: Need, rust: Skill, alice: Member, bo: Member, charlie: Member) -> Need:
    """Alice and Bo build, Charlie sells; both know Rust."""
    offer(charlie, skill=rust, level=4)
    builds, sells = found_team("Builders", by=None), found_team("Sellers", by=None)
    for member, team in ((alice, builds), (bo, builds), (charlie, sells)):
        update_profile(member, by=None, team=team)
    return need


def said(answer: HttpResponse) -> str:
    return " ".join(strip_tags(answer.content.decode().replace("<", " <")).split())


def buttons(answer: HttpResponse) -> list[bool]:
    page = answer.content.decode()
    return [f">{words}<" in page for words in (ASK, ANY)]


def test_the_two_buttons_ask_for_the_other_side_and_take_it_back(two_teams: Need, browser: Client) -> None:
    here = f"/needs/{two_teams.pk}"
    before = browser.get(f"{here}/suggestions")
    assert (buttons(before), f'action="{here}/other-side"' in before.content.decode()) == ([True, False], True)
    asked = browser.post(f"{here}/other-side", follow=True)
    assert asked.redirect_chain == [(f"{here}/suggestions", 303)]
    assert "Colleagues from other teams come first now, where there are any." in said(asked)
    assert "they see the same thing from the other side." in said(asked)
    assert (buttons(asked), f'action="{here}/other-side/removal"' in asked.content.decode()) == ([False, True], True)
    assert said(asked).index("Charlie") < said(asked).index("Bo ")
    back = browser.post(f"{here}/other-side/removal", follow=True)
    assert "Colleagues are suggested whatever their team." in said(back)
    assert (buttons(back), OtherSide.objects.count()) == ([True, False], 0)


def test_they_are_for_ones_own_need_alone_and_want_a_post(
    two_teams: Need, bo: Member, browser: Client, client_of: ClientOf
) -> None:
    for address in (f"/needs/{two_teams.pk}/other-side", f"/needs/{two_teams.pk}/other-side/removal"):
        assert client_of(bo).post(address).status_code == 404
        assert browser.get(address).status_code == 405
    assert OtherSide.objects.count() == 0


def test_a_private_need_asks_nobody_so_it_has_no_buttons(
    alice: Member, rust: Skill, teaches: Member, browser: Client
) -> None:
    private = want(alice, skill=rust, level=3, visibility="private")
    assert buttons(browser.get(f"/needs/{private.pk}/suggestions")) == [False, False]

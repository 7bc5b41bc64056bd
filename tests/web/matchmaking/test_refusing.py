from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from peerloop.matchmaking.models import NotThis
from peerloop.matchmaking.queries import suggestions_for
from peerloop.people.actions import set_week
from peerloop.people.week import OCTETS
from peerloop.skills.actions import offer, want

if TYPE_CHECKING:
    from django.test import Client
    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member
    from peerloop.skills.models import Need, Skill


def page(response) -> str:
    return response.content.decode()


@pytest.fixture
def browser(alice: Member, client_of: ClientOf) -> Client:
    return client_of(alice)


def test_alice_says_not_this_and_may_change_her_mind(need: Need, bo: Member, browser: Client) -> None:
    here = f"/needs/{need.pk}/refusals/{bo.pk}"
    assert here in page(browser.get(f"/needs/{need.pk}/suggestions"))
    assert "Bo never hears of it, nor does anybody else." in page(browser.get(here))
    answered = browser.post(here, {"reason": "hour"}, follow=True)
    shown = page(answered)
    assert "Bo is no longer suggested to you for this. Nobody else hears of it." in shown
    assert "The hours do not suit me" in shown
    assert suggestions_for(need) == []
    shown = page(browser.post(f"{here}/removal", follow=True))
    assert "Bo may be suggested to you again." in shown
    assert [one.teacher for one in suggestions_for(need)] == [bo]


def test_a_reason_that_there_is_not_is_refused_by_the_field(need: Need, bo: Member, browser: Client) -> None:
    answered = browser.post(f"/needs/{need.pk}/refusals/{bo.pk}", {"reason": "ugly"})
    assert answered.status_code == 422
    assert "Please choose one of the reasons" in page(answered)
    assert NotThis.objects.count() == 0


def test_nobody_refuses_for_another_nor_somebody_who_was_never_suggested(
    need: Need, alice: Member, bo: Member, charlie: Member, browser: Client, client_of: ClientOf
) -> None:
    for who, whom in ((bo, bo), (charlie, bo)):
        assert client_of(who).post(f"/needs/{need.pk}/refusals/{whom.pk}", {"reason": "level"}).status_code == 404
    for path in (f"{charlie.pk}", "999999", f"{bo.pk}/removal"):
        assert browser.post(f"/needs/{need.pk}/refusals/{path}", {"reason": "level"}).status_code == 404
    assert NotThis.objects.count() == 0


def test_what_would_change_it_was_tried(rust: Skill, alice: Member, make_member: MakeMember, browser: Client) -> None:
    """Five help at the level below and none at Alice's; a sixth has hours when she has none."""
    for number in range(5):
        offer(make_member(f"Near {number}"), skill=rust, level=3)
    late = make_member("Late")
    offer(late, skill=rust, level=5)
    set_week(late, week=bytes(OCTETS - 1) + b"\xff", by=late)
    need = want(alice, skill=rust, level=4)
    shown = page(browser.get(f"/needs/{need.pk}/changes"))
    assert "At a level lower (“independently”), at least 5 more people could help you with Rust." in shown
    assert "With more free hours in your week, a few more people could help you with Rust." in shown
    assert shown.index("At a level lower") < shown.index("With more free hours")


def test_where_nothing_would_change_it_the_page_says_so(need: Need, browser: Client) -> None:
    assert "Nothing of yours stands in the way" in page(browser.get(f"/needs/{need.pk}/changes"))


@pytest.mark.parametrize("many", [1, 30])
def test_the_list_of_the_refused_costs_the_same_however_long(
    many: int, need: Need, rust: Skill, make_member: MakeMember, browser: Client, django_assert_num_queries
) -> None:
    for number in range(many):
        offer(someone := make_member(f"Somebody {number}"), skill=rust, level=4)
        NotThis.objects.create(need=need, teacher=someone)
    browser.get(f"/needs/{need.pk}/suggestions")
    with django_assert_num_queries(9):
        browser.get(f"/needs/{need.pk}/suggestions")

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from peerloop.coffee.actions import hold_round, join, leave
from peerloop.coffee.links import mail_link
from peerloop.coffee.models import Introduction, Joining, Round
from peerloop.coffee.queries import coffees
from peerloop.people.actions import block, depart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(MONDAY, tick=False) as moved:
        yield moved


@pytest.fixture
def together(alice: Member, bo: Member) -> Introduction:
    for member in (alice, bo):
        join(member)
    hold_round(Round.objects.create())
    return Introduction.objects.get()


def page(response) -> str:
    return response.content.decode()


def test_alice_joins_changes_and_leaves(alice: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)
    assert "Join the rounds" in page(browser.get("/coffee"))
    joined = browser.post("/coffee", {"every": "1", "snoozed_until": "2026-12-24"}, follow=True)
    assert "You take part again from 24 December on." in page(joined)
    wrong = browser.post("/coffee", {"every": "9", "snoozed_until": "2020-01-01"})
    assert wrong.status_code == 422
    past = browser.post("/coffee", {"every": "2", "snoozed_until": "2020-01-01", "books_itself": "on"})
    assert (past.status_code, "Please choose a day that is still to come." in page(past)) == (422, True)
    assert 'value="2020-01-01"' in page(past)
    assert Joining.objects.get().every == 1
    assert "You take part no more." in page(browser.post("/coffee/removal", follow=True))
    assert Joining.objects.count() == 0


def test_today_leads_to_it_and_one_click_says_yes(
    together: Introduction, alice: Member, bo: Member, client_of: ClientOf, clock: time_machine.Coordinates
) -> None:
    browser = client_of(alice)
    assert "a half-hour is kept for you." in page(browser.get("/"))
    shown = page(browser.get("/coffee"))
    assert f'href="/members/{bo.pk}">Bo</a>' in shown
    assert 'href="/coffee">Look at your coffee</a>' in page(browser.get(f"/sessions/{together.session_id}"))
    said = browser.post(f"/coffee/introductions/{together.pk}/acceptance", follow=True)
    assert "It is booked as soon as all have." in page(said)
    client_of(bo).post(f"/coffee/introductions/{together.pk}/acceptance")
    assert "Coffee with Bo" in page(browser.get("/"))
    clock.move_to(together.session.ends_at)
    assert "did you meet?" in page(browser.get("/"))
    browser.post(f"/coffee/introductions/{together.pk}/meeting", {"met": "yes"})
    assert [one.state for one in coffees(alice, at_most=1)] == ["met"]
    assert browser.post(f"/coffee/introductions/{together.pk}/meeting", {"met": "?"}).status_code == 400


def test_not_this_time(together: Introduction, alice: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)
    path = f"/coffee/introductions/{together.pk}/refusal"
    assert "Your half-hour is free again." in page(browser.post(path, follow=True))
    assert "This hour has been given back." in page(browser.post(path, follow=True))


def test_a_day_that_has_come_is_no_longer_waited_for(alice: Member, client_of: ClientOf, clock) -> None:
    """Changing how often must not stumble over a snooze that is over."""
    join(alice, snoozed_until=date(2026, 12, 1))
    clock.move_to(datetime(2026, 12, 5, 9, tzinfo=UTC))
    shown = page(client_of(alice).get("/coffee"))
    assert ("2026-12-01" in shown, "You take part again" in shown) == (False, False)
    assert client_of(alice).post("/coffee", {"every": "1", "snoozed_until": ""}).status_code == 303


@pytest.fixture
def way(together: Introduction, alice: Member) -> Callable[[str], str]:
    return lambda answer: mail_link(together, alice, answer).removeprefix(settings.PEERLOOP_URL)


def test_one_click_from_the_mail_answers_and_a_scanner_does_not(
    together: Introduction, alice: Member, bo: Member, client_of: ClientOf, way, clock
) -> None:
    nobody = Client()
    assert "Say yes to this coffee?" in page(nobody.get(way("acceptance")))
    assert [one.state for one in coffees(alice, at_most=1)] == ["asked"]
    assert "You have said yes" in page(nobody.post(way("acceptance")))
    assert nobody.post(way("acceptance")).status_code == 410
    assert client_of(bo).post(way("refusal")).status_code == 403
    client_of(bo).post(f"/coffee/introductions/{together.pk}/acceptance")
    assert nobody.post(way("refusal")).status_code == 410
    assert nobody.post(way("met")).status_code == 410
    clock.move_to(together.session.ends_at)
    assert "Did you meet?" in page(nobody.get(way("missed")))
    assert "That happens in full weeks." in page(nobody.post(way("missed")))
    assert "May it be the first of many." in page(nobody.post(way("met")))
    assert [one.mine.met for one in coffees(alice, at_most=1)] == [True]


def test_a_link_opens_nothing_for_who_has_left_or_is_blocked(
    together: Introduction, alice: Member, bo: Member, way
) -> None:
    assert Client().get("/coffee/links/made-up").status_code == 404
    block(bo, alice)
    assert Client().get(way("acceptance")).status_code == 404
    depart(alice, by=None)
    assert Client().get(way("refusal")).status_code == 404


def test_others_introductions_are_not_there(together: Introduction, charlie: Member, client_of: ClientOf) -> None:
    for answer in ("acceptance", "refusal", "meeting"):
        assert client_of(charlie).post(f"/coffee/introductions/{together.pk}/{answer}").status_code == 404


def test_an_organiser_holds_a_round_besides(organiser: Member, client_of: ClientOf, alice: Member) -> None:
    browser = client_of(organiser)
    assert "No round yet" in page(browser.get("/organise/coffee"))
    assert "has somebody to meet" in page(browser.post("/organise/coffee", follow=True))
    assert Round.objects.get().by == organiser
    assert client_of(alice).get("/organise/coffee").status_code == 403


@pytest.mark.parametrize("many", [1, 10])
def test_the_page_asks_the_same_however_many_coffees(
    many: int, alice: Member, make_member: MakeMember, client_of: ClientOf, clock, django_assert_num_queries
) -> None:
    join(alice, every=1)
    for week in range(many):
        join(peer := make_member(f"Peer {week}"))
        clock.move_to(MONDAY.replace(year=2027, month=1 + week))
        hold_round(Round.objects.create())
        leave(peer)
    assert Introduction.objects.count() == many
    browser = client_of(alice)
    browser.get("/coffee")
    with django_assert_num_queries(7):
        browser.get("/coffee")

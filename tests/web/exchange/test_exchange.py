from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from peerloop.exchange.actions import agree, ask_for_place, ask_to_come, offer_day, offer_place, take_day_off
from peerloop.exchange.links import mail_link
from peerloop.exchange.models import Day, DayRequest, Place, Rotation
from peerloop.people.models import Team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(MONDAY, tick=False) as moved:
        yield moved


@pytest.fixture
def bo(make_member: MakeMember) -> Member:
    return make_member("Bo", team=Team.objects.create(name="Data", key="data"))


def a_day(host: Member, day: int = 2, seats: int = 1) -> Day:
    return offer_day(
        by=host, said="A day", local_date=date(2026, 12, day), local_time=time(9), until=time(12), seats=seats
    )


def a_place(host: Member) -> Place:
    return offer_place(by=host, said="One thing", starts_on=date(2027, 1, 11), weeks=4, days=2, seats=5)


def page(response) -> str:
    return response.content.decode()


def path(asked: DayRequest | Rotation, member: Member, answer: str) -> str:
    return mail_link(asked, member, answer).removeprefix(settings.PEERLOOP_URL)


def test_what_is_wrong_with_an_offer_is_said_and_what_was_typed_is_kept(bo: Member, client_of: ClientOf) -> None:
    said = {"about": "Kept as typed", "local_date": "9999-12-31", "local_time": "09:00", "until": "12:00", "places": 1}
    wrong = client_of(bo).post("/exchange/days/new", said)
    assert wrong.status_code == 422
    assert ("Kept as typed" in page(wrong), "within the next year" in page(wrong)) == (True, True)
    weeks = {"about": "Kept as typed", "starts_on": "2020-01-01", "weeks": 99, "days": 2, "places": 1}
    late = client_of(bo).post("/exchange/places/new", weeks)
    assert (late.status_code, "Kept as typed" in page(late)) == (422, True)
    assert (Day.objects.count(), Place.objects.count()) == (0, 0)


def test_one_click_from_the_mail_and_a_scanner_answers_nothing(
    alice: Member, bo: Member, charlie: Member, dana: Member, client_of: ClientOf
) -> None:
    """A link about a day is the host's; one about weeks is the host's or the manager's."""
    asked, rotation = ask_to_come(a_day(bo), by=alice), ask_for_place(a_place(bo), by=alice)
    nobody = Client()
    for link in (path(asked, bo, "acceptance"), path(rotation, dana, "acceptance")):
        assert "Say yes?" in page(nobody.get(link))
    assert Rotation.objects.get().consents.count() == DayRequest.objects.filter(reply__isnull=False).count() == 0
    assert client_of(charlie).post(path(asked, bo, "acceptance")).status_code == 403
    assert nobody.get(path(asked, alice, "acceptance")).status_code == 404
    assert nobody.get(path(rotation, charlie, "acceptance")).status_code == 404
    assert "The day is booked" in page(nobody.post(path(asked, bo, "acceptance")))
    assert nobody.post(path(asked, bo, "refusal")).status_code == 410
    assert "You have said yes" in page(nobody.post(path(rotation, dana, "acceptance")))
    assert nobody.get(path(rotation, dana, "acceptance")).status_code == 410
    assert "Answered" in page(nobody.post(path(rotation, bo, "refusal")))
    assert nobody.get("/exchange/links/made-up").status_code == 404


def test_a_manager_reads_dates_and_neither_word_nor_plan(
    alice: Member, bo: Member, dana: Member, client_of: ClientOf
) -> None:
    rotation = ask_for_place(a_place(bo), by=alice, word="Only for Bo")
    address = f"/exchange/rotations/{rotation.pk}"
    shown = page(client_of(dana).get(address))
    assert ("11 January 2027" in shown, "Only for Bo" in shown) == (True, False)
    assert "Only for Bo" in page(client_of(bo).get(address))
    for member in (bo, dana):
        agree(rotation, by=member)
    assert "Week by week" in page(client_of(alice).get(address))
    assert "Week by week" not in page(client_of(dana).get(address))
    assert client_of(dana).post(f"{address}/weeks", {"week": 1, "text": "x"}).status_code == 404
    assert client_of(dana).post(f"{address}/ending").status_code == 404
    wrong = client_of(alice).post(f"{address}/weeks", {"week": 2, "text": "x" * 601})
    assert (wrong.status_code, "x" * 601 in page(wrong)) == (422, True)


def test_an_offer_taken_back_is_not_there_for_colleagues(alice: Member, bo: Member, client_of: ClientOf) -> None:
    day = a_day(bo)
    assert client_of(alice).get(f"/exchange/days/{day.pk}").status_code == 200
    take_day_off(day, by=bo)
    assert client_of(alice).get(f"/exchange/days/{day.pk}").status_code == 404
    assert "no longer offered" in page(client_of(bo).get(f"/exchange/days/{day.pk}"))


@pytest.mark.parametrize("many", [1, 15])
def test_the_page_asks_the_same_however_much_there_is(
    many: int, alice: Member, bo: Member, make_member: MakeMember, client_of: ClientOf, django_assert_num_queries
) -> None:
    for number in range(many):
        other = make_member(f"Other {number}")
        a_day(other, day=1 + number % 28)
        ask_to_come(a_day(alice, day=1 + number % 28), by=other)
        ask_to_come(a_day(bo, day=1 + number % 28), by=alice)
        ask_for_place(a_place(bo), by=alice)
    browser = client_of(alice)
    browser.get("/exchange")
    with django_assert_num_queries(11):
        browser.get("/exchange")

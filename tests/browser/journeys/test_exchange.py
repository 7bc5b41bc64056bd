"""A day beside a colleague and weeks in another team, as people go the way."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from peerloop.exchange.actions import offer_day, offer_place
from peerloop.exchange.models import Day, DayRequest, Place, Rotation
from peerloop.kit import clock
from peerloop.matchmaking.models import Pairing
from peerloop.people.actions import update_profile
from peerloop.people.models import Team
from peerloop.schedule.actions import record_ended_sessions
from peerloop.schedule.models import Session

if TYPE_CHECKING:
    from peerloop.people.models import Member


@pytest.fixture
def teams(alice: Member, bo: Member) -> None:
    """Alice works with Platform, Bo with Data."""
    for member, name in ((alice, "Platform"), (bo, "Data")):
        update_profile(member, by=None, team=Team.objects.create(name=name, key=name.casefold()))


def in_days(days: int) -> str:
    return (clock.now() + timedelta(days=days)).date().isoformat()


def links_in(letter) -> list[str]:
    return re.findall(r"https?://\S+/exchange/links/\S+", letter.get_body(("plain",)).get_content())


def test_you_may_shadow_me(alice: Member, bo: Member, page_of, post, work, mail_to_the_server) -> None:
    """Bo offers a day, wrong at first; Alice asks without scripts; Bo says yes from the mail."""
    host = page_of(bo)
    host.goto("/exchange")
    host.get_by_role("link", name="Offer a day").click()
    host.get_by_label("What will one see?").fill("How tickets are answered")
    host.get_by_label("Which day?").fill(in_days(8))
    host.get_by_label("From").fill("14:00")
    host.get_by_label("Until").fill("10:00")
    host.get_by_role("button", name="Offer this day").click()
    expect(host.get_by_text("It ends before it begins.")).to_be_visible()
    expect(host.get_by_label("What will one see?")).to_have_value("How tickets are answered")
    host.get_by_label("Until").fill("16:00")
    host.get_by_role("button", name="Offer this day").click()
    expect(host.get_by_role("heading", level=1)).to_have_text("A day with Bo")

    guest = page_of(alice, java_script_enabled=False)
    guest.goto("/exchange")
    guest.get_by_role("link", name="A day with Bo").click()
    guest.get_by_label("A word to them").fill("I write the tickets")
    guest.get_by_role("button", name="Ask to come along").click()
    expect(guest.get_by_text("waits for an answer")).to_be_visible()
    work()
    [letter] = post.to(bo)
    scanner = page_of(None, java_script_enabled=False)
    for link in links_in(letter):
        scanner.goto(link)
    assert not DayRequest.objects.filter(reply__isnull=False).exists()
    window = page_of(None)
    window.goto(links_in(letter)[0])
    window.get_by_role("button", name="Yes, gladly").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("You have said yes")
    window.goto(links_in(letter)[0])
    expect(window.get_by_role("heading", level=1)).to_have_text("There is nothing left to answer")
    guest.reload()
    guest.get_by_role("link", name="The day’s page").click()
    expect(guest.get_by_role("main")).to_contain_text("A day with Bo")
    assert Session.objects.get().kind == "shadowing"


def test_asking_a_colleague_and_a_loop_afterwards(alice: Member, bo: Member, page_of) -> None:
    page = page_of(alice)
    page.goto(f"/exchange/colleagues/{bo.pk}/days")
    page.get_by_label("What would you like to see?").fill("The morning at the desk")
    page.get_by_label("Which day?").fill(in_days(5))
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("waits for an answer")).to_be_visible()
    host = page_of(bo)
    host.goto("/exchange")
    host.get_by_role("button", name="Yes, gladly").click()
    expect(host.get_by_role("status")).to_contain_text("Booked.")
    session = Session.objects.get()
    start = clock.now() - timedelta(hours=9)
    Session.objects.update(starts_at=start, ends_at=start + timedelta(hours=7), local_date=start.date())
    record_ended_sessions()
    page.goto(f"/sessions/{session.pk}")
    page.get_by_role("region", name="What will you do differently?").get_by_role("link", name="Open a loop").click()
    expect(page).to_have_url(re.compile(rf"/loops/new\?with={bo.pk}$"))


def test_not_this_time_withdrawn_and_taken_off(alice: Member, bo: Member, charlie: Member, page_of) -> None:
    day = offer_day(
        by=bo, said="A day", local_date=clock.now().date() + timedelta(days=6), local_time=time(9), until=time(12)
    )
    page = page_of(alice)
    page.goto(f"/exchange/days/{day.pk}")
    page.get_by_role("button", name="Ask to come along").click()
    page.get_by_role("button", name="Withdraw the request").click()
    page.goto(f"/exchange/days/{day.pk}")
    page.get_by_role("button", name="Ask to come along").click()
    other = page_of(charlie)
    other.goto(f"/exchange/days/{day.pk}")
    other.get_by_role("button", name="Ask to come along").click()
    host = page_of(bo)
    host.goto(f"/exchange/day-requests/{DayRequest.objects.get(guest=charlie).pk}")
    host.get_by_role("button", name="Not this time").click()
    host.goto(f"/exchange/days/{day.pk}")
    host.get_by_text("Offer it no longer").first.click()
    host.get_by_role("button", name="Offer it no longer").click()
    page.reload()
    page.goto("/exchange")
    expect(page.get_by_text("Nobody offers a day just now.")).to_be_visible()
    assert set(DayRequest.objects.values_list("reply__kind", flat=True)) == {"withdrawn", "declined"}
    assert Day.objects.get().session is None


def test_three_yeses_a_plan_and_an_early_end(
    teams: None, alice: Member, bo: Member, dana: Member, page_of, post, work, mail_to_the_server
) -> None:
    host = page_of(bo)
    host.goto("/exchange")
    host.get_by_role("link", name="Offer a place").click()
    host.get_by_label("What will one do?").fill("Build one report")
    host.get_by_label("From which day?").fill(in_days(30))
    host.get_by_label("For how many weeks?").fill("3")
    host.get_by_role("button", name="Offer this place").click()
    expect(host.get_by_role("heading", level=1)).to_have_text("Weeks with Data")

    member = page_of(alice, java_script_enabled=False)
    member.goto(f"/exchange/places/{Place.objects.get().pk}")
    expect(member.get_by_text("This asks your manager, Dana.")).to_be_visible()
    member.get_by_label("A word to them").fill("Only for Bo")
    member.get_by_role("button", name="Ask the host and my manager").click()
    expect(member.get_by_text("Dana, as manager: is asked")).to_be_visible()

    host.goto("/exchange")
    host.get_by_role("link", name="See what it is, and answer").click()
    expect(host.get_by_text("Only for Bo")).to_be_visible()
    host.get_by_role("button", name="Yes, gladly").click()
    expect(host.get_by_text("Bo: yes")).to_be_visible()
    work()
    [to_the_manager] = post.to(dana)
    manager = page_of(dana)
    rotation = Rotation.objects.get()
    manager.goto(f"/exchange/rotations/{rotation.pk}")
    expect(manager.get_by_text("Only for Bo")).to_have_count(0)
    window = page_of(None)
    window.goto(links_in(to_the_manager)[0])
    window.get_by_role("button", name="Yes, gladly").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("You have said yes")

    member.reload()
    member.get_by_role("textbox", name="Week 2").fill("Sit with the people who ask")
    member.get_by_role("button", name="Keep week 2").click()
    host.reload()
    expect(host.get_by_role("textbox", name="Week 2")).to_have_value("Sit with the people who ask")
    manager.reload()
    expect(manager.get_by_role("heading", name="Week by week")).to_have_count(0)
    member.get_by_text("End it early").first.click()
    member.get_by_role("button", name="End it early").click()
    expect(member.get_by_text("ended", exact=True)).to_be_visible()
    manager.reload()
    expect(manager.get_by_text("ended", exact=True)).to_be_visible()
    assert Pairing.objects.get().ending.kind == "done"


def test_the_last_place_is_taken(teams: None, bo: Member, charlie: Member, facilitator: Member, page_of) -> None:
    place = offer_place(by=bo, said="One thing", starts_on=clock.now().date() + timedelta(days=30), weeks=2, days=1)
    for member in (charlie, facilitator):
        page = page_of(member)
        page.goto(f"/exchange/places/{place.pk}")
        expect(page.get_by_text("no manager is known for you here")).to_be_visible()
        page.get_by_role("button", name="Ask the host").click()
    host = page_of(bo)
    host.goto(f"/exchange/rotations/{Rotation.objects.get(member=charlie).pk}")
    host.get_by_role("button", name="Yes, gladly").click()
    expect(host.get_by_text("agreed", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_text("the place was taken")).to_be_visible()

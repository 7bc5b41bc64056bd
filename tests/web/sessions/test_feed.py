"""A private address for one's own calendar."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import TYPE_CHECKING

from django.test import Client
from icalendar import Calendar

from peerloop.people.actions import block, depart
from peerloop.schedule.models import Feed

if TYPE_CHECKING:
    from conftest import Book, ClientOf
    from peerloop.people.models import Member


def make(browser: Client) -> str:
    """Make an address on the page and return its path."""
    answer = browser.post("/settings/feed")
    assert answer.headers["Cache-Control"] == "private, no-store"
    [path] = re.findall(r'value="http://[^/"]+(/feeds/[^"]+\.ics)"', answer.content.decode())
    return path


def test_the_address_opens_without_signing_in(book: Book, alice: Member, client_of: ClientOf, clock) -> None:
    session = book()
    path = make(client_of(alice))
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "ETag" not in answer.headers
    assert not answer.cookies
    [entry] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (str(entry["UID"]), entry["DTSTART"].dt) == (str(session.uid), session.starts_at)
    assert alice.email not in answer.content.decode()
    clock.shift(timedelta(days=40))
    assert not Calendar.from_ical(Client().get(path).content).walk("VEVENT")


def test_the_address_is_shown_once_and_not_kept(alice: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)
    before = browser.get("/settings/feed")
    assert "No address yet" in before.content.decode()
    assert before.headers["Referrer-Policy"] == "same-origin"  # no-referrer would make the form's Origin null
    path = make(browser)
    secret = path.removeprefix("/feeds/").removesuffix(".ics")
    page = browser.get("/settings/feed").content.decode()
    assert secret not in page
    assert "You have an address" in page
    assert secret not in str(list(Feed.objects.values()))
    assert len(secret) >= 43


def test_revoked_replaced_or_left_it_opens_nothing(alice: Member, bo: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)
    first = make(browser)
    second = make(browser)
    assert [Client().get(path).status_code for path in (first, second)] == [404, 200]
    assert browser.post("/settings/feed/revocation").status_code == 303
    assert Client().get(second).status_code == 404
    third = make(browser)
    depart(alice, by=None)
    missing = Client().get("/feeds/nothing.ics")
    assert Client().get(third).status_code == missing.status_code == 404


def test_blocked_means_gone_from_the_feed(book: Book, alice: Member, bo: Member, client_of: ClientOf) -> None:
    book()
    path = make(client_of(alice))
    block(alice, bo)
    assert not Calendar.from_ical(Client().get(path).content).walk("VEVENT")


def test_a_visitor_makes_and_revokes_nothing(db: None) -> None:
    for address in ("/settings/feed", "/settings/feed/revocation"):
        assert Client().post(address).status_code == 302


def test_the_feed_costs_little(book: Book, alice: Member, client_of, django_assert_max_num_queries) -> None:
    for hour in range(9, 15):
        book(local_time=time(hour, 0))
    path = make(client_of(alice))
    with django_assert_max_num_queries(5):
        assert Client().get(path).content.count(b"BEGIN:VEVENT") == 6

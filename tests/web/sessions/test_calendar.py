"""The calendar by day and by week, in the reader's hours."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.http import HttpResponse

    from conftest import Book, ClientOf
    from peerloop.people.models import Member


def words(answer: HttpResponse) -> str:
    """The page's text without its markup, on one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


def test_the_agenda_by_day(book: Book, hold: Book, alice: Member, bo: Member, client_of: ClientOf) -> None:
    book(local_time=time(15, 0))
    hold()
    page = words(client_of(alice).get("/calendar"))
    tuesday = page[page.index("Tuesday 3 March") :]
    assert tuesday.index("10:00–10:30 SQL with Bo Bose asked 14:30 for Bo, in Pune") < tuesday.index(
        "15:00–15:30 SQL with Bo Bose 19:30 for Bo, in Pune"
    )


def test_a_day_is_the_readers_day(book: Book, alice: Member, bo: Member, client_of: ClientOf) -> None:
    """22:00 on Tuesday in Berlin is half past two on Wednesday in Pune."""
    book(local_time=time(22, 0))
    assert "Tuesday 3 March 22:00–22:30" in words(client_of(alice).get("/calendar"))
    assert "Wednesday 4 March 02:30–03:00" in words(client_of(bo).get("/calendar"))


def test_nothing_planned_says_what_to_do(alice: Member, client_of: ClientOf) -> None:
    assert "Nothing is planned yet" in words(client_of(alice).get("/calendar"))
    assert "Nothing is planned from 1 May 2026 on." in words(client_of(alice).get("/calendar?from=2026-05-01"))


def test_more_than_fits_goes_on_later(book: Book, alice: Member, client_of: ClientOf) -> None:
    for day in range(45):
        book(local_date=date(2026, 3, 3) + timedelta(days=day))
    first = client_of(alice).get("/calendar").content.decode()
    assert first.count("SQL with Bo") == 40
    [later] = re.findall(r'rel="next" href="\?from=([0-9-]+)"', first)
    assert later == "2026-04-12"
    assert client_of(alice).get(f"/calendar?from={later}").content.decode().count("SQL with Bo") == 5


@pytest.mark.parametrize("said", ["", "2026-13-01", "9999-12-31", "0001-01-01", "<script>"])
def test_an_address_that_makes_no_sense_is_today(said: str, alice: Member, client_of: ClientOf) -> None:
    assert client_of(alice).get("/calendar", {"from": said}).status_code == 200
    assert "2 March to 8 March 2026" in words(client_of(alice).get("/calendar/week", {"of": said})).replace(
        "March 2 to March 8 2026", "2 March to 8 March 2026"
    )


def test_the_week_places_each_session_in_its_hours(book: Book, hold: Book, alice: Member, client_of) -> None:
    book(minutes=60)
    hold(local_date=date(2026, 3, 5), local_time=time(6, 15))
    book(local_date=date(2026, 3, 9))
    page = client_of(alice).get("/calendar/week").content.decode()
    assert re.findall(r'class="(slot [^"]+)"', page) == ["slot booked at-16 for-4", "slot asked at-1 for-2"]
    assert 'class="slots h12"' in page
    assert "<li>06:00</li>" in page
    assert "style=" not in page
    page = client_of(alice).get("/calendar/week?of=2026-03-12").content.decode()
    assert re.findall(r'class="(slot [^"]+)"', page) == ["slot booked at-8 for-2"]


def test_the_week_of_the_clock_change(book: Book, alice: Member, client_of: ClientOf, clock) -> None:
    clock.move_to(datetime(2026, 3, 23, 8, 0, tzinfo=UTC))
    for day in (27, 29):
        book(local_date=date(2026, 3, day), local_time=time(9, 0))
    page = client_of(alice).get("/calendar/week").content.decode()
    assert re.findall(r'class="(slot [^"]+)"', page) == ["slot booked at-4 for-2"] * 2
    assert re.findall(r'<time datetime="([^"]+)"', page)[:2] == [
        "2026-03-27T09:00:00+01:00",
        "2026-03-29T09:00:00+02:00",
    ]


@pytest.mark.parametrize("rows", [1, 30])
def test_the_calendar_costs_the_same_for_one_and_thirty(
    rows: int, book: Book, alice: Member, client_of: ClientOf, django_assert_max_num_queries
) -> None:
    for row in range(rows):
        book(local_date=date(2026, 3, 3 + row // 6), local_time=time(9 + row % 6, 0))
    browser = client_of(alice)
    for address in ("/calendar", "/calendar/week"):
        with django_assert_max_num_queries(7):
            page = browser.get(address)
        assert page.content.decode().count("SQL with Bo") == rows
        assert len(page.content) < 60_000

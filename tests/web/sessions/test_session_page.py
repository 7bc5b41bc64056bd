"""A session's page: both sides' times, moving, saying where, cancelling; nobody else's business."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from peerloop.people.actions import block
from peerloop.schedule.actions import cancel_session, move_session
from peerloop.schedule.models import Participation, Session

if TYPE_CHECKING:
    import time_machine
    from django.http import HttpResponse

    from conftest import Book, ClientOf
    from peerloop.people.models import Member

TO_WEDNESDAY = {"local_date": "2026-03-04", "local_time": "11:00", "word": "canary-word", "sequence": "0"}


def words(answer: HttpResponse) -> str:
    """The page's text without its markup, on one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


def test_both_sides_times(book: Book, alice: Member, bo: Member, client_of: ClientOf) -> None:
    session = book()
    page = words(client_of(alice).get(f"/sessions/{session.pk}"))
    assert "SQL with Bo Bose" in page
    assert "Tomorrow 10:00–10:30 14:30 for Bo, in Pune" in page
    assert "10:00–10:30 in Europe/Berlin, 30 minutes" in page
    page = words(client_of(bo).get(f"/sessions/{session.pk}"))
    assert "SQL with Alice Abend" in page
    assert "Tomorrow 14:30–15:00 10:00 for Alice, in Berlin" in page


def test_moved_by_ones_own_clock_with_a_word(book: Book, alice: Member, bo: Member, client_of: ClientOf) -> None:
    session = book()
    answer = client_of(bo).post(f"/sessions/{session.pk}/move", TO_WEDNESDAY)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/sessions/{session.pk}")
    session.refresh_from_db()
    assert session.starts_at == datetime(2026, 3, 4, 5, 30, tzinfo=UTC)
    page = words(client_of(alice).get(f"/sessions/{session.pk}"))
    assert "Bo moved it from Tue 3 Mar, 10:00 to Wed 4 Mar, 06:30." in page
    assert "canary-word" in page


def test_hours_at_which_both_are_free_are_offered(book: Book, alice: Member, client_of: ClientOf) -> None:
    session = book()
    page = client_of(alice).get(f"/sessions/{session.pk}/move").content.decode()
    choices = re.findall(r'href="\?at=([^"#]+)#choose"', page)
    assert len(choices) == 6
    assert choices == sorted(choices)
    chosen = client_of(alice).get(f"/sessions/{session.pk}/move?at={choices[3]}").content.decode()
    day, hour = choices[3].split("T")
    assert f'value="{day}"' in chosen
    assert f'value="{hour}"' in chosen
    assert client_of(alice).get(f"/sessions/{session.pk}/move?at=2026-99-99T99:99").status_code == 200


def test_who_is_overtaken_sees_both_versions_and_may_insist(
    book: Book, alice: Member, bo: Member, client_of: ClientOf
) -> None:
    session = book()
    browser = client_of(alice)
    seen = session.starts_at.isoformat()
    move_session(session, by=bo, local_date=date(2026, 3, 5), local_time=time(9, 0), sequence=0)
    answer = browser.post(f"/sessions/{session.pk}/move", TO_WEDNESDAY | {"seen_at": seen})
    assert answer.status_code == 409
    page = words(answer)
    assert "You were looking at Tuesday 3 March, 10:00" in page
    assert "It stands now at Thursday 5 March, 09:00 · moved by Bo" in page
    html = answer.content.decode()
    assert "canary-word" in html
    assert 'value="2026-03-04"' in html
    [sequence] = re.findall(r'name="sequence" value="(\d+)"', html)
    assert browser.post(f"/sessions/{session.pk}/move", TO_WEDNESDAY | {"sequence": sequence}).status_code == 303


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"local_date": "9999-12-31"}, "within the next year"),
        ({"local_date": "2026-03-01"}, "still to come"),
        ({"local_date": "soon"}, "Enter a valid date"),
        ({"local_date": "2026-03-05", "local_time": "15:00"}, "Bo Bose is not free at that time."),
        ({"word": "x" * 281}, "at most 280 characters"),
    ],
)
def test_a_time_that_will_not_do_keeps_what_was_typed(
    said: dict, told: str, book: Book, alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    session = book()
    book(by=charlie, learner=charlie, local_date=date(2026, 3, 5), local_time=time(15, 0))
    answer = client_of(alice).post(f"/sessions/{session.pk}/move", TO_WEDNESDAY | said)
    assert answer.status_code == 422
    assert told in words(answer)
    assert ("canary-word" in answer.content.decode()) == ("word" not in said)
    assert Session.objects.get(pk=session.pk).sequence == 0


def test_where_the_two_meet(book: Book, alice: Member, bo: Member, client_of: ClientOf) -> None:
    session = book()
    said = {"place": "Room 4", "link": "https://meet.example.org/x", "sequence": "0"}
    assert client_of(alice).post(f"/sessions/{session.pk}/place", said).status_code == 303
    assert "Room 4" in words(client_of(bo).get(f"/sessions/{session.pk}"))
    refused = client_of(alice).post(f"/sessions/{session.pk}/place", said | {"link": "javascript:1", "sequence": "1"})
    assert refused.status_code == 422
    assert 'href="javascript:' not in refused.content.decode()
    overtaken = client_of(bo).post(f"/sessions/{session.pk}/place", said | {"place": "Room 5"})
    assert overtaken.status_code == 409
    html = overtaken.content.decode()
    assert 'value="Room 5"' in html
    assert 'name="sequence" value="1"' in html


def test_cancelled_with_a_word(book: Book, alice: Member, bo: Member, client_of: ClientOf) -> None:
    session = book()
    answer = client_of(bo).post(f"/sessions/{session.pk}/cancellation", {"word": "canary-word"})
    assert answer.status_code == 303
    page = words(client_of(alice).get(f"/sessions/{session.pk}"))
    assert "Bo Bose cancelled it on 2 March, 09:00." in page
    assert "canary-word" in page
    assert client_of(alice).post(f"/sessions/{session.pk}/cancellation").status_code == 303
    assert client_of(alice).get(f"/sessions/{session.pk}/move").status_code == 303


def test_a_held_hour_is_left_to_its_request(hold: Book, alice: Member, bo: Member, client_of: ClientOf) -> None:
    session = hold()
    page = words(client_of(alice).get(f"/sessions/{session.pk}"))
    assert "asked, waits for Bo" in page
    assert client_of(alice).post(f"/sessions/{session.pk}/cancellation").status_code == 303
    assert client_of(alice).post(f"/sessions/{session.pk}/move", TO_WEDNESDAY).status_code == 303
    session = Session.objects.get()
    assert (session.sequence, hasattr(session, "cancellation")) == (0, False)


def test_what_is_over_is_no_longer_changed(
    book: Book, alice: Member, client_of: ClientOf, clock: time_machine.Traveller
) -> None:
    session = book()
    clock.move_to(datetime(2026, 3, 3, 12, 0, tzinfo=UTC))
    browser = client_of(alice)
    assert browser.post(f"/sessions/{session.pk}/move", TO_WEDNESDAY).status_code == 303
    assert "This session is over." in words(browser.get(f"/sessions/{session.pk}"))


def test_the_page_is_the_two_s(book: Book, charlie: Member, dana: Member, organiser: Member, client_of) -> None:
    """The learner's manager and the organiser are told just what everybody else is."""
    session = book()
    for other in (charlie, dana, organiser):
        browser = client_of(other)
        for address in ("", ".ics", "/move"):
            assert browser.get(f"/sessions/{session.pk}{address}").status_code == 404
        for address in ("move", "place", "cancellation"):
            assert browser.post(f"/sessions/{session.pk}/{address}", TO_WEDNESDAY).status_code == 404
        for address in ("/calendar", "/calendar/week"):
            assert "SQL" not in browser.get(address).content.decode()


def test_blocked_means_gone(book: Book, alice: Member, bo: Member, client_of: ClientOf) -> None:
    session = book()
    block(bo, alice)
    for member in (alice, bo):
        assert client_of(member).get(f"/sessions/{session.pk}").status_code == 404


def test_who_is_erased_leaves_pages_that_still_open(book: Book, alice: Member, bo: Member, client_of) -> None:
    session = book()
    Participation.objects.filter(member=bo).delete()
    browser = client_of(alice)
    for address in ("", ".ics", "/move"):
        assert browser.get(f"/sessions/{session.pk}{address}").status_code == 200
    for address in ("/calendar", "/calendar/week"):
        assert "SQL" in browser.get(address).content.decode()


def test_the_entry_for_ones_calendar(book: Book, alice: Member, client_of: ClientOf) -> None:
    session = book()
    answer = client_of(alice).get(f"/sessions/{session.pk}.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    [entry] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert entry["DTSTART"].dt == session.starts_at
    cancel_session(session, by=alice)
    assert b"STATUS:CANCELLED" in client_of(alice).get(f"/sessions/{session.pk}.ics").content


def test_a_page_costs_little(book: Book, alice: Member, client_of, django_assert_max_num_queries) -> None:
    session = book()
    browser = client_of(alice)
    with django_assert_max_num_queries(16):
        browser.get(f"/sessions/{session.pk}")

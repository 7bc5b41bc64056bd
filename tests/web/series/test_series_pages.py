from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from peerloop.people.actions import block
from peerloop.schedule.actions import announce_session
from peerloop.schedule.models import Participation, Session
from peerloop.series.actions import change_from, join_series, lead_too, start_series
from peerloop.series.models import Series
from peerloop.series.rules import Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member

SAID = {
    "kind": "workshop", "title": "SQL for all", "about": "", "starts_on": "2026-03-10", "local_time": "09:00",
    "minutes": "60", "repeats": "monthly_weekday", "until": "", "times": "4", "capacity": "", "place": "Room 4",
    "link": "", "co_lead": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 3, 2, 8, 0, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def page(response) -> str:
    return " ".join(response.content.decode().split())


def terms(**otherwise) -> Terms:
    usual = {
        "starts_on": date(2026, 3, 3), "repeats": "weekly", "local_time": time(12, 0), "zone": "Europe/Berlin",
        "minutes": 45, "title": "SQL at lunch", "times": 4,
    }  # fmt: skip
    return Terms(**usual | otherwise)


@pytest.fixture
def series(bo: Member, charlie: Member) -> Series:
    made = start_series(by=bo, kind="demo", terms=terms(), co_lead=charlie).series
    lead_too(made, by=charlie)
    return made


def date_of(series: Series, number: int):
    return series.occurrences.order_by("date")[number]


def test_bo_sees_the_dates_and_each_clash_before_saving(bo: Member, client_of: ClientOf) -> None:
    announce_session(
        kind="demo", title="Demo", by=bo, local_date=date(2026, 4, 14), local_time=time(9, 30), zone="UTC", minutes=30
    )
    browser = client_of(bo)
    assert 'value="2026-03-09"' in page(browser.get("/series/new"))
    shown = browser.post("/series/new", SAID)
    assert shown.status_code == 200
    assert [day in page(shown) for day in ("Tue 10 March 2026", "Tue 14 April 2026", "Tue 9 June 2026")] == [True] * 3
    assert "Every month on the second Tuesday" in page(shown)
    assert "1 date clashes and is left out." in page(shown)
    assert "You already have something at that time." in page(shown)
    assert (Series.objects.count(), Session.objects.count()) == (0, 1)
    saved = browser.post("/series/new", SAID | {"save": "1", "without": ["2026-05-12", "never"]}, follow=True)
    assert "It is set up." in page(saved)
    assert "Tuesday 14 April is left out: You already have something at that time." in page(saved)
    series = Series.objects.get()
    assert saved.redirect_chain == [(f"/series/{series.pk}", 303)]
    rows = series.occurrences.order_by("date").values_list("date", "skip__why")
    assert list(rows) == [
        (date(2026, 3, 10), None),
        (date(2026, 4, 14), "clash"),
        (date(2026, 5, 12), "chosen"),
    ]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("until", "2026-03-01", "Please say until when, or how many times: one of the two."),
        ("starts_on", "2026-02-31", "Enter a valid date."),
        ("starts_on", "9999-12-31", "Please choose a first day within the next year."),
        ("times", "0", "Please say a number of times between 1 and 104."),
        ("times", "10000", "Please say a number of times between 1 and 104."),
        ("times", "9" * 40, "Please say a number of times between 1 and 104."),
        ("times", "many", "Enter a whole number."),
        ("repeats", "hourly", "Select a valid choice."),
        ("local_time", "25:00", "Enter a valid time."),
        ("minutes", "-5", "A session lasts between 15 and 600 minutes."),
        ("co_lead", "Nobody", "Nobody here has this name or mail address."),
        ("kind", "one_to_one", "Select a valid choice."),
    ],
)
@pytest.mark.parametrize("save", [{}, {"save": "1"}])
def test_what_is_wrong_is_said_by_the_field_and_kept(
    bo: Member, client_of: ClientOf, field: str, value: str, words: str, save: dict[str, str]
) -> None:
    refused = client_of(bo).post("/series/new", SAID | save | {field: value})
    assert (refused.status_code, words in page(refused)) == (422, True)
    assert f'value="{value}"' in page(refused) or field in {"repeats", "kind"}
    assert 'value="SQL for all"' in page(refused)
    assert (Series.objects.count(), Session.objects.count()) == (0, 0)


def test_an_end_before_the_beginning(bo: Member, client_of: ClientOf) -> None:
    refused = client_of(bo).post("/series/new", SAID | {"times": "", "until": "2026-03-09"})
    assert (refused.status_code, "The last day comes before the first one." in page(refused)) == (422, True)


def test_the_thirty_first_is_explained(bo: Member, client_of: ClientOf) -> None:
    shown = client_of(bo).post("/series/new", SAID | {"starts_on": "2026-03-31", "repeats": "monthly_day"})
    assert "Only seven months have a 31st." in page(shown)
    assert "Sun 31 May 2026" in page(shown)


def test_two_of_one_name_are_told_apart_by_mail(bo: Member, make_member: MakeMember, client_of: ClientOf) -> None:
    make_member("Kim", email="kim.a@example.org")
    other = make_member("Kim", email="kim.b@example.org")
    browser = client_of(bo)
    assert "Several colleagues have this name." in page(browser.post("/series/new", SAID | {"co_lead": "KIM"}))
    browser.post("/series/new", SAID | {"co_lead": "Kim.B@example.org", "save": "1"})
    made = Series.objects.get()
    assert (made.asked_lead, made.co_lead) == (other, None)
    assert "Kim is asked to lead it, too" in page(browser.get(f"/series/{made.pk}"))


def test_who_is_asked_to_lead_answers_on_its_page(
    bo: Member, alice: Member, charlie: Member, client_of: ClientOf
) -> None:
    made = start_series(by=bo, kind="demo", terms=terms(), co_lead=charlie).series
    assert "asks you to lead it" not in page(client_of(alice).get(f"/series/{made.pk}"))
    assert "Charlie" not in page(client_of(alice).get(f"/series/{made.pk}")), "nobody else hears who is asked"
    assert client_of(alice).post(f"/series/{made.pk}/leading", {"said": "yes"}).status_code == 404
    browser = client_of(charlie)
    assert "Bo asks you to lead it together" in page(browser.get(f"/series/{made.pk}"))
    assert "You lead it from now on." in page(browser.post(f"/series/{made.pk}/leading", {"said": "yes"}, follow=True))
    made.refresh_from_db()
    assert (made.asked_lead, made.co_lead) == (None, charlie)


def test_alice_joins_all_dates_and_leaves_them(series: Series, alice: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)
    assert "SQL at lunch" in page(browser.get("/series"))
    assert "Join all dates" in page(browser.get(f"/series/{series.pk}"))
    assert "Leave out" not in page(browser.get(f"/series/{series.pk}"))
    assert "You are in, now and on every date" in page(browser.post(f"/series/{series.pk}/joining", follow=True))
    entries = Calendar.from_ical(browser.get(f"/series/{series.pk}.ics").content).walk("VEVENT")
    assert [entry["DTSTART"].dt.astimezone(UTC) for entry in entries] == [
        one.session.starts_at for one in series.occurrences.order_by("date")
    ]
    assert "You take part in none" in page(browser.post(f"/series/{series.pk}/leaving", follow=True))
    assert not Participation.objects.filter(member=alice).exists()


def test_the_session_says_that_it_is_one_of_a_series(series: Series, alice: Member, client_of: ClientOf) -> None:
    join_series(series, by=alice)
    shown = page(client_of(alice).get(f"/sessions/{date_of(series, 1).session_id}"))
    assert "One of a series" in shown
    assert f'href="/series/{series.pk}"' in shown


def test_who_leads_leaves_out_and_brings_back(series: Series, bo: Member, client_of: ClientOf) -> None:
    browser = client_of(bo)
    second = date_of(series, 1)
    assert "This date is left out" in page(browser.post(f"/series/dates/{second.pk}/omission", follow=True))
    assert "It takes place after all." in page(browser.post(f"/series/dates/{second.pk}/return", follow=True))
    days = {"first": "2026-03-10", "last": "2026-03-20", "word": "Holidays"}
    left_out = page(browser.post(f"/series/{series.pk}/omissions", days, follow=True))
    assert "2 dates are left out." in left_out
    assert "left out · Holidays" in left_out
    wrong = browser.post(f"/series/{series.pk}/omissions", days | {"last": "2026-03-01"})
    assert (wrong.status_code, "The last day comes before the first one." in page(wrong)) == (422, True)
    assert 'value="Holidays"' in page(wrong)
    assert 'value="12:00"' in page(browser.get(f"/series/dates/{second.pk}/return"))
    late = browser.post(f"/series/dates/{second.pk}/return", {"local_date": "2026-02-10", "local_time": "09:00"})
    assert (late.status_code, "This time is over." in page(late)) == (422, True)
    elsewhere = {"local_date": "2026-03-11", "local_time": "09:00"}
    assert "moved from Tuesday 10 March" in page(
        browser.post(f"/series/dates/{second.pk}/return", elsewhere, follow=True)
    )


def changed(**otherwise: str) -> dict[str, str]:
    said = {key: value for key, value in SAID.items() if key not in {"kind", "co_lead"}}
    return said | {"starts_on": "2026-03-17", "repeats": "weekly", "times": "2", "version": "0"} | otherwise


def test_this_and_following(series: Series, bo: Member, client_of: ClientOf) -> None:
    browser = client_of(bo)
    address = f"/series/dates/{date_of(series, 2).pk}/following"
    form = page(browser.get(address))
    assert [
        words in form for words in ('value="2026-03-17"', 'value="12:00"', 'value="SQL at lunch"', 'value="2"')
    ] == [True] * 4
    refused = browser.post(address, changed(minutes="0"))
    assert (refused.status_code, "A session lasts between" in page(refused)) == (422, True)
    assert "Changed from this date on." in page(browser.post(address, changed(), follow=True))
    assert [one.session.title for one in series.occurrences.order_by("date")] == [
        "SQL at lunch", "SQL at lunch", "SQL for all", "SQL for all",
    ]  # fmt: skip


def test_two_at_once_see_both_versions(series: Series, bo: Member, charlie: Member, client_of: ClientOf) -> None:
    browser = client_of(charlie)
    address = f"/series/dates/{date_of(series, 2).pk}/following"
    browser.get(address)
    theirs = terms(starts_on=date(2026, 3, 17), title="Bo's title", times=2)
    change_from(series, date(2026, 3, 17), by=bo, version=0, terms=theirs)
    both = browser.post(address, changed(title="Charlie's title"))
    assert both.status_code == 409
    assert "Somebody else changed it while you were writing." in page(both)
    assert ("Bo&#x27;s title" in page(both), page(both).count("Charlie&#x27;s title")) == (True, 2)
    assert 'name="version" value="1"' in page(both)
    ended = browser.post(f"/series/dates/{date_of(series, 2).pk}/end", {"version": "0"})
    assert ended.status_code == 409
    assert "Changed from this date on." in page(browser.post(address, changed(version="1"), follow=True))


def test_it_ends_before_a_date(series: Series, bo: Member, client_of: ClientOf) -> None:
    address = f"/series/dates/{date_of(series, 2).pk}/end"
    ended = client_of(bo).post(address, {"version": "0", "word": "That was it"}, follow=True)
    assert "The series ends before this date." in page(ended)
    assert series.occurrences.count() == 2


def test_others_change_nothing_and_a_block_hides_it(
    series: Series, alice: Member, bo: Member, client_of: ClientOf
) -> None:
    browser = client_of(alice)
    pk = date_of(series, 1).pk
    for address in ("omission", "return", "following", "end"):
        assert browser.post(f"/series/dates/{pk}/{address}").status_code == 404
    assert browser.post(f"/series/{series.pk}/omissions").status_code == 404
    block(bo, alice)
    assert [browser.get(f"/series/{series.pk}{end}").status_code for end in ("", ".ics")] == [404, 404]
    assert "SQL at lunch" not in page(browser.get("/series"))


def test_the_pages_ask_the_same_however_many_dates_and_series(
    alice: Member, make_member: MakeMember, client_of: ClientOf
) -> None:
    browser: Client = client_of(alice)
    asked = []
    for many in (1, 12):
        for number in range(many):
            lead = make_member(f"Lead {many} {number}")
            one = start_series(by=lead, kind="demo", terms=terms(times=many)).series
        join_series(one, by=alice)
        addresses = ("/series", f"/series/{one.pk}", f"/series/{one.pk}.ics")
        asked.append([queries_of(browser, address) for address in addresses])
    assert asked[0] == asked[1]
    assert max(asked[0]) <= 14


def queries_of(browser: Client, address: str) -> int:
    """How many queries the page takes once everything that is prepared is; it is of a bearable size."""
    browser.get(address)
    with CaptureQueriesContext(connection) as taken:
        assert len(browser.get(address).content) < 60_000
    return len(taken)

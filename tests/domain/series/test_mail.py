"""One mail about many dates, with the calendar that says the same."""

from __future__ import annotations

from datetime import UTC, date, time
from typing import TYPE_CHECKING

from icalendar import Calendar

from peerloop.people.actions import block, depart
from peerloop.schedule.ics import calendar
from peerloop.series.actions import bring_back, change_from, end_series, join_series, lead_too, skip_days, start_series
from peerloop.series.queries import for_calendar_of

if TYPE_CHECKING:
    from email.message import EmailMessage

    from tests.domain.series.conftest import Start, TermsOf

    from peerloop.people.models import Member

TUESDAYS = [date(2026, 3, day) for day in (3, 10, 17, 24, 31)]


def starts(letter: EmailMessage) -> list:
    [part] = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
    return [one["DTSTART"].dt.astimezone(UTC) for one in Calendar.from_ical(part.get_content()).walk("VEVENT")]


def words(letter: EmailMessage) -> str:
    return " ".join(letter.get_body(("plain",)).get_content().split())


def test_alice_joins_five_dates_and_hears_of_it_once(start: Start, alice: Member, bo: Member, post, work) -> None:
    series = start()
    join_series(series, by=alice)
    work()
    [letter] = post.to(alice)
    assert letter["Subject"] == "You take part: SQL at lunch"
    assert "every week on Tuesday, at 12:00 by the clock of Europe/Berlin, next on Tuesday 3 March" in words(letter)
    assert starts(letter) == [one.starts_at for one in for_calendar_of(series, alice)]
    assert len(starts(letter)) == 5
    assert post.to(bo) == []
    assert calendar(for_calendar_of(series, alice), alice).count(b"BEGIN:VEVENT") == 5


def test_a_change_of_all_that_follows_is_one_mail(start: Start, terms: TermsOf, alice, bo, post, work) -> None:
    series = start()
    join_series(series, by=alice)
    work()
    post.letters.clear()
    change_from(
        series, TUESDAYS[2], by=bo, version=0, terms=terms(starts_on=TUESDAYS[2], local_time=time(15, 0), times=3)
    )
    work()
    [letter] = post.to(alice)
    assert letter["Subject"] == "Changed: SQL at lunch"
    assert [at.hour for at in starts(letter)] == [11, 11, 14, 14, 13]
    assert post.to(bo) == []


def test_the_end_is_one_mail_and_a_skipped_date_its_own(start: Start, alice, bo: Member, post, work) -> None:
    series = start()
    join_series(series, by=alice)
    skip_days(series, by=bo, first=TUESDAYS[1], last=TUESDAYS[1], word="Holiday")
    work()
    assert [one["Subject"].strip().startswith("Cancelled: SQL at lunch") for one in post.to(alice)] == [False, True]
    post.letters.clear()
    bring_back(series.occurrences.get(date=TUESDAYS[1]), by=bo)
    work()
    assert [letter["Subject"] for letter in post.to(alice)] == ["After all: SQL at lunch"]
    post.letters.clear()
    end_series(series, TUESDAYS[2], by=bo, word="That was it")
    work()
    [letter] = post.to(alice)
    assert letter["Subject"] == "It ends: SQL at lunch"
    assert "That was it" in words(letter)
    assert len(starts(letter)) == 3


def test_who_leads_with_somebody_hears_of_it_and_of_its_passing_on(terms: TermsOf, bo, charlie, post, work) -> None:
    series = start_series(by=bo, kind="lunch_and_learn", terms=terms(), co_lead=charlie).series
    work()
    lead_too(series, by=charlie)
    work()
    assert [letter["Subject"] for letter in post.to(charlie)] == [
        "Bo asks you to lead it together: SQL at lunch", "You lead with Bo: SQL at lunch",
    ]  # fmt: skip
    post.letters.clear()
    depart(bo, by=None)
    work()
    assert "You lead it now: SQL at lunch" in [letter["Subject"] for letter in post.to(charlie)]


def test_who_is_blocked_hears_nothing_more_of_it(start: Start, alice: Member, bo: Member, post, work) -> None:
    join_series(start(), by=alice)
    block(bo, alice)
    work()
    assert [letter["Subject"] for letter in post.to(alice) if "take part:" in letter["Subject"]] == []

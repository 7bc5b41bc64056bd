"""What other programs write about an hour, and whether it takes Alice's time. It is Monday, 23 November 2026."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.domain.calendars.ics import event, ics

from peerloop.calendars.entries import Unreadable, read

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
WEEK = timedelta(days=7)


def hours(raw: bytes, *, zone: str = "Europe/London", last: datetime = MONDAY + WEEK) -> list[str]:
    """Return what is taken as "24T09:00-10:00", in UTC."""
    told = read(raw, zone=zone, email="alice@example.org", first=MONDAY, last=last)["spans"]
    return [f"{start[8:16]}-{end[8:16] if end[:10] != start[:10] else end[11:16]}" for start, end, _uid in sorted(told)]


TUESDAY = (":20261124T090000Z", ":20261124T100000Z")


@pytest.mark.parametrize(
    ("lines", "taken"),
    [
        (event(*TUESDAY), ["24T09:00-10:00"]),
        (event(*TUESDAY, "TRANSP:TRANSPARENT"), []),
        (event(*TUESDAY, "STATUS:CANCELLED"), []),
        (event(*TUESDAY, "STATUS:TENTATIVE"), ["24T09:00-10:00"]),
        (event(*TUESDAY, "X-MICROSOFT-CDO-BUSYSTATUS:FREE"), []),
        (event(*TUESDAY, "ATTENDEE;PARTSTAT=DECLINED:mailto:Alice@example.org"), []),
        (event(*TUESDAY, "ATTENDEE;PARTSTAT=DECLINED:mailto:bo@example.org"), ["24T09:00-10:00"]),
        (event(";VALUE=DATE:20261124", ";VALUE=DATE:20261125"), ["24T00:00-25T00:00"]),
        (event(":20261124T100000Z", ":20261124T100000Z"), []),
        (event(*TUESDAY, "RRULE:FREQ=DAILY;COUNT=2"), ["24T09:00-10:00", "25T09:00-10:00"]),
        (event(*TUESDAY, "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20261125T090000Z"), ["24T09:00-10:00", "26T09:00-10:00"]),
        ("UID:1\nDTSTART:20261124T090000Z\nDURATION:PT90M", ["24T09:00-10:30"]),
        ("UID:1\nDTSTART:20261124T090000Z", []),
        ("UID:1\nSUMMARY:No time at all", []),
    ],
)  # fmt: skip
def test_an_entry_takes_time_or_none(lines: str, taken: list[str]) -> None:
    assert hours(ics(lines)) == taken


def test_a_time_without_a_zone_is_on_the_owners_wall_and_a_day_begins_at_their_midnight() -> None:
    floating = ics(event(":20261124T090000", ":20261124T100000"))
    assert hours(floating, zone="Asia/Tokyo") == ["24T00:00-01:00"]
    day = ics(event(";VALUE=DATE:20261125", ";VALUE=DATE:20261126"))
    assert hours(day, zone="Asia/Tokyo") == ["24T15:00-25T15:00"]


def test_a_moved_and_a_cancelled_occurrence_of_what_repeats() -> None:
    weekly = event(*TUESDAY, "RRULE:FREQ=WEEKLY")
    moved = event(":20261125T130000Z", ":20261125T140000Z", "RECURRENCE-ID:20261124T090000Z")
    off = event(":20261201T090000Z", ":20261201T100000Z", "RECURRENCE-ID:20261201T090000Z", "STATUS:CANCELLED")
    assert hours(ics(weekly, moved, off), last=MONDAY + 3 * WEEK) == ["25T13:00-14:00", "08T09:00-10:00"]


def test_nine_oclock_stays_nine_oclock_across_the_change_of_the_clock() -> None:
    raw = ics(
        event(";TZID=Europe/Berlin:20261019T090000", ";TZID=Europe/Berlin:20261019T100000", "RRULE:FREQ=WEEKLY;COUNT=2")
    )
    told = read(raw, zone="UTC", email="", first=datetime(2026, 10, 1, tzinfo=UTC), last=MONDAY)["spans"]
    assert [start[5:16] for start, _end, _uid in told] == ["10-19T07:00", "10-26T08:00"]


def test_a_zone_by_the_name_that_windows_gives_it_is_known_and_an_unknown_one_is_told() -> None:
    windows = ics(
        event(";TZID=W. Europe Standard Time:20261124T090000", ";TZID=W. Europe Standard Time:20261124T100000")
    )
    assert hours(windows) == ["24T08:00-09:00"]
    mars = ics(event(";TZID=Mars/Base:20261124T090000", ";TZID=Mars/Base:20261124T100000"))
    told = read(mars, zone="UTC", email="", first=MONDAY, last=MONDAY + WEEK)
    assert (hours(mars), told["zones"]) == (["24T09:00-10:00"], ["Mars/Base"])


def test_a_zone_that_the_file_defines_itself_is_used_and_not_complained_of() -> None:
    zone = ("BEGIN:VTIMEZONE\nTZID:Our House\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0300\n"
            "TZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE\n")  # fmt: skip
    raw = ics(event(";TZID=Our House:20261124T090000", ";TZID=Our House:20261124T100000"), head=zone)
    assert read(raw, zone="UTC", email="", first=MONDAY, last=MONDAY + WEEK)["zones"] == []
    assert hours(raw) == ["24T06:00-07:00"]


def test_a_free_busy_answer_says_what_is_taken() -> None:
    raw = ics().replace(
        b"END:VCALENDAR",
        b"BEGIN:VFREEBUSY\r\nUID:1\r\nFREEBUSY:20261124T090000Z/20261124T100000Z,20261125T090000Z/PT2H\r\n"
        b"FREEBUSY;FBTYPE=FREE:20261126T090000Z/PT1H\r\nEND:VFREEBUSY\r\nEND:VCALENDAR",
    )
    assert hours(raw) == ["24T09:00-10:00", "25T09:00-11:00"]


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: raw.replace(b"\r\n", b"\n"),
        lambda raw: raw.replace(b"\r\n", b"\r\r\n"),
        lambda raw: raw.replace(b"\r\n", b"\r"),
        lambda raw: b"\r\n\r\n" + raw.replace(b"SUMMARY:Dentist", b"SUMMARY:Z\xfcrich \xff"),
        lambda raw: raw.replace(b"SUMMARY:Dentist", b"what is this"),
        lambda raw: raw + raw.replace(b"UID:1@else", b"UID:2@else"),
    ],
    ids=["bom", "lf", "cr-cr-lf", "cr", "latin", "a line that is none", "two calendars in one file"],
)
def test_what_is_written_untidily_is_read_all_the_same(spoilt) -> None:
    assert set(hours(spoilt(ics(event(*TUESDAY))))) == {"24T09:00-10:00"}


def test_what_cannot_be_reckoned_with_is_left_out_and_counted() -> None:
    raw = ics(
        event(*TUESDAY),
        event(":00010101T090000Z", ":99991231T235959Z", "RRULE:FREQ=DAILY", uid="2"),
        event(":20261124T110000Z", ":20261124T110001Z", "RRULE:FREQ=SECONDLY", uid="3"),
        event(":garbage", ":20261124T110001Z", uid="4"),
    )
    told = read(raw, zone="UTC", email="", first=MONDAY, last=MONDAY + WEEK)
    assert (hours(raw), told["left_out"]) == (["24T09:00-10:00"], 3)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "page"),
        (b"<!doctype html><title>Sign in</title>", "page"),
        (b"PK\x03\x04 a zip", "page"),
        (ics(event(*TUESDAY))[:60], "broken"),
        (b"BEGIN:VCALENDAR\r\nno line\r\nEND:VCALENDAR", "broken"),
        (b"BEGIN:VCALENDAR\r\n" * 60_000, "large"),
    ],
    ids=["nothing", "a page", "a zip", "half of it", "no line", "without end"],
)
def test_what_is_no_calendar_says_which_word_it_wants(raw: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=f"^{why}$"):
        hours(raw)

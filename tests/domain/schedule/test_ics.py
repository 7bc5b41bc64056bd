"""What stands in a calendar: the same instants for every reader of it, and no more than it may say."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from tests.domain.schedule.edges import EDGES

from peerloop.schedule.actions import cancel_session, move_session, place_session
from peerloop.schedule.ics import calendar
from peerloop.schedule.queries import for_calendar, sessions_seen_by
from peerloop.skills.models import Need, Visibility

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Hold
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

VOBJECT = """
import json, sys, vobject
from datetime import timezone
book = vobject.readOne(open(sys.argv[1], encoding="utf-8").read())
utc = lambda at: at.astimezone(timezone.utc).isoformat()
print(json.dumps({e.uid.value: [utc(e.dtstart.value), utc(e.dtend.value)] for e in book.vevent_list}))
"""


def read_by_vobject(ics: bytes, path: Path) -> dict[str, list[str]]:
    """In a process of its own, as vobject remembers zones from one file to the next."""
    path.write_bytes(ics)
    told = subprocess.run([sys.executable, "-W", "ignore", "-c", VOBJECT, str(path)], capture_output=True, check=True)
    return json.loads(told.stdout)


def truth(sessions: list[Session]) -> dict[str, list[str]]:
    return {str(session.uid): [session.starts_at.isoformat(), session.ends_at.isoformat()] for session in sessions}


def seen(reader: Member) -> list[Session]:
    return list(for_calendar(sessions_seen_by(reader)).order_by("starts_at"))


def text(ics: bytes) -> str:
    return ics.decode().replace("\r\n ", "")


@pytest.fixture
def edges(book: Hold) -> None:
    for zone, local_date, local_time, minutes in EDGES:
        book(zone=zone, local_date=local_date, local_time=local_time, minutes=minutes)


def test_a_feed_over_every_edge_is_read_to_the_same_instants(edges: None, alice: Member, tmp_path: Path) -> None:
    sessions = seen(alice)
    assert len(sessions) == len(EDGES)
    assert read_by_vobject(calendar(sessions, alice), tmp_path / "feed.ics") == truth(sessions)


@pytest.mark.parametrize("edge", [EDGES[3], EDGES[5], EDGES[6], EDGES[17], EDGES[20]], ids=lambda edge: edge[0])
def test_a_single_entry_too(edge: tuple, book: Hold, alice: Member, tmp_path: Path) -> None:
    zone, local_date, local_time, minutes = edge
    book(zone=zone, local_date=local_date, local_time=local_time, minutes=minutes)
    sessions = seen(alice)
    assert read_by_vobject(calendar(sessions, alice, "REQUEST"), tmp_path / "one.ics") == truth(sessions)


def test_zones_are_told_one_change_at_a_time(edges: None, alice: Member) -> None:
    told = text(calendar(seen(alice), alice))
    book = Calendar.from_ical(told)
    named = {entry["DTSTART"].params.get("TZID") for entry in book.walk("VEVENT")} - {None, "UTC"}
    assert [zone["TZID"] for zone in book.walk("VTIMEZONE")] == sorted(named)
    assert {zone for zone, *_rest in EDGES} - named == {"UTC", "Atlantic/Azores"}  # only in a time that comes twice
    assert "RDATE" not in told
    assert "RRULE" not in told
    for component in book.walk("VTIMEZONE"):
        starts = [part["DTSTART"].dt for part in component.subcomponents]
        assert starts == sorted(set(starts))


def test_request_update_and_cancellation_follow_one_another(book: Hold, alice: Member, bo: Member, clock) -> None:
    session = book()
    told = [text(calendar(seen(bo), bo, "REQUEST"))]
    clock.shift(timedelta(minutes=1))
    move_session(session, by=alice, local_date=date(2026, 3, 4), local_time=time(9, 0), sequence=0)
    told.append(text(calendar(seen(bo), bo, "REQUEST")))
    clock.shift(timedelta(minutes=1))
    cancel_session(session, by=alice)
    told.append(text(calendar(seen(bo), bo, "CANCEL")))
    entries = [Calendar.from_ical(each).walk("VEVENT")[0] for each in told]
    assert [Calendar.from_ical(each)["METHOD"] for each in told] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [entry["SEQUENCE"] for entry in entries] == [0, 1, 2]
    assert {str(entry["UID"]) for entry in entries} == {str(session.uid)}
    assert [entry["STATUS"] for entry in entries] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    stamps = [entry["DTSTAMP"].dt for entry in entries]
    assert stamps == sorted(set(stamps))
    assert {str(address) for address in entries[0]["ATTENDEE"]} == {f"mailto:{alice.email}", f"mailto:{bo.email}"}
    assert len({str(entry["ORGANIZER"]) for entry in entries}) == 1
    assert [entry["DTSTART"].dt for entry in entries] == [
        datetime(2026, 3, 3, 9, tzinfo=UTC),
        datetime(2026, 3, 4, 8, tzinfo=UTC),
        datetime(2026, 3, 4, 8, tzinfo=UTC),
    ]


def test_a_held_hour_is_tentative_and_names_nobodys_address(hold: Hold, alice: Member, bo: Member) -> None:
    hold()
    told = text(calendar(seen(bo), bo, "REQUEST"))
    assert "STATUS:TENTATIVE" in told
    assert bo.email in told
    assert alice.email not in told


def test_what_is_published_names_no_address_at_all(book: Hold, alice: Member, bo: Member) -> None:
    book()
    told = text(calendar(seen(alice), alice))
    assert "ATTENDEE" not in told
    assert alice.email not in told
    assert bo.email not in told


@pytest.mark.parametrize(
    ("visibility", "title"),
    [
        (None, "Meeting with Bo"),
        (Visibility.PRIVATE, "Meeting with Bo"),
        (Visibility.MATCHING, "Meeting with Bo"),
        (Visibility.PUBLIC, "SQL with Bo"),
    ],
)
def test_the_title_names_the_subject_only_where_its_learner_has_made_it_public(
    book: Hold, alice: Member, visibility: str | None, title: str
) -> None:
    session = book()
    if visibility:
        Need.objects.create(member=alice, skill=session.skill, visibility=visibility)
    [entry] = Calendar.from_ical(calendar(seen(alice), alice)).walk("VEVENT")
    assert (str(entry["SUMMARY"]), str(entry["CLASS"])) == (title, "PRIVATE")


def test_signs_that_mean_something_to_a_calendar_are_only_text(book: Hold, alice: Member) -> None:
    session = book(place="Room 4; second floor, left\\BEGIN:VEVENT")
    place_session(session, by=alice, place="Größe; a, b\\n\r\nATTENDEE:x" + "日本" * 40, link="", sequence=0)
    ics = calendar(seen(alice), alice)
    assert max(len(line) for line in ics.split(b"\r\n")) <= 75
    [entry] = Calendar.from_ical(ics).walk("VEVENT")
    assert str(entry["LOCATION"]) == "Größe; a, b\\n ATTENDEE:x" + "日本" * 40
    assert "ATTENDEE" not in entry


def test_thirty_sessions_cost_what_one_costs(book: Hold, alice: Member, django_assert_num_queries) -> None:
    def told() -> int:
        with django_assert_num_queries(4):
            return calendar(seen(alice), alice).count(b"BEGIN:VEVENT")

    book()
    assert told() == 1
    for day in range(4, 33):
        book(local_date=date(2026, 3, 1) + timedelta(days=day))
    assert told() == 30

"""What stands in a calendar about a session that many join: the same instants, for its reader alone, nothing told."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from tests.domain.schedule.edges import EDGES
from tests.domain.schedule.test_ics import read_by_vobject, text, truth

from peerloop.people.actions import block
from peerloop.schedule.actions import invite, join_session, leave_session, make_feed, move_session
from peerloop.schedule.ics import calendar
from peerloop.schedule.queries import for_calendar, for_feed, taken_part_by
from peerloop.skills.models import Need, Visibility

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Hold
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


def mine(reader: Member) -> list[Session]:
    return list(for_calendar(taken_part_by(reader)).order_by("starts_at"))


def entry(reader: Member) -> Calendar:
    [only] = Calendar.from_ical(calendar(mine(reader), reader, "REQUEST")).walk("VEVENT")
    return only


def test_a_feed_over_every_edge_is_read_to_the_same_instants(announce: Hold, alice: Member, tmp_path: Path) -> None:
    for zone, day, at, minutes in EDGES:
        join_session(announce(zone=zone, local_date=day, local_time=at, minutes=minutes), by=alice)
    sessions = mine(alice)
    assert len(sessions) == len(EDGES)
    assert read_by_vobject(calendar(sessions, alice), tmp_path / "feed.ics") == truth(sessions)


def test_moved_over_a_clock_change_it_stays_at_its_wall_time(announce: Hold, bo: Member, tmp_path: Path) -> None:
    """Three in the afternoon in Berlin is fourteen hundred before 29 March and thirteen hundred after it."""
    session = announce()
    assert session.starts_at.hour == 14
    moved = move_session(session, by=bo, local_date=date(2026, 3, 31), local_time=time(15), sequence=0)
    assert (moved.starts_at.hour, moved.local_time, moved.zone) == (13, time(15), "Europe/Berlin")
    assert read_by_vobject(calendar(mine(bo), bo), tmp_path / "moved.ics") == truth(mine(bo))


@pytest.mark.parametrize(
    ("audience", "about_skill", "public", "title"),
    [
        ("everyone", False, False, "Knots for beginners"),
        ("everyone", True, False, "Workshop with Bo"),
        ("everyone", True, True, "Knots for beginners"),
        ("invited", False, False, "Workshop with Bo"),
        ("invited", True, True, "Workshop with Bo"),
    ],
)
def test_the_title_gives_nothing_away_that_its_reader_has_not_made_public(
    announce: Hold, alice: Member, bo: Member, sql, audience: str, about_skill: bool, public: bool, title: str
) -> None:
    session = announce(audience=audience, skill=sql if about_skill else None)
    if public:
        Need.objects.create(member=alice, skill=sql, visibility=Visibility.PUBLIC)
    invite(session, [alice], by=bo)
    join_session(session, by=alice)
    assert (str(entry(alice)["SUMMARY"]), str(entry(alice)["CLASS"])) == (title, "PRIVATE")
    own = "Knots for beginners" if audience == "everyone" else "Workshop"
    assert str(entry(bo)["SUMMARY"]) == own


def test_it_names_nobody_but_its_reader(announce: Hold, alice: Member, bo: Member, charlie: Member) -> None:
    session = announce()
    join_session(session, by=alice)
    join_session(session, by=charlie)
    told = text(calendar(mine(alice), alice, "REQUEST"))
    assert f"mailto:{alice.email}" in told
    assert bo.email not in told
    assert charlie.email not in told
    assert "Charlie" not in told


def test_a_feed_has_only_what_its_owner_takes_part_in(
    announce: Hold, alice: Member, bo: Member, charlie: Member, clock
) -> None:
    session = announce(capacity=1)
    other = announce(local_date=date(2026, 3, 5))
    make_feed(alice)
    join_session(session, by=charlie)
    join_session(session, by=alice)  # waits
    assert for_feed(alice, session.made_at) == []
    join_session(other, by=alice)
    assert for_feed(alice, session.made_at) == [other]
    clock.shift(timedelta(minutes=5))
    leave_session(session, by=charlie)
    assert for_feed(alice, session.made_at) == [session, other]
    block(bo, alice)
    assert for_feed(alice, session.made_at) == []

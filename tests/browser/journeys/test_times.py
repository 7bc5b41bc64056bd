"""Hours: another calendar's are proposed to nobody; thirty people find one; a topic becomes a session."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from playwright.sync_api import expect
from tests.domain.calendars.ics import event, ics

from peerloop.calendars.models import Busy
from peerloop.kit import clock
from peerloop.schedule.actions import join_session
from peerloop.schedule.models import Invitation, Session

if TYPE_CHECKING:
    from tests.conftest import MakeMember
    from tests.outside import Site

    from peerloop.people.models import Member

PHONE = {"width": 390, "height": 844}


def next_monday() -> datetime:
    """Return the beginning of the Monday after next, in UTC."""
    today = clock.now().date()
    return datetime.combine(today + timedelta(days=14 - today.weekday()), time(), ZoneInfo("UTC"))


def test_hours_of_another_calendar_are_proposed_to_nobody(alice: Member, bo: Member, site: Site, page_of, work) -> None:
    """Bo gives an address, without scripts; what is taken there is no hour for Alice and him any more."""
    monday = next_monday()
    site.pages["/bo.ics"] = ics(event(f":{monday:%Y%m%d}T080000Z", f":{monday:%Y%m%d}T150000Z"))
    where = f"/times?with={bo.pk}&first={monday:%Y-%m-%d}&days=7"
    hers = page_of(alice)
    hers.goto(where)
    expect(hers.locator("ol.hours li").first).to_contain_text("09:00–10:00")
    his = page_of(bo, java_script_enabled=False)
    his.goto("/settings/calendar")
    his.get_by_label("Address of your calendar").fill(site.address("/bo.ics", "other.example.org"))
    his.get_by_role("button", name="Read it from there").click()
    expect(his.get_by_text("It has not been read yet.")).to_be_visible()
    work()
    his.reload()
    expect(his.get_by_text("One stretch of time is taken from now on.")).to_be_visible()
    hers.goto(where)
    expect(hers.locator("ol.hours li").first).to_contain_text("15:00–16:00")
    expect(hers.get_by_role("row", name="Bo")).to_contain_text("15:00–17:00")
    assert "Dentist" not in hers.content() + his.content()
    his.get_by_text("Forget it").click()
    his.get_by_role("button", name="Forget the calendar").click()
    expect(his.get_by_text("Forgotten: the address")).to_be_visible()
    assert not Busy.objects.exists()


def test_thirty_people_find_an_hour_and_it_is_booked_by_keyboard(
    alice: Member, make_member: MakeMember, page_of
) -> None:
    zones = ("Europe/Berlin", "Africa/Lagos", "Asia/Kolkata")
    people = [make_member(f"Member {one:02}", time_zone=zones[one % 3], weekly_hours=10) for one in range(29)]
    monday = next_monday()
    Busy.objects.create(member=people[0], starts_at=monday + timedelta(hours=8), ends_at=monday + timedelta(hours=11))
    page = page_of(alice)
    chosen = "&".join(f"with={member.pk}" for member in people)
    page.goto(f"/times?{chosen}&first={monday:%Y-%m-%d}&days=7&minutes=60")
    expect(page.locator("ol.hours li").first).to_contain_text("all 30 can come")
    first = page.get_by_role("button", name=re.compile("Take this hour")).first
    first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Booked. 29 people are invited.")).to_be_visible()
    session = Session.objects.get()
    assert session.starts_at > monday + timedelta(days=1)  # on Monday not all can
    assert Invitation.objects.filter(session=session).count() == 29
    for member in people[:3]:
        join_session(session, by=member)
    page.goto(f"/times?{chosen}&first={monday:%Y-%m-%d}&days=7&minutes=60")
    expect(page.locator("ol.hours li").first).not_to_contain_text(f"{session.starts_at:%H:%M}–")


def test_from_a_topic_to_a_session_on_a_phone(
    alice: Member, bo: Member, charlie: Member, page_of, post, work, mail_to_the_server
) -> None:
    hers = page_of(alice, viewport=PHONE, java_script_enabled=False)
    hers.goto("/proposals")
    expect(hers.get_by_role("heading", name="Nothing is proposed just now")).to_be_visible()
    hers.get_by_role("link", name="Propose something").click()
    hers.get_by_label("Somebody should teach …").fill("Reading a balance sheet")
    hers.get_by_role("button", name="Propose it").click()
    expect(hers.get_by_role("heading", level=1)).to_have_text("Reading a balance sheet")

    another = page_of(charlie)
    another.goto("/proposals/new")
    another.get_by_label("Somebody should teach …").fill("How to read a balance sheet")
    another.get_by_role("button", name="Propose it").click()
    expect(another.get_by_role("heading", name="Is it one of these?")).to_be_visible()
    another.get_by_role("button", name="Me too").click()
    expect(another.get_by_role("heading", name="2 people want this")).to_be_visible()

    his = page_of(bo, viewport=PHONE)
    his.goto("/proposals")
    his.get_by_role("button", name="I could teach it").click()
    his.get_by_role("link", name="Choose the hour").click()
    his.get_by_label("Place").last.fill("Room 4")
    his.get_by_role("button", name=re.compile("Take this hour")).first.click()
    expect(his.get_by_text("Booked. 2 people are invited.")).to_be_visible()
    work()
    session = Session.objects.get()
    assert (session.title, session.place) == ("Reading a balance sheet", "Room 4")
    assert any("Reading a balance sheet" in str(letter["Subject"]) for letter in post.to(alice))
    hers.goto("/proposals?which=mine")
    hers.get_by_role("link", name="To the session").click()
    expect(hers.get_by_role("heading", level=1)).to_contain_text("Reading a balance sheet")

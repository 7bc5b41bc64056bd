"""A series is set up with an eye on its dates, joined, and changed from a date on."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.journeys.test_keyboard import press_enter, tab_to
from tests.browser.series import a_series, in_days, terms
from tests.browser.test_ics import read, truth

from peerloop.schedule.actions import announce_session
from peerloop.schedule.ics import calendar
from peerloop.schedule.models import Participation
from peerloop.series.actions import change_from, join_series, skip_days, start_series
from peerloop.series.models import Series
from peerloop.series.queries import for_calendar_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from peerloop.people.models import Member


@pytest.mark.parametrize("scripts", [True, False])
def test_bo_sets_up_a_series_sees_a_clash_and_leaves_out_a_date(bo: Member, page_of, scripts: bool) -> None:
    announce_session(
        kind="demo", title="Demo", by=bo, local_date=in_days(14), local_time=time(9, 30), zone=bo.time_zone, minutes=30
    )
    page = page_of(bo, java_script_enabled=scripts)
    page.goto("/series")
    page.get_by_role("link", name="Set one up").click()
    page.get_by_label("What kind of session?").select_option("workshop")
    page.get_by_label("Title").fill("Quick queries")
    page.get_by_label("Time", exact=True).fill("09:00")
    page.get_by_label("Minutes").fill("60")
    page.get_by_label("How many times").fill("0")
    page.get_by_role("button", name="Show the dates").click()
    expect(page.get_by_role("main")).to_contain_text("Please say a number of times between 1 and 104.")
    expect(page.get_by_label("Title")).to_have_value("Quick queries")
    page.get_by_label("How many times").fill("4")
    page.get_by_role("button", name="Show the dates").click()
    expect(page.get_by_role("heading", name="4 dates")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("You already have something at that time.")
    assert Series.objects.count() == 0
    page.get_by_label("leave out").last.check()
    page.get_by_role("button", name="Set it up").click()
    expect(page.locator("body")).to_contain_text("It is set up.")
    rows = Series.objects.get().occurrences.order_by("date").values_list("date", "skip__why")
    assert list(rows) == [(in_days(7), None), (in_days(14), "clash"), (in_days(21), None), (in_days(28), "chosen")]
    page.get_by_role("button", name="Bring it back").last.click()
    expect(page.locator("body")).to_contain_text("It takes place after all.")
    page.get_by_role("link", name="At another time").click()
    page.get_by_label("Time", exact=True).fill("11:00")
    page.get_by_role("button", name="Hold it then").click()
    expect(page.locator("body")).to_contain_text("It takes place after all.")
    assert Series.objects.get().occurrences.filter(skip=None).count() == 4


def test_alice_joins_the_series_on_a_phone(bo: Member, charlie: Member, alice: Member, page_of, phone) -> None:
    made = start_series(by=bo, kind="workshop", terms=terms("Quick queries", capacity=8))
    page = page_of(alice, viewport=phone)
    page.goto("/series")
    page.get_by_role("link", name="Quick queries").click()
    page.get_by_role("button", name="Join all dates").click()
    expect(page.locator("body")).to_contain_text("You are in, now and on every date that is added.")
    expect(page.get_by_text("you take part", exact=True)).to_have_count(6)
    assert Participation.objects.filter(member=alice).count() == 6
    page.get_by_role("link", name=str(in_days(7).day)).first.click()
    expect(page.get_by_role("heading", name="One of a series")).to_be_visible()
    page.get_by_role("link", name="All dates").click()
    page.get_by_text("Leave all dates", exact=True).first.click()
    page.get_by_role("button", name="Leave all dates").click()
    expect(page.locator("body")).to_contain_text("You take part in none of the coming dates.")
    assert not Participation.objects.filter(session__title=made.series.stretches.get().title, member=alice).exists()
    assert page.evaluate("document.documentElement.scrollWidth") <= phone["width"]


def test_this_and_following_by_two_at_once(bo: Member, charlie: Member, alice: Member, page_of, witness) -> None:
    series = a_series(bo, charlie, alice)
    second = series.occurrences.order_by("date")[1]
    page = page_of(charlie)
    page.goto(f"/series/{series.pk}")
    page.get_by_role("link", name="This and following").nth(1).click()
    page.get_by_label("Title").fill("Slow queries")
    page.get_by_label("Time", exact=True).fill("15:00")
    theirs = terms("Bo's queries", starts_on=second.date, times=5)
    change_from(series, second.date, by=bo, version=0, terms=theirs)
    witness.expected.add(409)
    page.get_by_role("button", name="Change these dates").click()
    expect(page.get_by_role("alert")).to_contain_text("Somebody else changed it while you were writing.")
    expect(page.get_by_role("row").filter(has_text="Title")).to_contain_text("Slow queriesBo's queries")
    expect(page.get_by_label("Title")).to_have_value("Slow queries")
    page.get_by_role("button", name="Change these dates").click()
    expect(page.locator("body")).to_contain_text("Changed from this date on.")
    rows = series.occurrences.filter(skip=None).order_by("date").values_list("session__title", "session__local_time")
    assert list(rows) == [("Quick queries", time(12, 0))] + [("Slow queries", time(15, 0))] * 4


def test_a_series_by_keyboard(alice: Member, page_of) -> None:
    page = page_of(alice)
    page.goto("/series/new")
    page.get_by_label("Title").focus()
    page.keyboard.type("Quick queries")
    tab_to(page, "Show the dates")
    press_enter(page)
    tab_to(page, "Set it up")
    press_enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Quick queries")
    tab_to(page, "Leave out")
    press_enter(page)
    expect(page.locator("body")).to_contain_text("This date is left out")
    tab_to(page, "Bring it back")
    press_enter(page)
    expect(page.locator("body")).to_contain_text("It takes place after all.")


def test_ical_reads_the_same_instants(browser: Browser, alice: Member, bo: Member) -> None:
    """Weekly across a clock change, with a date left out and another time from a date on."""
    first = date(date.today().year + 1, 1, 3) - timedelta(days=28)  # noqa: DTZ011 - any day will do
    said = terms("Early", starts_on=max(first, in_days(3)), local_time=time(2, 30), zone="America/New_York", times=30)
    series = start_series(by=bo, kind="workshop", terms=said).series
    join_series(series, by=alice)
    days = list(series.occurrences.order_by("date").values_list("date", flat=True))
    skip_days(series, by=bo, first=days[2], last=days[2])
    later = terms("Later", starts_on=days[5], local_time=time(1, 30), times=20)
    change_from(series, days[5], by=bo, version=0, terms=later)
    sessions = for_calendar_of(series, alice)
    assert len(sessions) >= 10
    assert read(browser, calendar(sessions, alice)) == truth(sessions)

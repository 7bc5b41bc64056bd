"""An hour moves across a clock change and stays the hour it was."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from peerloop.kit.clock import now
from peerloop.schedule.models import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.matchmaking.models import Pairing

BERLIN = ZoneInfo("Europe/Berlin")


def beyond_the_next_change(day: date) -> date:
    """The first Tuesday on which Berlin's clocks differ from those of ``day``."""
    today = datetime.combine(day, time(12), BERLIN).utcoffset()
    later = day
    while datetime.combine(later, time(12), BERLIN).utcoffset() == today or later.weekday() != 1:
        later += timedelta(days=1)
    return later


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_nine_stays_nine_across_a_clock_change(
    script: bool, make_member, paired: Callable[..., Pairing], bo, page_of
) -> None:
    alice = make_member("Alma", time_zone="Europe/Berlin")
    bo.time_zone = "Europe/Berlin"
    bo.save()
    paired(alice, bo)
    session = Session.objects.get()
    before = session.starts_at.astimezone(BERLIN)
    day = beyond_the_next_change(now().date())
    page = page_of(alice, timezone_id="Europe/Berlin", java_script_enabled=script)
    page.goto(f"/sessions/{session.pk}")
    page.get_by_role("link", name="Move").click()
    page.get_by_label("Day", exact=True).fill(day.isoformat())
    page.get_by_label("Time", exact=True).fill("09:00")
    page.get_by_label("A word to the other").fill("After the holidays?")
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_text("09:00").first).to_be_visible()
    session.refresh_from_db()
    after = session.starts_at.astimezone(BERLIN)
    assert after.replace(tzinfo=None) == datetime.combine(day, time(9))
    assert after.utcoffset() != before.utcoffset()
    window = page_of(bo, timezone_id="Europe/Berlin")
    window.goto(f"/sessions/{session.pk}")
    expect(window.get_by_text("After the holidays?")).to_be_visible()

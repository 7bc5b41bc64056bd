"""Three meet among equals; one of them cannot come."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from icalendar import Calendar

from peerloop.people.actions import block, update_profile
from peerloop.schedule.actions import confirm_session, hold_meeting, leave_session
from peerloop.schedule.models import Participation, Session
from peerloop.schedule.queries import busy, sessions_seen_by
from peerloop.schedule.rules import Clash

if TYPE_CHECKING:
    from collections.abc import Callable

    import time_machine
    from tests.conftest import ClientOf
    from tests.post import Letterbox

    from peerloop.people.models import Member

PEER = Participation.Part.PEER


@pytest.fixture
def coffee(clock: time_machine.Traveller, alice: Member, bo: Member, charlie: Member) -> Session:
    """Alice, Bo and Charlie have a coffee on Tuesday at ten in London."""
    held = hold_meeting(
        dict.fromkeys([alice.pk, bo.pk, charlie.pk], PEER),
        kind=Session.Kind.COFFEE,
        by=None,
        local_date=date(2026, 3, 3),
        local_time=time(10),
        zone="UTC",
    )
    return confirm_session(held, by=None)


def page(response) -> str:
    return response.content.decode()


def test_each_of_three_has_it_in_the_calendar_with_the_two_others(
    coffee: Session, charlie: Member, post: Letterbox, work: Callable[[], int]
) -> None:
    update_profile(charlie, by=charlie, time_zone="Asia/Tokyo")
    work()
    [letter] = post.to(charlie)
    assert letter["Subject"].strip() == "Booked: Coffee with Alice and Bo, Tuesday 3 March, 19:00–19:30"
    [ics] = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
    [entry] = Calendar.from_ical(ics.get_content()).walk("VEVENT")
    assert str(entry["SUMMARY"]) == "Coffee with Alice and Bo"
    assert len(entry["ATTENDEE"]) == 3


def test_one_cannot_come_and_the_others_meet_all_the_same(
    coffee: Session, alice: Member, bo: Member, charlie: Member, post: Letterbox, work: Callable[[], int]
) -> None:
    work()
    post.letters.clear()
    stands = leave_session(coffee, by=bo)
    work()
    assert list(sessions_seen_by(bo)) == []
    assert list(sessions_seen_by(alice)) == list(sessions_seen_by(charlie)) == [stands]
    assert busy([bo.pk], datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC)) == []
    assert {
        member.name: [letter["Subject"].strip() for letter in post.to(member)] for member in (alice, bo, charlie)
    } == {
        "Alice": ["One fewer: Coffee with Charlie, Tuesday 3 March, 10:00–10:30"],
        "Bo": ["You do not take part any more, Tuesday 3 March, 10:00–10:30"],
        "Charlie": ["One fewer: Coffee with Alice, Tuesday 3 March, 10:00–10:30"],
    }
    [mine] = [part for part in post.to(bo)[0].walk() if part.get_content_type() == "text/calendar"]
    [entry] = Calendar.from_ical(mine.get_content()).walk("VEVENT")
    assert (str(entry["STATUS"]), str(entry["ATTENDEE"])) == ("CONFIRMED", f"mailto:{bo.email}")


def test_where_two_are_left_leaving_is_cancelling(coffee: Session, alice: Member, bo: Member) -> None:
    leave_session(coffee, by=bo)
    stands = leave_session(coffee, by=alice)
    assert stands.cancellation.by == alice
    with pytest.raises(ValidationError):
        leave_session(coffee, by=alice)


def test_nobody_leaves_for_another(coffee: Session, dana: Member) -> None:
    with pytest.raises(PermissionDenied):
        leave_session(coffee, by=dana)


def test_three_are_not_brought_together_over_a_block_or_a_full_hour(
    coffee: Session, alice: Member, bo: Member, dana: Member
) -> None:
    said = {"kind": Session.Kind.COFFEE, "by": None, "local_date": date(2026, 3, 3), "zone": "UTC"}
    with pytest.raises(Clash):
        hold_meeting(dict.fromkeys([alice.pk, dana.pk], PEER), local_time=time(10, 15), **said)
    block(bo, dana)
    with pytest.raises(ValidationError):
        hold_meeting(dict.fromkeys([alice.pk, bo.pk, dana.pk], PEER), local_time=time(15), **said)


def test_the_page_names_all_and_lets_one_out(coffee: Session, alice: Member, bo: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)
    shown = page(browser.get(f"/sessions/{coffee.pk}"))
    assert "<h1>Coffee with Bo and Charlie</h1>" in shown
    assert "Your hour is free again, and Bo and Charlie still meet." in shown
    answered = browser.post(f"/sessions/{coffee.pk}/leaving", follow=True)
    assert "Your hour is free again. Bo and Charlie are told." in page(answered)
    assert browser.get(f"/sessions/{coffee.pk}").status_code == 404

"""Words reach whom they concern, as things stand when they are sent, and nobody against their will."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar

from peerloop.kit.clock import now
from peerloop.matchmaking.actions import accept, ask, decline, publish, run, withdraw
from peerloop.matchmaking.queries import suggestions_for
from peerloop.notices.actions import silence
from peerloop.notices.handlers import mails
from peerloop.notices.models import Notice
from peerloop.notices.queries import channels_of
from peerloop.people.actions import block, depart
from peerloop.schedule.actions import cancel_session, move_session, place_session, record_ended_sessions
from peerloop.skills.actions import offer, propose_skill, want

if TYPE_CHECKING:
    from collections.abc import Callable

    import time_machine

    from peerloop.matchmaking.models import Request
    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(clock: time_machine.Coordinates, alice: Member, bo: Member) -> Request:
    """Alice has asked Bo for half an hour about Rust."""
    rust = propose_skill("Rust", by=bo)
    offer(bo, skill=rust, level=4)
    need = want(alice, skill=rust, level=3)
    [suggestion] = suggestions_for(need)
    return ask(need, teacher=bo, starts_at=suggestion.starts_at, text="Half an hour would save me days.", by=alice)


def subjects(letters: list) -> list[str]:
    return [letter["Subject"] for letter in letters]


def test_alice_asks_and_bo_is_told(asked: Request, alice: Member, bo: Member, post, work: Callable[[], int]) -> None:
    work()
    [letter] = post.to(bo)
    assert letter["Subject"] == "Alice would like to learn from you: Rust"
    assert "Half an hour would save me days." in letter.get_body(("plain",)).get_content()
    assert "because you offer to help with Rust" in letter.get_body(("html",)).get_content()
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert post.to(alice) == []


def test_a_yes_reaches_both_with_the_same_calendar_entry(asked: Request, alice: Member, bo: Member, post, work) -> None:
    work()
    post.letters.clear()
    accept(asked, by=bo)
    work()
    starts = []
    for member, other in ((alice, "Bo"), (bo, "Alice")):
        [letter] = post.to(member)
        assert letter["Subject"].strip().startswith(f"Booked: Rust with {other}, ")
        part = next(part for part in letter.walk() if part.get_content_type() == "text/calendar")
        assert part["Content-Type"].params["method"] == "REQUEST"
        [session] = Calendar.from_ical(part.get_content()).walk("VEVENT")
        starts.append(session.decoded("dtstart"))
    assert [start.astimezone(ZoneInfo("UTC")) for start in starts] == [asked.session.starts_at] * 2


def test_a_no_is_told_without_blame(asked: Request, alice: Member, bo: Member, post, work) -> None:
    work()
    decline(asked, by=bo)
    work()
    [letter] = post.to(alice)
    assert letter["Subject"] == "Bo cannot this time: Rust"
    assert "says nothing about you" in letter.get_body(("plain",)).get_content()


def test_what_was_taken_back_before_it_was_sent_is_not_sent(
    asked: Request, alice: Member, bo: Member, post, work
) -> None:
    withdraw(asked, by=alice)
    work()
    assert subjects(post.to(bo)) == ["Alice no longer needs the hour about Rust"]
    assert Notice.objects.get(kind="request_made").why_dropped == "not_seen"


def test_nothing_is_sent_across_a_block(asked: Request, alice: Member, bo: Member, post, work) -> None:
    block(bo, alice)
    work()
    assert post.letters == []


def test_nothing_is_sent_to_who_has_left(asked: Request, bo: Member, post, work) -> None:
    depart(bo, by=None)
    work()
    assert post.to(bo) == []


def test_a_silenced_kind_is_not_sent_and_stands_on_the_page(asked: Request, bo: Member, post, work) -> None:
    silence(bo, "request_made")
    work()
    assert post.letters == []
    assert Notice.objects.get(kind="request_made").channel == "page"


def test_a_mail_is_not_sent_twice(asked: Request, bo: Member, post, work) -> None:
    work()
    mails.send({"notice": Notice.objects.get(kind="request_made").pk})
    assert len(post.to(bo)) == 1


def test_quiet_hours_hold_a_mail_back_until_the_readers_morning(
    clock: time_machine.Coordinates, asked: Request, bo: Member, post, work
) -> None:
    bo.time_zone = "Asia/Tokyo"  # 21:00 there
    bo.save()
    work()
    assert post.letters == []
    assert Notice.objects.get(kind="request_made").due_at == datetime(2026, 11, 24, 8, tzinfo=ZoneInfo("Asia/Tokyo"))
    clock.shift(timedelta(hours=11))
    work()
    assert len(post.to(bo)) == 1


def test_a_moved_and_a_cancelled_session_update_the_calendar(
    asked: Request, alice: Member, bo: Member, post, work
) -> None:
    accept(asked, by=bo)
    work()
    post.letters.clear()
    session = asked.session
    session.refresh_from_db()
    moved = move_session(
        session, by=bo, local_date=session.local_date, local_time=session.local_time.replace(hour=15),
        sequence=session.sequence, word="The dentist",
    )  # fmt: skip
    work()
    [letter] = post.to(alice)
    assert "The dentist" in letter.get_body(("plain",)).get_content()
    cancel_session(moved, by=alice, word="Another time")
    work()
    parts = [part for letter in post.to(bo) for part in letter.walk() if part.get_content_type() == "text/calendar"]
    sequences = [int(Calendar.from_ical(part.get_content()).walk("VEVENT")[0]["sequence"]) for part in parts]
    assert [part["Content-Type"].params["method"] for part in parts] == ["REQUEST", "CANCEL"]
    assert sequences == sorted(set(sequences))


def test_who_says_where_to_meet_tells_the_other(asked: Request, alice: Member, bo: Member, post, work) -> None:
    accept(asked, by=bo)
    work()
    post.letters.clear()
    asked.session.refresh_from_db()
    place_session(asked.session, by=bo, place="Room 4", link="", sequence=asked.session.sequence)
    work()
    assert post.to(bo) == []
    [letter] = post.to(alice)
    assert "You meet here: Room 4" in letter.get_body(("plain",)).get_content()


def test_who_was_found_is_told_once_a_fortnight(
    clock: time_machine.Coordinates, alice: Member, bo: Member, post, work
) -> None:
    rust = propose_skill("Rust", by=bo)
    offer(bo, skill=rust, level=4)
    want(alice, skill=rust, level=3)
    for told in (0, 1):
        publish(run(), by=None)
        work()
        assert len(post.to(alice)) == told
        clock.shift(timedelta(hours=1))
        work()
    assert subjects(post.to(alice)) == ["Somebody to learn from"]
    clock.shift(timedelta(days=14))
    publish(run(), by=None)
    clock.shift(timedelta(hours=1))
    work()
    assert subjects(post.to(alice)) == ["Somebody to learn from"] * 2


def test_at_most_two_gentle_words_a_week(
    clock: time_machine.Coordinates, alice: Member, make_member, post, work
) -> None:
    """Three sessions end; Alice is asked about two this week, and about the third when there is room again."""
    for name, skill in (("Bo", "Rust"), ("Cleo", "Go"), ("Dev", "R")):
        teacher = make_member(name)
        known = propose_skill(skill, by=teacher)
        offer(teacher, skill=known, level=4)
        need = want(alice, skill=known, level=3)
        [suggestion] = suggestions_for(need)
        accept(ask(need, teacher=teacher, starts_at=suggestion.starts_at, by=alice), by=teacher)
    work()
    post.letters.clear()
    clock.shift(timedelta(days=7) - timedelta(hours=1))
    record_ended_sessions()
    work()
    assert len([one for one in subjects(post.to(alice)) if one.startswith("What did you gain?")]) == 2
    waiting = Notice.objects.get(kind="loop_asked", sent_at=None, dropped_at=None)
    assert waiting.due_at - now() == timedelta(days=7)
    clock.shift(timedelta(days=7, minutes=1))
    work()
    assert len([one for one in subjects(post.to(alice)) if one.startswith("What did you gain?")]) == 3


def test_words_in_both_parts_and_both_lights(asked: Request, bo: Member, post, work) -> None:
    """Plain text and HTML say the same; the light look stands in each tag, the dark one in a style of its own."""
    work()
    [letter] = post.to(bo)
    plain, html = (letter.get_body((kind,)).get_content() for kind in ("plain", "html"))
    for said in (
        "Alice would like to learn from you: Rust",
        "Half an hour would save me days.",
        "No more mail of this",
    ):
        assert said in plain
        assert said in html
    assert 'style="' in html
    assert html.count("<style") == 1
    assert "prefers-color-scheme: dark" in html


def test_the_way_out_stands_in_the_headers_and_works_with_one_post(asked: Request, bo: Member, post, work) -> None:
    work()
    [letter] = post.to(bo)
    way = letter["List-Unsubscribe"].strip("<> ").partition("/silence/")[2]
    assert Client().post(f"/silence/{way}", {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert channels_of(bo)["request_made"] == "page"

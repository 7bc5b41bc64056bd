"""A session is confirmed, moved, placed, cancelled, and written down when it is over."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from peerloop.journal.models import Entry, Job
from peerloop.people.actions import block, depart
from peerloop.schedule.actions import (
    cancel_session,
    confirm_session,
    keep_wall_time,
    make_feed,
    move_session,
    place_session,
    record_ended_sessions,
)
from peerloop.schedule.handlers import record_ended
from peerloop.schedule.models import Feed, Session
from peerloop.schedule.queries import agenda, owner_of_feed, sessions_seen_by
from peerloop.schedule.rules import Clash, StaleSequence

if TYPE_CHECKING:
    import time_machine

    from conftest import Hold
    from peerloop.people.models import Member


def verbs() -> list[str]:
    return list(Entry.objects.filter(verb__startswith="session.").order_by("pk").values_list("verb", flat=True))


def test_either_may_confirm_and_once_is_enough(hold: Hold, bo: Member) -> None:
    session = hold()
    confirm_session(session, by=bo)
    confirm_session(session, by=bo)
    assert verbs() == ["session.held", "session.confirmed"]


def test_moved_across_the_clock_change_nine_stays_nine(book: Hold, alice: Member) -> None:
    session = book(local_date=date(2026, 3, 27), local_time=time(9, 0))
    assert session.starts_at == datetime(2026, 3, 27, 8, 0, tzinfo=UTC)
    moved = move_session(session, by=alice, local_date=date(2026, 3, 30), local_time=time(9, 0), sequence=0)
    assert (moved.local_time, moved.zone) == (time(9, 0), "Europe/Berlin")
    assert moved.starts_at == datetime(2026, 3, 30, 7, 0, tzinfo=UTC)
    assert (moved.sequence, moved.ends_at - moved.starts_at) == (1, timedelta(minutes=30))
    move = moved.moves.get()
    assert (move.from_at, move.to_at, move.by) == (session.starts_at, moved.starts_at, alice)


def test_an_hour_that_comes_twice_is_the_first_and_one_that_is_skipped_keeps_the_offset(book: Hold) -> None:
    first = book(local_date=date(2026, 10, 25), local_time=time(2, 30))
    assert first.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    skipped = book(local_date=date(2026, 3, 29), local_time=time(2, 30))
    assert skipped.starts_at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_who_moves_says_it_by_their_own_clock(book: Hold, bo: Member) -> None:
    session = move_session(
        book(), by=bo, local_date=date(2026, 3, 4), local_time=time(14, 0), zone="Asia/Kolkata", sequence=0
    )
    assert session.starts_at == datetime(2026, 3, 4, 8, 30, tzinfo=UTC)
    assert session.zone == "Asia/Kolkata"


def test_who_moves_what_the_other_has_just_moved_is_told(book: Hold, alice: Member, bo: Member) -> None:
    session = book()
    move_session(session, by=bo, local_date=date(2026, 3, 5), local_time=time(10, 0), sequence=0)
    with pytest.raises(StaleSequence) as refused:
        move_session(session, by=alice, local_date=date(2026, 3, 6), local_time=time(10, 0), sequence=0)
    assert (refused.value.seen, refused.value.stands) == (0, 1)
    session.refresh_from_db()
    assert session.local_date == date(2026, 3, 5)


def test_a_move_may_overlap_where_the_session_stood_but_nothing_else(
    book: Hold, alice: Member, charlie: Member
) -> None:
    session = book()
    book(teacher=charlie, local_time=time(11, 0))
    moved = move_session(session, by=alice, local_date=date(2026, 3, 3), local_time=time(10, 15), sequence=0)
    with pytest.raises(Clash):
        move_session(moved, by=alice, local_date=date(2026, 3, 3), local_time=time(10, 45), sequence=1)


def test_a_stranger_changes_nothing(book: Hold, charlie: Member, dana: Member) -> None:
    session = book()
    for stranger in (charlie, dana):
        for change in (
            lambda by: confirm_session(session, by=by),
            lambda by: cancel_session(session, by=by),
            lambda by: place_session(session, by=by, place="", link="", sequence=0),
            lambda by: move_session(session, by=by, local_date=date(2026, 3, 5), local_time=time(9, 0), sequence=0),
        ):
            with pytest.raises(PermissionDenied):
                change(stranger)
        assert not sessions_seen_by(stranger).exists()


def test_cancelled_with_a_word_and_no_further(book: Hold, alice: Member, bo: Member) -> None:
    session = cancel_session(book(), by=bo, word="  I am\nill\u202e today ")
    assert (session.cancellation.word, session.sequence) == ("I am ill today", 1)
    cancel_session(session, by=alice)
    with pytest.raises(ValidationError, match="cancelled"):
        move_session(session, by=alice, local_date=date(2026, 3, 5), local_time=time(9, 0), sequence=1)
    with pytest.raises(ValidationError, match="cancelled"):
        place_session(session, by=alice, place="Room 4", link="", sequence=1)
    assert verbs() == ["session.held", "session.confirmed", "session.cancelled"]


def test_a_held_hour_given_back_is_nobodys_news(hold: Hold, alice: Member) -> None:
    cancel_session(hold(), by=alice)
    assert verbs() == ["session.held", "session.released"]


def test_a_place_and_a_link(book: Hold, alice: Member) -> None:
    session = place_session(book(), by=alice, place=" Room 4 ", link="https://meet.example.org/x", sequence=0)
    assert (session.place, session.link, session.sequence) == ("Room 4", "https://meet.example.org/x", 1)
    same = place_session(session, by=alice, place="Room 4", link="https://meet.example.org/x", sequence=1)
    assert same.sequence == 1


def test_what_is_over_is_written_down_once(
    book: Hold, hold: Hold, alice: Member, clock: time_machine.Traveller
) -> None:
    session = book()
    hold(local_time=time(11, 0))
    cancel_session(book(local_time=time(12, 0)), by=alice)
    assert record_ended_sessions() == 0
    clock.move_to(datetime(2026, 3, 3, 12, 0, tzinfo=UTC))
    assert (record_ended_sessions(), record_ended_sessions()) == (1, 0)
    assert list(Entry.objects.filter(verb="session.recorded").values_list("subject", flat=True)) == [session.pk]
    with pytest.raises(ValidationError, match="over"):
        cancel_session(session, by=alice)


def test_the_worker_goes_on_until_all_is_written_down(book: Hold, clock: time_machine.Traveller) -> None:
    book()
    clock.move_to(datetime(2026, 3, 3, 12, 0, tzinfo=UTC))
    record_ended({})
    assert Job.objects.filter(kind="schedule.record_ended").count() == 1
    record_ended({})
    assert Job.objects.filter(kind="schedule.record_ended").count() == 1


def test_the_agenda_has_what_is_to_come_in_order(book: Hold, hold: Hold, alice: Member, bo: Member) -> None:
    later, sooner = book(local_time=time(15, 0)), hold()
    cancel_session(book(local_time=time(12, 0)), by=alice)
    day = datetime(2026, 3, 3, tzinfo=UTC)
    assert agenda(bo, day, day + timedelta(days=1)) == [sooner, later]


def test_who_leaves_is_no_longer_expected(book: Hold, alice: Member, bo: Member) -> None:
    session, secret = book(), make_feed(bo)
    assert owner_of_feed(secret) == bo
    depart(bo, by=None)
    assert Session.objects.get(pk=session.pk).cancellation.by is None
    assert owner_of_feed(secret) is None
    assert not Feed.objects.exists()
    assert not sessions_seen_by(bo).exists()


def test_a_block_cancels_and_hides_what_the_two_shared(book: Hold, alice: Member, bo: Member, charlie: Member) -> None:
    shared, other = book(), book(teacher=charlie, local_time=time(15, 0))
    block(bo, alice)
    assert Session.objects.filter(cancellation=None).get() == other
    assert list(sessions_seen_by(alice)) == [other]
    assert not sessions_seen_by(bo).filter(pk=shared.pk).exists()


def test_when_a_country_changes_its_clock_the_wall_time_stays(book: Hold, hold: Hold, alice: Member) -> None:
    """The two were booked when Berlin's rules were said to be an hour apart from today's."""
    moved, kept, gone = book(), hold(local_time=time(15, 0)), book(local_time=time(12, 0))
    cancel_session(gone, by=alice)
    hour = timedelta(hours=1)
    before = {"starts_at": moved.starts_at + hour, "ends_at": moved.ends_at + hour}
    Session.objects.filter(pk__in=[moved.pk, gone.pk]).update(**before)
    assert (keep_wall_time(), keep_wall_time()) == (1, 0)
    session = Session.objects.get(pk=moved.pk)
    assert (session.starts_at, session.ends_at, session.sequence) == (moved.starts_at, moved.ends_at, 1)
    assert session.moves.get().by is None
    assert Session.objects.get(pk=kept.pk).sequence == 0
    assert verbs()[-1] == "session.moved"


def test_a_new_feed_ends_the_old_one_and_the_secret_is_not_kept(alice: Member) -> None:
    first, second = make_feed(alice), make_feed(alice)
    assert (owner_of_feed(first), owner_of_feed(second)) == (None, alice)
    assert second not in str(Feed.objects.values_list("digest", flat=True).get())

"""When the counts of needs are taken."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from peerloop.journal.leases import work_off
from peerloop.journal.models import Entry
from peerloop.journal.outbox import enqueue
from peerloop.kit import clock
from peerloop.skills.actions import close_week, drop_need, propose_skill, want
from peerloop.skills.models import Close, Need
from peerloop.skills.queries import closes_freely, last_close, next_close

if TYPE_CHECKING:
    from peerloop.people.models import Member

THURSDAY = datetime(2026, 11, 26, 15, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 2, tzinfo=UTC)


def test_while_all_needs_came_from_files_counts_are_taken_at_any_time(organiser: Member) -> None:
    assert last_close() is None
    with clock.at(THURSDAY):
        first = close_week(organiser)
    with clock.at(THURSDAY + timedelta(minutes=1)):
        second = close_week(organiser)
    assert (first.week, second.week, first.by) == (None, None, organiser)
    assert last_close() == THURSDAY + timedelta(minutes=1)
    assert Entry.objects.filter(verb="week.closed").count() == 2


def test_once_a_member_has_stated_a_need_counts_are_taken_once_a_week(alice: Member, organiser: Member) -> None:
    with clock.at(THURSDAY):
        close_week()
        want(alice, skill=propose_skill("Rust", by=None), level=3)
        assert next_close() == MONDAY
    with clock.at(MONDAY - timedelta(seconds=1)):
        assert (close_week(organiser).at, last_close()) == (THURSDAY, THURSDAY)
    with clock.at(MONDAY):
        monday = close_week(organiser)
        assert (monday.at, monday.week) == (MONDAY, date(2026, 11, 30))
        assert next_close() == MONDAY + timedelta(weeks=1)
    with clock.at(MONDAY + timedelta(days=6)):
        assert close_week() == monday
    assert Close.objects.count() == 2


def test_dropping_a_need_from_a_file_is_a_members_own_doing_too(alice: Member) -> None:
    need = Need.objects.create(member=alice, skill=propose_skill("Rust", by=None))
    assert closes_freely()
    drop_need(need, by=alice)
    assert not closes_freely()


def test_the_first_counts_do_not_wait_for_monday(alice: Member) -> None:
    with clock.at(THURSDAY):
        want(alice, skill=propose_skill("Rust", by=None), level=3)
        assert close_week().at == THURSDAY
        assert close_week().at == THURSDAY
    assert Close.objects.count() == 1


def test_the_worker_takes_them_by_itself(alice: Member) -> None:
    with clock.at(THURSDAY):
        want(alice, skill=propose_skill("Rust", by=None), level=3)
        close_week()
    for hours in range(3):
        with clock.at(MONDAY + timedelta(hours=hours)):
            enqueue("skills.close_week")
            work_off()
    assert list(Close.objects.order_by("at").values_list("at", flat=True)) == [THURSDAY, MONDAY]

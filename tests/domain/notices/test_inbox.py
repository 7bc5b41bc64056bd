"""What has come stands on its reader's page as things stand, and is counted as it stands there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peerloop.coffee.queries import introductions_seen_by
from peerloop.journal.models import Job
from peerloop.kit.clock import now
from peerloop.matchmaking.actions import accept, ask, withdraw
from peerloop.matchmaking.queries import requests_seen_by, suggestions_for
from peerloop.notices.actions import look_through, read_all, unread
from peerloop.notices.handlers import keeping
from peerloop.notices.models import Digest, Notice, Preference, Spread
from peerloop.notices.queries import notices_seen_by, shown, unread_count
from peerloop.notices.queries.seen import BY_GUARD
from peerloop.people.actions import block, depart
from peerloop.skills.actions import offer, propose_skill, want

if TYPE_CHECKING:
    from peerloop.matchmaking.models import Request
    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(clock, alice: Member, bo: Member) -> Request:
    """Alice has asked Bo for half an hour about Rust."""
    rust = propose_skill("Rust", by=bo)
    offer(bo, skill=rust, level=4)
    need = want(alice, skill=rust, level=3)
    [suggestion] = suggestions_for(need)
    return ask(need, teacher=bo, starts_at=suggestion.starts_at, by=alice)


def subjects(reader: Member, group: str = "") -> list[str]:
    return [one.message.subject for one in shown(reader, list(notices_seen_by(reader, group=group)))]


def test_it_stands_there_at_once_and_for_its_reader_alone(asked, alice: Member, bo: Member, charlie: Member) -> None:
    assert subjects(bo) == ["Alice would like to learn from you: Rust"]
    assert [unread_count(who) for who in (alice, bo, charlie)] == [0, 1, 0]


def test_whoever_acts_on_it_has_read_it(asked, alice: Member, bo: Member) -> None:
    accept(asked, by=bo)
    assert Notice.objects.get(kind="request_made").read_at == now()


def test_what_is_over_goes_by_itself(asked, alice: Member, bo: Member, post, work) -> None:
    work()
    withdraw(asked, by=alice)
    work()
    assert subjects(bo) == ["Alice no longer needs the hour about Rust"]
    assert unread_count(bo) == 1
    assert Notice.objects.get(kind="request_made").why_dropped == "not_seen"


@pytest.mark.parametrize("who", ["alice", "bo"])
def test_across_a_block_nothing_stands_there_and_nothing_is_counted(
    who: str, asked, answered, alice: Member, bo: Member
) -> None:
    answered(alice, bo, "Go")
    before = subjects(alice), subjects(bo)
    assert (unread_count(alice), unread_count(bo)) == (len(before[0]), len(before[1]))
    assert all(before)
    block(alice, bo) if who == "alice" else block(bo, alice)
    assert (subjects(alice), subjects(bo)) == ([], [])
    assert (unread_count(alice), unread_count(bo)) == (0, 0)


def test_whoever_has_left_has_no_page(asked, bo: Member) -> None:
    depart(bo, by=None)
    bo.refresh_from_db()
    assert list(notices_seen_by(bo)) == []
    assert unread_count(bo) == 0


def test_kinds_that_are_wanted_nowhere_do_not_come(
    clock, asked_gain, answered, alice: Member, bo: Member, post, work
) -> None:
    Preference.objects.create(member=bo, kind="loop_applied", channel="none")
    Preference.objects.create(member=alice, kind="loop_answered", channel="page")
    answered(alice, bo)
    work()
    assert [letter["Subject"] for letter in post.letters] == []
    assert (subjects(alice), subjects(bo)) == (["Bo answered: Rust"], [])


def test_all_is_read_and_taken_back(clock, answered, alice: Member, bo: Member) -> None:
    answered(alice, bo, "Rust")
    read_all(alice)
    clock.shift(timedelta(minutes=1))
    answered(alice, bo, "Go")
    answered(alice, bo, "R")
    assert unread_count(alice) == 2
    count, instant = read_all(alice)
    assert (count, unread_count(alice)) == (2, 0)
    unread(bo, instant)
    assert unread_count(alice) == 0
    unread(alice, instant)
    assert unread_count(alice) == 2


def test_one_group_is_read_alone(asked, answered, alice: Member, bo: Member) -> None:
    loop = answered(bo, alice, "Go")
    assert subjects(bo, group="loops") == ["Alice answered: Go"]
    assert read_all(bo, group="loops")[0] == 1
    assert list(notices_seen_by(bo).filter(read_at=None).values_list("kind", flat=True)) == ["request_made"]
    assert loop.pk


def test_thirty_of_many_kinds_ask_as_often_as_few(
    clock, asked, answered, make_member, alice: Member, bo: Member, work
) -> None:
    """Requests, sessions and loops: one of each, then ten of each, cost the same number of questions."""

    def live(number: int) -> None:
        learner = make_member(f"Learner {number}")
        rust = propose_skill(f"Skill {number}", by=bo)
        offer(bo, skill=rust, level=4)
        one = want(learner, skill=rust, level=3)
        starts_at = suggestions_for(one)[0].starts_at
        accept(ask(one, teacher=bo, starts_at=starts_at, by=learner), by=bo)
        answered(bo, learner, f"Other {number}")

    def asks() -> tuple[int, int, int]:
        look_through(bo, list(notices_seen_by(bo)))
        with CaptureQueriesContext(connection) as listed:
            found = shown(bo, list(notices_seen_by(bo)[:30]))
        with CaptureQueriesContext(connection) as counted:
            unread_count(bo)
        return len({one.notice.kind for one in found}), len(listed), len(counted)

    bo.capacity = 50
    bo.save()
    live(0)
    few = asks()
    for number in range(1, 14):
        live(number)
    answered(bo, alice, "Go")
    many = asks()
    assert many == few
    assert len(shown(bo, list(notices_seen_by(bo)[:30]))) == 30
    assert few[0] >= 3


def test_only_the_guards_of_kinds_that_have_come_are_asked(asked, alice: Member, bo: Member) -> None:
    """Bo was asked for an hour, and nothing came of circles or for Alice: their guards have nothing to say."""
    bos, alices = str(notices_seen_by(bo).query), list(notices_seen_by(alice))
    assert [table in bos for table in ("matchmaking_request", "circles_circle")] == [True, False]
    assert alices == []


def test_unread_ones_are_counted_in_one_question(clock, answered, alice: Member, bo: Member) -> None:
    for number in range(5):
        answered(alice, bo, f"Skill {number}")
    unread_count(alice)
    with CaptureQueriesContext(connection) as counted:
        assert unread_count(alice) == 5
    assert len([query for query in counted if "COUNT" not in query["sql"].upper()]) <= 2
    assert {requests_seen_by, introductions_seen_by} <= BY_GUARD.keys()


def test_what_cannot_be_shown_any_more_is_let_go(asked, alice: Member, bo: Member) -> None:
    notices = list(notices_seen_by(bo))
    block(alice, bo)
    assert look_through(bo, notices) == []
    assert Notice.objects.get(kind="request_made").why_dropped == "not_seen"


def test_after_half_a_year_a_notice_is_gone(clock, asked, answered, alice: Member, bo: Member) -> None:
    Digest.objects.create(member=alice, slot=now().date())
    Spread.objects.create(entry=1, kind="loop_due", total=300)
    clock.shift(timedelta(days=182))
    keeping.prune({})
    assert Notice.objects.count() == 1
    answered(alice, bo)
    clock.shift(timedelta(days=2))
    keeping.prune({})
    assert not Notice.objects.filter(kind="request_made").exists()
    assert Notice.objects.filter(kind="loop_answered").count() == 1
    assert (Digest.objects.count(), Spread.objects.count()) == (0, 0)


def test_very_many_old_ones_go_in_turns(clock, asked, alice: Member, bo: Member, monkeypatch) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", 10)
    Notice.objects.bulk_create(Notice(member=bo, entry=number, kind="loop_due") for number in range(25))
    clock.shift(timedelta(days=200))
    keeping.prune({})
    assert Notice.objects.count() == 16
    assert Job.objects.filter(kind="notices.prune", done_at=None).count() == 1

"""Forty workers at once: one digest for one day, two gentle words in one week, one opening of one mail."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from peerloop.journal.models import Job
from peerloop.kit import clock
from peerloop.loops.actions import ask_gain, give_feedback, open_loop, say_applied, say_gain
from peerloop.notices.actions import let_through, open_digest, settle, silence
from peerloop.notices.actions.wishes import Wishes
from peerloop.notices.models import Digest, DigestTime, Notice, Preference, QuietHours
from peerloop.people.actions import join
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 40
MONDAY_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def at_once(acts: Sequence[Callable[[], object]]) -> list[object]:
    """Run all of them at the same moment, each with its own connection; return their results in order."""
    start = Barrier(len(acts))

    def alone(act: Callable[[], object]) -> object:
        try:
            start.wait()
            with clock.at(MONDAY_NOON):
                return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [result.result() for result in [pool.submit(alone, act) for act in acts]]


@pytest.fixture
def alice() -> Member:
    return join(name="Alice", email="alice@example.org")


@pytest.fixture
def bo() -> Member:
    return join(name="Bo", email="bo@example.org")


def answered(learner: Member, teacher: Member, number: int) -> None:
    """Tell the learner that the teacher has answered; it waits for the digest."""
    with clock.at(MONDAY_NOON - timedelta(hours=6)):
        skill = propose_skill(f"Skill {number}", by=teacher)
        loop = open_loop(learner=learner, teacher=teacher, skill=skill, by=None)
        say_gain(loop, by=learner, gain="How", intention="Try", by_when=(MONDAY_NOON + timedelta(days=3)).date())
        say_applied(loop, by=learner, text="I did")
        give_feedback(loop, by=teacher, text="Well done")


def test_one_digest_for_one_day(alice: Member, bo: Member) -> None:
    for number in range(5):
        answered(alice, bo, number)
    opened = at_once([lambda: open_digest(alice, slot=MONDAY_NOON.date(), until=MONDAY_NOON)] * CLIENTS)
    [digest] = Digest.objects.all()
    assert [one for one in opened if one is not None] == [digest]
    assert Notice.objects.filter(kind="loop_answered", digest=digest).count() == 5
    assert Job.objects.filter(kind="notices.digest").count() == 1


def test_no_notice_lies_in_two_digests(alice: Member, bo: Member) -> None:
    """Two days' digests are made at the same moment, for a worker had slept."""
    for number in range(5):
        answered(alice, bo, number)
    days = [MONDAY_NOON.date() - timedelta(days=number) for number in range(CLIENTS)]
    opened = at_once([lambda day=day: open_digest(alice, slot=day, until=MONDAY_NOON) for day in days])
    full = [one for one in opened if one is not None]
    assert sum(Notice.objects.filter(digest=one).count() for one in full) == 5
    assert all(Notice.objects.filter(digest=one).exists() for one in full)
    assert Digest.objects.count() == len(full)


def test_two_gentle_words_and_no_third(alice: Member, bo: Member) -> None:
    for number in range(CLIENTS):
        with clock.at(MONDAY_NOON):
            skill = propose_skill(f"Skill {number}", by=bo)
            ask_gain(open_loop(learner=alice, teacher=bo, skill=skill, by=None))
    came = at_once([lambda: let_through(alice)] * CLIENTS)
    assert sum(len(some) for some in came) == 2
    assert Notice.objects.exclude(arrived_at=None).count() == 2
    assert Job.objects.filter(kind="notices.send").count() == 2


def test_many_clicks_on_one_way_out_and_on_save(alice: Member) -> None:
    quiet = QuietHours(member=alice)
    wishes = Wishes({"loop_due": "page"}, quiet.starts, quiet.ends)
    at_once([lambda: silence(alice, "loop_due"), lambda: settle(alice, wishes)] * (CLIENTS // 2))
    assert list(Preference.objects.values_list("kind", "channel")) == [("loop_due", "page")]
    assert (DigestTime.objects.count(), QuietHours.objects.count()) == (1, 1)

"""Ten thousand are told by and by: no transaction holds more than a few hundred, and nobody is told twice."""

from __future__ import annotations

import contextlib
from datetime import date, time
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import transaction

from peerloop.journal.actions import record
from peerloop.journal.leases import do
from peerloop.journal.models import Entry, Job
from peerloop.notices.actions import spread_on
from peerloop.notices.actions.many import AT_ONCE
from peerloop.notices.models import Notice, Preference, Spread
from peerloop.notices.queries import spreading
from peerloop.people.models import Member
from peerloop.schedule.actions import announce_session

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.schedule.models import Session

pytestmark = pytest.mark.django_db
MANY = 2 * AT_ONCE + 50


@pytest.fixture
def full(clock, organiser: Member) -> Session:
    """A session to which very many are to be invited."""
    Member.objects.bulk_create(
        Member(email=f"m{number}@example.org", name=f"M{number}", name_key=f"m{number}") for number in range(MANY)
    )
    return announce_session(
        kind="seminar", title="All hands", by=organiser, local_date=date(2026, 12, 7), local_time=time(10), zone="UTC",
        minutes=60,
    )  # fmt: skip


def invite(session: Session, many: int = MANY) -> Entry:
    """Let the journal say that so many are invited."""
    about = Member.objects.filter(name__startswith="M").order_by("pk").values_list("pk", flat=True)[:many]
    with transaction.atomic():
        return record("session.invited", actor=session.arranged_by, subject=session, about=list(about))


def notices(entry: Entry) -> QuerySet[Notice]:
    return Notice.objects.filter(entry=entry.pk)


def tell_on(session: Session) -> list[tuple[int, int] | None]:
    """Do the jobs that tell many; return how far it had come after each."""
    went = []
    for job in iter(lambda: Job.objects.filter(kind="notices.spread", done_at=None).first(), None):
        job.lease = uuid4()
        job.save()
        do(job)
        went.append(spreading(session))
    return went


def test_the_action_writes_nothing_but_that_there_is_much_to_tell(full: Session) -> None:
    before = Notice.objects.count(), Job.objects.count()
    entry = invite(full)
    assert (Notice.objects.count(), Job.objects.count()) == (before[0], before[1] + 1)
    assert not notices(entry).exists()
    assert spreading(full) == (0, MANY)


def test_the_worker_tells_a_few_hundred_in_each_transaction_and_says_how_far_it_is(full: Session) -> None:
    entry = invite(full)
    assert tell_on(full) == [(AT_ONCE, MANY), (2 * AT_ONCE, MANY), None]
    assert notices(entry).count() == MANY
    assert Job.objects.filter(kind="notices.send", done_at=None).count() >= MANY


def test_a_worker_that_dies_in_the_middle_tells_nobody_twice(full: Session) -> None:
    """Its transaction is undone with its job's mark; the next one begins where the last whole one ended."""
    entry = invite(full)
    spread = Spread.objects.get(entry=entry.pk)
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        spread_on(spread, after=0)
        raise ZeroDivisionError
    assert not notices(entry).exists()
    tell_on(full)
    assert notices(entry).count() == MANY


def test_whoever_leaves_meanwhile_is_asked_for_anew(full: Session) -> None:
    """The readers are looked up in each transaction, not carried along."""
    entry = invite(full)
    Entry.objects.filter(pk=entry.pk).update(about=entry.about[:3])
    tell_on(full)
    assert sorted(notices(entry).values_list("member", flat=True)) == entry.about[:3]


def test_each_is_told_as_they_wish(full: Session) -> None:
    for name, channel in (("M1", "none"), ("M2", "digest"), ("M3", "page")):
        Preference.objects.create(member=Member.objects.get(name=name), kind="gathering_invited", channel=channel)
    entry = invite(full)
    tell_on(full)
    told = dict(notices(entry).filter(member__name__in=["M1", "M2", "M3", "M4"]).values_list("member__name", "channel"))
    assert told == {"M2": "digest", "M3": "page", "M4": "mail"}


def test_few_are_told_at_once(full: Session) -> None:
    assert notices(invite(full, 2)).count() == 2
    assert not Spread.objects.exists()

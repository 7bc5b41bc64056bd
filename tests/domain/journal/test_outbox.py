"""Jobs: asked for in the transaction of the change, done once, put off when they fail."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction

from peerloop.jobs.schedule import fill, slot
from peerloop.journal import outbox
from peerloop.journal.handlers import prune
from peerloop.journal.leases import ATTEMPTS, do, finish, open_jobs, take, work_off
from peerloop.journal.models import Entry, Job
from peerloop.journal.outbox import enqueue, handles

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def done() -> Iterator[list[int | str]]:
    """What the job "note" was done with; it fails for 13."""
    seen: list[int | str] = []

    @handles("note")
    def note(payload: dict[str, int | str]) -> None:
        Entry.objects.create(verb="noted", subject_type="journal.job", subject=payload["number"], detail_digest="")
        if payload["number"] == 13:
            raise RuntimeError("alice@example.org wants none of it")
        seen.append(payload["number"])

    yield seen
    del outbox.handlers["note"]


def test_jobs_are_done_in_the_order_in_which_they_are_due(done: list[int]) -> None:
    with time_machine.travel(NOON, tick=False):
        enqueue("note", {"number": 2}, due_at=NOON - timedelta(minutes=1))
        enqueue("note", {"number": 1}, due_at=NOON - timedelta(minutes=2))
        enqueue("note", {"number": 3}, due_at=NOON + timedelta(minutes=1))
        assert work_off() == 2
    assert done == [1, 2]


def test_a_job_of_a_change_that_did_not_happen_is_none(done: list[int]) -> None:
    with suppress(ZeroDivisionError), transaction.atomic():
        enqueue("note", {"number": 1})
        raise ZeroDivisionError
    assert work_off() == 0
    assert done == []


def test_the_same_slot_is_asked_for_once(done: list[int]) -> None:
    enqueue("note", {"number": 1}, slot="monday")
    enqueue("note", {"number": 2}, slot="monday")
    enqueue("note", {"number": 3}, slot="tuesday")
    work_off()
    assert done == [1, 3]


def test_a_failing_job_leaves_no_effect_and_is_tried_again_later_and_later(done: list[int]) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        enqueue("note", {"number": 13})
        waits = []
        for _ in range(4):
            work_off()
            job = open_jobs().get()
            waits.append((job.due_at - datetime.now(UTC)).total_seconds())
            clock.move_to(job.due_at)
    assert waits == [5, 15, 45, 135]
    assert Entry.objects.count() == 0


def test_a_failure_is_noted_by_its_class_and_never_by_its_words(done: list[int]) -> None:
    enqueue("note", {"number": 13})
    work_off()
    assert re.fullmatch(r"RuntimeError at leases\.py:\d+", open_jobs().get().failure)


def test_after_the_last_attempt_the_job_is_given_up_and_the_others_go_on(done: list[int]) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        enqueue("note", {"number": 13})
        for _ in range(ATTEMPTS):
            clock.shift(timedelta(hours=7))
            assert work_off() == 1
        clock.shift(timedelta(hours=7))
        enqueue("note", {"number": 1})
        assert work_off() == 1
        assert Job.objects.get(payload={"number": 13}).failed_at == datetime.now(UTC) - timedelta(hours=7)
    assert done == [1]


def test_who_runs_the_house_sees_what_was_given_up_and_may_have_it_tried_again(done: list[int]) -> None:
    given_up = Job.objects.create(kind="note", payload={"number": 1}, attempts=ATTEMPTS, failed_at=NOON, failure="Away")
    said = StringIO()
    call_command("failed_jobs", stdout=said)
    assert said.getvalue() == f"{given_up.pk} note 2026-11-23 12:00 Away\n"
    call_command("failed_jobs", "--again", stdout=said)
    assert said.getvalue().splitlines()[-1] == "1 jobs will be tried again."
    work_off()
    assert done == [1]


def test_a_job_whose_worker_died_is_taken_again_when_the_lease_has_run_out(done: list[int]) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        enqueue("note", {"number": 1})
        first = take()
        assert take() is None
        clock.shift(timedelta(seconds=61))
        second = take()
    assert second == first
    assert second.attempts == 2


def test_who_lost_the_lease_does_not_do_the_job_beside_the_other(done: list[int]) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        enqueue("note", {"number": 1})
        slow = take()
        clock.shift(timedelta(seconds=61))
        quick = take()
        do(quick)
        do(slow)
    assert done == [1]


def test_a_job_that_kills_its_worker_every_time_is_given_up(done: list[int]) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        enqueue("note", {"number": 1})
        for _ in range(ATTEMPTS):
            take()
            clock.shift(timedelta(seconds=61))
        work_off()
    assert Job.objects.get().failure == "the worker died each time"
    assert done == []


def test_a_job_of_no_known_kind_fails_in_words(done: list[int]) -> None:
    enqueue("forgotten")
    work_off()
    assert Job.objects.get().failure.startswith("KeyError at leases.py:")


@pytest.mark.django_db(transaction=True)
def test_what_speaks_outside_holds_no_transaction() -> None:
    held = []

    @handles("speak", speaks_outside=True)
    def speak(payload: dict[str, int | str]) -> None:
        held.append(transaction.get_connection().in_atomic_block)

    try:
        enqueue("speak")
        work_off()
    finally:
        outbox.outside.discard("speak")
        del outbox.handlers["speak"]
    assert held == [False]
    assert not open_jobs().exists()


def test_a_lease_that_is_gone_finishes_nothing() -> None:
    enqueue("note")
    job = take()
    Job.objects.update(lease=None)
    assert finish(job) is False


def test_done_jobs_are_forgotten_after_a_week() -> None:
    old, new = NOON - timedelta(days=8), NOON - timedelta(days=6)
    for number, at in enumerate((old, new)):
        Job.objects.create(kind="note", payload={"number": number}, done_at=at)
    with time_machine.travel(NOON, tick=False):
        prune({})
    assert [job.payload["number"] for job in Job.objects.all()] == [1]


def test_the_schedule_asks_once_for_each_slot_however_many_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "schedule", kinds := [outbox.Scheduled("tick", timedelta(minutes=5))])
    monkeypatch.setattr("peerloop.jobs.schedule.schedule", kinds)
    for minute in (0, 4, 5, 6, 9, 10):
        fill(NOON + timedelta(minutes=minute), {})
    assert list(Job.objects.order_by("id").values_list("slot", flat=True)) == [
        "2026-11-23T12:00:00+00:00",
        "2026-11-23T12:05:00+00:00",
        "2026-11-23T12:10:00+00:00",
    ]


def test_a_day_long_slot_begins_at_midnight_utc() -> None:
    assert slot(NOON, timedelta(days=1)) == "2026-11-23T00:00:00+00:00"

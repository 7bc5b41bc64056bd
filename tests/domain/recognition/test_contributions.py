"""What each has given comes about by itself, is seen by its member alone, and goes when it was not so."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from peerloop.journal.actions import record
from peerloop.journal.models import Job
from peerloop.loops import actions as loops
from peerloop.loops.models import Asking, Loop
from peerloop.people.actions import depart
from peerloop.recognition.actions import correct, hide, unhide
from peerloop.recognition.handlers import backfill
from peerloop.recognition.models import Contribution
from peerloop.recognition.queries import contributions_of
from peerloop.schedule.actions import cancel_session, record_ended_sessions
from peerloop.schedule.models import Session
from peerloop.skills.actions import merge_skills, propose_skill

if TYPE_CHECKING:
    import time_machine

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


def given(member: Member) -> list[tuple[str, int, int | None]]:
    return list(contributions_of(member).order_by("pk").values_list("kind", "source", "minutes"))


@pytest.fixture
def tried(sql: Skill, met: Session, alice: Member, bo: Member) -> Loop:
    """Alice has tried what Bo taught her."""
    loop = loops.open_loop(learner=alice, teacher=bo, skill=sql, by=bo)
    loops.say_gain(loop, by=alice, gain="a", intention="b", by_when=date(2026, 12, 1))
    return loops.say_applied(loop, by=alice, text="c")


@pytest.fixture
def row(met: Session, bo: Member) -> Contribution:
    return contributions_of(bo).get()


def test_each_act_of_helping_is_noted_for_who_helped(
    met: Session, tried: Loop, alice: Member, bo: Member, charlie: Member
) -> None:
    loops.give_feedback(tried, by=bo, text="d")
    loops.confirm(tried, by=bo)
    loops.confirm(tried, by=bo)
    asking = loops.ask_companion(tried, by=alice, member=charlie, part=Asking.Part.SAW)
    loops.say_seen(asking, by=charlie, text="e")
    assert given(bo) == [("one_to_one", met.pk, 30), ("feedback", tried.pk, None), ("receipt", tried.pk, None)]
    assert given(charlie) == [("feedback", asking.pk, None)]
    assert given(alice) == []


def test_a_receipt_that_is_taken_back_was_none(tried: Loop, bo: Member) -> None:
    loops.confirm(tried, by=bo)
    loops.unconfirm(tried, by=bo)
    assert [kind for kind, _source, _minutes in given(bo)] == ["one_to_one"]


def test_it_is_its_members_alone(
    row: Contribution, alice: Member, dana: Member, organiser: Member, administrator: Member, bo: Member
) -> None:
    for other in (alice, dana, organiser, administrator):
        assert not contributions_of(other).exists()
        with pytest.raises(PermissionDenied):
            hide(row, by=other)
        with pytest.raises(PermissionDenied):
            unhide(row, by=other)
        with pytest.raises(PermissionDenied):
            correct(row, by=other, minutes=10, note="")
    depart(bo, by=None)
    bo.refresh_from_db()
    assert not contributions_of(bo).exists()


def test_hidden_and_corrected(row: Contribution, bo: Member) -> None:
    hide(row, by=bo)
    assert contributions_of(bo).get().hidden_at is not None
    unhide(row, by=bo)
    correct(row, by=bo, minutes=45, note=" It took \n longer ")
    stands = contributions_of(bo).get()
    assert (stands.minutes, stands.note, stands.hidden_at) == (45, "It took longer", None)
    assert stands.corrected_at is not None
    for field, said in (("minutes", {"minutes": 0}), ("minutes", {"minutes": 1441}), ("note", {"note": "x" * 281})):
        with pytest.raises(ValidationError) as refused:
            correct(row, **{"by": bo, "minutes": 30, "note": ""} | said)
        assert list(refused.value.message_dict) == [field]


def test_a_session_that_was_cancelled_gives_nothing(booked, clock: time_machine.Traveller, alice, bo: Member) -> None:
    cancel_session(booked(alice, bo), by=alice)
    clock.shift(timedelta(days=1))
    record_ended_sessions()
    assert given(bo) == []


@pytest.mark.parametrize("when", ["before it is recorded", "afterwards"])
@pytest.mark.parametrize("who", ["the learner", "the teacher"])
def test_what_did_not_take_place_is_no_contribution(
    booked, clock: time_machine.Traveller, alice: Member, bo: Member, when: str, who: str
) -> None:
    def missed() -> None:
        with transaction.atomic():
            away = alice if who == "the learner" else bo
            record("session.missed", actor=None, subject=session, about=[away.pk])

    session = booked(alice, bo)
    clock.move_to(session.starts_at + timedelta(minutes=5))
    if when == "before it is recorded":
        missed()
    clock.shift(timedelta(days=1))
    record_ended_sessions()
    if when == "afterwards":
        assert len(given(bo)) == 1
        missed()
    assert given(bo) == []


def test_who_comes_late_was_there(booked, clock: time_machine.Traveller, alice: Member, bo: Member) -> None:
    session = booked(alice, bo)
    for minutes, verb, actor in ((5, "session.missed", None), (9, "session.checked_in", alice)):
        clock.move_to(session.starts_at + timedelta(minutes=minutes))
        with transaction.atomic():
            record(verb, actor=actor, subject=session, about=[] if actor else [alice.pk])
    clock.shift(timedelta(days=1))
    record_ended_sessions()
    assert given(bo) == [("one_to_one", session.pk, 30)]


def test_the_skill_that_is_merged_is_the_one_it_is_now(row: Contribution, alice: Member) -> None:
    merge = merge_skills(row.skill, propose_skill("Databases", by=alice), by=None)
    assert Contribution.objects.get().skill == merge.into


def test_what_was_given_before_is_noted_once(
    met: Session, tried: Loop, alice: Member, bo: Member, charlie: Member
) -> None:
    loops.give_feedback(tried, by=bo, text="d")
    loops.confirm(tried, by=bo)
    loops.say_seen(loops.ask_companion(tried, by=alice, member=charlie, part=Asking.Part.SAW), by=charlie, text="e")
    [first, *rest] = contributions_of(bo).order_by("pk")
    hide(first, by=bo)
    expected = sorted(given(bo)), given(charlie)
    Contribution.objects.filter(pk__in=[one.pk for one in rest]).delete()
    contributions_of(charlie).delete()
    for _twice in range(2):
        Job.objects.filter(kind="recognition.backfill").delete()
        backfill({})
        while (job := Job.objects.filter(kind="recognition.backfill").order_by("pk").last()) is not None:
            Job.objects.filter(pk=job.pk).delete()
            backfill(job.payload)
        assert (sorted(given(bo)), given(charlie)) == expected
    assert contributions_of(bo).filter(hidden_at__isnull=False).count() == 1


def test_the_migration_asks_for_it_once_and_only_where_there_is_something(met: Session) -> None:
    migration = import_module("peerloop.recognition.migrations.0002_backfill")
    for _twice in range(2):
        migration.ask(apps, None)
    assert Job.objects.filter(kind="recognition.backfill", slot="first").count() == 1
    Job.objects.all().delete()
    Session.objects.all().delete()
    migration.ask(apps, None)
    assert not Job.objects.filter(kind="recognition.backfill").exists()

"""Bo asks Charlie to lead his series with him; Charlie leads once he has said yes, and not before."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.series.test_going import TUESDAYS, taken_by

from peerloop.journal.models import Entry
from peerloop.people.actions import block, depart
from peerloop.schedule.actions import announce_session
from peerloop.schedule.models import Participation
from peerloop.series.actions import decline_lead, join_series, lead_too, start_series
from peerloop.series.models import Joining
from peerloop.series.queries import series_led_by

if TYPE_CHECKING:
    from tests.domain.series.conftest import TermsOf

    from peerloop.people.models import Member
    from peerloop.series.models import Series


@pytest.fixture
def asked(terms: TermsOf, bo: Member, charlie: Member) -> Series:
    return start_series(by=bo, kind="lunch_and_learn", terms=terms(), co_lead=charlie).series


def led_by(member: Member) -> int:
    return Participation.objects.filter(member=member, part="teacher", session__cancellation=None).count()


def test_before_the_yes_nothing_is_theirs(asked: Series, bo: Member, charlie: Member) -> None:
    assert (asked.co_lead, asked.asked_lead) == (None, charlie)
    assert list(series_led_by(charlie)) == []
    assert (taken_by(charlie), led_by(bo)) == ([], len(TUESDAYS))


def test_with_the_yes_every_date_is_led_by_both(asked: Series, bo: Member, charlie: Member) -> None:
    assert lead_too(asked, by=charlie) == []
    assert lead_too(asked, by=charlie) == []
    asked.refresh_from_db()
    assert (asked.co_lead, asked.asked_lead) == (charlie, None)
    assert (led_by(charlie), led_by(bo)) == (len(TUESDAYS), len(TUESDAYS))
    assert list(series_led_by(charlie)) == [asked]
    assert Entry.objects.filter(verb="series.led_too").count() == 1


def test_a_date_on_which_they_are_not_free_is_told_and_stays_with_who_asked(
    asked: Series, bo: Member, charlie: Member
) -> None:
    announce_session(
        kind="demo", title="Something else", by=charlie, local_date=TUESDAYS[1], local_time=time(12),
        zone="Europe/Berlin", minutes=45,
    )  # fmt: skip
    assert [one.date for one in lead_too(asked, by=charlie)] == [TUESDAYS[1]]
    assert led_by(bo) == len(TUESDAYS)


def test_who_had_joined_leads_instead(asked: Series, charlie: Member) -> None:
    join_series(asked, by=charlie)
    assert lead_too(asked, by=charlie) == []
    assert (led_by(charlie), Joining.objects.count()) == (len(TUESDAYS), 0)


def test_a_no_leaves_it_with_who_asked(asked: Series, bo: Member, charlie: Member) -> None:
    decline_lead(asked, by=charlie)
    asked.refresh_from_db()
    assert (asked.co_lead, asked.asked_lead, taken_by(charlie)) == (None, None, [])
    assert [list(one.about) for one in Entry.objects.filter(verb="series.lead_declined")] == [[bo.pk]]


def test_nobody_else_answers_and_none_who_was_blocked_meanwhile(
    asked: Series, alice: Member, bo: Member, charlie: Member
) -> None:
    for answer in (lead_too, decline_lead):
        with pytest.raises(PermissionDenied):
            answer(asked, by=alice)
    block(bo, charlie)
    with pytest.raises(PermissionDenied):
        lead_too(asked, by=charlie)
    asked.refresh_from_db()
    assert asked.asked_lead is None


def test_what_was_taken_back_meanwhile_is_told(asked: Series, charlie: Member) -> None:
    type(asked).objects.filter(pk=asked.pk).update(asked_lead=None)
    with pytest.raises(ValidationError, match="no longer asked"):
        lead_too(asked, by=charlie)


def test_who_leaves_is_asked_no_more(asked: Series, charlie: Member, work) -> None:
    depart(charlie, by=None)
    work()
    asked.refresh_from_db()
    assert (asked.asked_lead, asked.lead is None) == (None, False)

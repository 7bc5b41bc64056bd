"""Bo's other calendar says that he is taken; Peerloop believes it, and tells nobody why."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from peerloop.calendars.models import Busy
from peerloop.calendars.rules import kept_here
from peerloop.coffee.pairing import tables
from peerloop.matchmaking.hours import shared_hours
from peerloop.schedule.queries import busy
from peerloop.schedule.rules import Clash

if TYPE_CHECKING:
    from conftest import Hold
    from peerloop.people.models import Member

TEN_IN_BERLIN = datetime.fromisoformat("2026-03-03T09:00:00+00:00")
HALF_PAST = TEN_IN_BERLIN + timedelta(minutes=30)


@pytest.fixture
def taken(bo: Member) -> Busy:
    return Busy.objects.create(member=bo, starts_at=TEN_IN_BERLIN, ends_at=HALF_PAST)


def test_an_hour_that_is_taken_elsewhere_is_not_booked_and_nobody_is_told_why(
    taken: Busy, hold: Hold, bo: Member
) -> None:
    with pytest.raises(Clash) as refused:
        hold()
    assert refused.value.messages == ["Bo is not free at that time."]
    with pytest.raises(Clash) as refused:
        hold(by=bo)
    assert refused.value.messages == ["You already have something at that time."]
    assert hold(local_time=time(10, 30)).starts_at == HALF_PAST
    assert busy([bo.pk], TEN_IN_BERLIN, HALF_PAST) == [(bo.pk, TEN_IN_BERLIN, HALF_PAST)]


def test_it_is_not_proposed_either(taken: Busy, hold: Hold, alice: Member, bo: Member) -> None:
    hours = shared_hours(alice, [bo], after=TEN_IN_BERLIN - timedelta(hours=1), weeks=1)[0]
    assert TEN_IN_BERLIN not in hours
    assert HALF_PAST in hours


def test_nor_is_a_week_that_is_taken_whole_a_time_for_coffee(hold: Hold, alice: Member, bo: Member) -> None:
    brought, _left = tables([alice, bo], after=TEN_IN_BERLIN, seed=1)
    assert [set(table.members) for table in brought] == [{alice, bo}]
    Busy.objects.create(member=bo, starts_at=TEN_IN_BERLIN, ends_at=TEN_IN_BERLIN + timedelta(days=9))
    assert tables([alice, bo], after=TEN_IN_BERLIN, seed=1)[0] == []


def test_a_session_of_ours_that_comes_back_is_known(hold: Hold) -> None:
    session = hold(local_date=date(2026, 3, 4))
    uid = str(session.uid)
    assert {found for known in kept_here for found in known({uid, uid.upper(), "else@where", "x" * 36})} == {uid}

"""Forty clients at a queue and at a series: no place twice, no date twice, nobody in between.

On PostgreSQL this shows that the locks are there; on SQLite that nobody is turned away by the database.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from tests.races.test_booking import CLIENTS, at_once

from peerloop.kit.clock import now
from peerloop.officehours.actions import answer_together, call_next, come, leave, offer_hour
from peerloop.officehours.models import Joint, Visit
from peerloop.officehours.queries import dates_of, queue_of
from peerloop.officehours.rules import Over
from peerloop.schedule.actions import cancel_session, join_session
from peerloop.schedule.models import Participation
from peerloop.series.actions import change_from, join_series, leave_series, prolong, skip_days, start_series
from peerloop.series.models import Occurrence, Series
from peerloop.series.rules import StaleSeries, Terms

if TYPE_CHECKING:
    from peerloop.officehours.models import OfficeHour
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

pytestmark = pytest.mark.django_db(transaction=True)


def terms(at: datetime, *, times: int = 6, **more) -> Terms:
    said = {"minutes": 60, "title": "Ask me", "repeats": "weekly", "zone": "UTC"} | more
    return Terms(starts_on=at.date(), local_time=at.time().replace(second=0, microsecond=0), times=times, **said)


@pytest.fixture
def hour(bo: Member) -> OfficeHour:
    """Bo's office hour begins in ten minutes, so that people may be called."""
    return offer_hour(by=bo, terms=terms(now() + timedelta(minutes=10)), slot=5)[0]


@pytest.fixture
def today(hour: OfficeHour) -> Session:
    return dates_of(hour)[0]


@pytest.fixture
def visitors(make_member) -> list[Member]:
    return [make_member(f"Visitor {number}") for number in range(CLIENTS)]


def test_forty_come_at_once(hour: OfficeHour, today: Session, visitors: list[Member]) -> None:
    """No place twice, none left out; the order of being called is the order of arrival."""

    def comes(number: int) -> str:
        come(hour, today, by=visitors[number], text=visitors[number].name)
        return "in"

    assert at_once(comes) == {"in": CLIENTS}
    queue = [turn.first for turn in queue_of(today).waiting]
    assert [visit.place for visit in queue] == list(range(1, CLIENTS + 1))
    assert [visit.asked_at for visit in queue] == sorted(visit.asked_at for visit in queue)


def test_nobody_waits_at_a_date_that_is_cancelled_as_they_come(
    hour: OfficeHour, visitors: list[Member], bo: Member
) -> None:
    """Who was in before is told that it will not be; who is later is told at once."""
    for date_of in dates_of(hour)[1:6]:

        def acts(number: int, session: Session = date_of) -> str:
            if number == CLIENTS // 2:
                cancel_session(session, by=bo)
                return "off"
            try:
                come(hour, session, by=visitors[number], text=visitors[number].name)
            except ValidationError:
                return "late"
            return "in"

        told = at_once(acts)
        assert told["in"] + told["late"] + told["off"] == CLIENTS
        assert not Visit.objects.filter(session=date_of, ended_at=None).exists()


def test_one_comes_from_forty_windows(hour: OfficeHour, today: Session, alice: Member) -> None:
    def comes(number: int) -> str:
        return str(come(hour, today, by=alice, text="Once").place)

    assert at_once(comes) == {"1": CLIENTS}
    assert Visit.objects.count() == 1


def test_next_is_pressed_forty_times(hour: OfficeHour, today: Session, bo: Member, visitors: list[Member]) -> None:
    for member in visitors[:5]:
        come(hour, today, by=member, text=member.name)

    def press(number: int) -> str:
        return call_next(hour, today, by=bo, seen=0).current[0].member.name

    assert at_once(press) == {"Visitor 0": CLIENTS}
    assert Visit.objects.filter(called_at__isnull=False).count() == 1


def test_two_are_joined_while_one_leaves(hour: OfficeHour, today: Session, alice: Member, charlie: Member) -> None:
    """Either both said yes while both were there, or the one who stays comes in alone; never with who has gone."""
    visits = [come(hour, today, by=member, text="How do lifetimes work in Rust?") for member in (alice, charlie)]
    joint = Joint.objects.get()

    def one(number: int) -> str:
        try:
            if number % 4 == 0:
                leave(visits[0], by=alice)
                return "left"
            answer_together(joint, by=(alice, charlie)[number % 2], yes=True)
        except Over:
            return "over"
        return "said"

    assert sum(at_once(one).values()) == CLIENTS
    joint.refresh_from_db()
    left = Visit.objects.get(pk=visits[0].pk).ended_at
    assert left is not None
    assert joint.agreed_at is None or joint.agreed_at <= left
    assert [[visit.member for visit in turn.visits] for turn in queue_of(today).waiting] == [[charlie]]


@pytest.fixture
def series(bo: Member) -> Series:
    return start_series(by=bo, kind="workshop", terms=terms(now() + timedelta(days=2), capacity=5)).series


def test_forty_join_five_places_of_six_dates(series: Series, visitors: list[Member]) -> None:
    first = series.occurrences.order_by("date")[0].session

    def joins(number: int) -> str:
        member = visitors[number]
        if number % 5 == 0:
            join_session(first, by=member)
        else:
            join_series(series, by=member)
        if number % 5 == 1:
            leave_series(series, by=member)
        return "done"

    assert at_once(joins) == {"done": CLIENTS}
    for row in series.occurrences.all():
        there = Participation.objects.filter(session=row.session)
        assert there.exclude(part=Participation.Part.TEACHER).count() == 5


def test_the_coming_sessions_are_made_once(series: Series) -> None:
    for row in Occurrence.objects.filter(series=series).select_related("session").order_by("-date")[:2]:
        row.delete()
        row.session.delete()

    def makes(number: int) -> str:
        return "made" if prolong(series) else "there"

    assert at_once(makes) == {"made": 1, "there": CLIENTS - 1}
    assert Occurrence.objects.filter(series=series).count() == 6


def test_forty_change_what_follows_and_one_prevails(series: Series, bo: Member) -> None:
    since = series.occurrences.order_by("date")[2].date

    def changes(number: int) -> str:
        wanted = terms(datetime.combine(since, time(6 + number % 12)), times=4, title=f"Title {number}")
        try:
            if number % 10 == 9:
                skip_days(series, by=bo, first=since, last=since)
                return "skipped"
            change_from(series, since, by=bo, version=0, terms=wanted)
        except StaleSeries:
            return "stale"
        except ValidationError as refused:
            return " ".join(refused.messages)
        return "changed"

    assert at_once(changes) == {"changed": 1, "stale": CLIENTS - 5, "skipped": 4}
    series.refresh_from_db()
    assert series.version == 1
    titles = series.occurrences.filter(date__gte=since, skip=None).values_list("session__title", flat=True)
    assert len(set(titles)) == 1


def test_two_series_of_the_same_people_do_not_wait_for_each_other(bo: Member, visitors: list[Member]) -> None:
    """Each change locks everything it needs in one order, so that none ends in a deadlock."""
    day = now() + timedelta(days=2)
    both = [start_series(by=bo, kind="demo", terms=terms(day + timedelta(hours=2 * n))).series for n in range(2)]
    for one in both:
        for member in visitors[:6]:
            join_series(one, by=member)
    last = [one.occurrences.order_by("-date")[0].date for one in both]

    def busy(number: int) -> str:
        one, member = both[number % 2], visitors[number % 12]
        deed = number % 4
        if deed == 0:
            skip_days(one, by=bo, first=last[number % 2] - timedelta(days=number), last=date.max)
        elif deed == 1:
            leave_series(one, by=member)
        else:
            join_series(one, by=member)
        return "done"

    assert at_once(busy) == {"done": CLIENTS}

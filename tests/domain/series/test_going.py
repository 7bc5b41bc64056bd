"""A series is set up, joined, made ahead, left."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.series.conftest import days_of

from peerloop.journal.models import Entry
from peerloop.people.actions import add_absence, block, depart
from peerloop.schedule.actions import announce_session, join_session
from peerloop.schedule.models import Participation, Session, Waiting
from peerloop.series.actions import join_series, leave_series, pass_on, prolong_all, start_series
from peerloop.series.models import Joining, Occurrence, Series, Skip
from peerloop.series.queries import coming, foreseen, listed, series_led_by, series_seen_by
from peerloop.series.rules import KINDS

if TYPE_CHECKING:
    import time_machine
    from tests.conftest import MakeMember
    from tests.domain.series.conftest import Start, TermsOf

    from peerloop.people.models import Member

TUESDAYS = [date(2026, 3, day) for day in (3, 10, 17, 24, 31)]


def taken_by(member: Member) -> list[date]:
    rows = Participation.objects.filter(member=member, session__cancellation=None)
    return list(rows.order_by("session__starts_at").values_list("session__local_date", flat=True))


def test_every_date_is_a_session_at_the_same_time_on_the_wall(start: Start, bo: Member) -> None:
    series = start()
    assert days_of(series) == TUESDAYS
    sessions = [one.session for one in series.occurrences.order_by("date")]
    assert [one.starts_at.hour for one in sessions] == [11, 11, 11, 11, 10]  # the clock is put forward on 29 March
    assert {one.local_time for one in sessions} == {time(12, 0)}
    assert {(one.title, one.kind, one.minutes, one.arranged_by) for one in sessions} == {
        ("SQL at lunch", "lunch_and_learn", 45, bo)
    }
    assert taken_by(bo) == TUESDAYS


def test_the_hour_that_does_not_exist_and_the_one_that_comes_twice(start: Start, clock) -> None:
    spring = start(starts_on=date(2026, 3, 22), local_time=time(2, 30), times=2)
    assert [one.session.starts_at for one in spring.occurrences.order_by("date")] == [
        datetime(2026, 3, 22, 1, 30, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),  # 03:30 on the wall
    ]
    clock.move_to(datetime(2026, 10, 1, tzinfo=UTC))
    autumn = start(starts_on=date(2026, 10, 25), local_time=time(2, 30), times=1)
    assert autumn.occurrences.get().session.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_date_that_clashes_is_told_and_left_out(terms: TermsOf, bo: Member, alice: Member) -> None:
    announce_session(
        kind="demo", title="Demo", by=bo, local_date=TUESDAYS[1], local_time=time(12, 30), zone="Europe/Berlin",
        minutes=30,
    )  # fmt: skip
    add_absence(bo, starts_on=TUESDAYS[3], ends_on=TUESDAYS[3])
    told = {one.date: one.clash for one in foreseen(terms(), [bo]) if one.clash}
    assert told == {
        TUESDAYS[1]: "You already have something at that time.",
        TUESDAYS[3]: "You are away on that day.",
    }
    made = start_series(by=bo, kind="workshop", terms=terms())
    assert dict(made.told) == told
    assert days_of(made.series) == [TUESDAYS[0], TUESDAYS[2], TUESDAYS[4]]
    assert set(Skip.objects.values_list("occurrence__date", "why")) == {
        (TUESDAYS[1], "clash"),
        (TUESDAYS[3], "clash"),
    }


def test_the_clock_is_told_of_before_saving(terms: TermsOf, bo: Member) -> None:
    told = [one.clock for one in foreseen(terms(starts_on=date(2026, 3, 22), local_time=time(2, 30), times=3), [bo])]
    assert told == ["", "The clock is put forward that night: it begins at 03:30.", ""]
    twice = foreseen(terms(starts_on=date(2026, 10, 25), local_time=time(2, 30), times=1), [bo])
    assert [one.clock for one in twice] == ["This hour comes twice that night: it is the first of the two."]


def test_dates_can_be_left_out_from_the_beginning(start: Start) -> None:
    assert days_of(start(without=(TUESDAYS[0], TUESDAYS[2]))) == [TUESDAYS[1], TUESDAYS[3], TUESDAYS[4]]


def test_nothing_is_saved_where_something_is_wrong(terms: TermsOf, bo: Member, dana: Member) -> None:
    for kind, said, co_lead in (("party", terms(), None), ("demo", terms(times=0), None), ("demo", terms(), bo)):
        with pytest.raises(ValidationError):
            start_series(by=bo, kind=kind, terms=said, co_lead=co_lead)
    with pytest.raises(ValidationError):
        start_series(by=bo, kind="demo", terms=terms(zone="Europe/Atlantis"))
    block(dana, bo)
    with pytest.raises(ValidationError):
        start_series(by=bo, kind="demo", terms=terms(), co_lead=dana)
    assert (Series.objects.count(), Session.objects.count()) == (0, 0)


def test_sessions_are_made_ahead_and_never_twice(start: Start, alice: Member, clock: time_machine.Traveller) -> None:
    series = start(until=date(2027, 2, 23), times=None)
    join_series(series, by=alice)
    assert days_of(series)[-1] == date(2026, 5, 19)  # twelve weeks
    assert prolong_all() == 0
    clock.shift(timedelta(weeks=7))
    assert (prolong_all(), prolong_all()) == (1, 0)
    assert days_of(series)[-1] == date(2026, 7, 7)
    assert series.occurrences.count() == Occurrence.objects.values("date").distinct().count() == 19
    assert taken_by(alice) == days_of(series)
    assert Entry.objects.filter(verb="series.prolonged").count() == 1
    clock.move_to(datetime(2027, 3, 1, tzinfo=UTC))
    assert prolong_all() == 0


def test_alice_joins_all_and_leaves_all(start: Start, alice: Member, bo: Member) -> None:
    series = start()
    assert join_series(series, by=alice) == []
    assert join_series(series, by=alice) == []
    assert taken_by(alice) == TUESDAYS
    leave_series(series, by=alice)
    leave_series(series, by=alice)
    assert (taken_by(alice), Joining.objects.count()) == ([], 0)
    assert days_of(series) == TUESDAYS
    verbs = Entry.objects.filter(verb__in=("series.joined", "series.left")).values_list("verb", flat=True)
    assert sorted(verbs) == ["series.joined", "series.left"]
    with pytest.raises(ValidationError):
        join_series(series, by=bo)


def test_one_date_can_be_joined_alone(start: Start, alice: Member) -> None:
    series = start()
    join_session(series.occurrences.get(date=TUESDAYS[1]).session, by=alice)
    assert [one.mine for one in coming(series, alice)] == [False, True, False, False, False]


def test_who_has_something_then_is_told_by_date(start: Start, alice: Member) -> None:
    announce_session(
        kind="demo", title="Demo", by=alice, local_date=TUESDAYS[2], local_time=time(12, 0), zone="Europe/Berlin",
        minutes=30,
    )  # fmt: skip
    told = join_series(start(), by=alice)
    assert told == [(TUESDAYS[2], "You already have something at that time.")]
    assert taken_by(alice) == TUESDAYS


def test_where_it_is_full_one_waits_and_comes_in(start: Start, alice: Member, charlie: Member) -> None:
    series = start(capacity=1)
    join_series(series, by=alice)
    join_series(series, by=charlie)
    assert [(one.waiting, one.left) for one in coming(series, charlie)] == [(True, 0)] * 5
    leave_series(series, by=alice)
    assert (taken_by(charlie), Waiting.objects.count()) == (TUESDAYS, 0)
    leave_series(series, by=charlie)
    assert taken_by(charlie) == []


def test_only_whom_it_is_not_hidden_from_sees_it(start: Start, alice: Member, bo: Member, charlie: Member) -> None:
    series = start(co_lead=charlie)
    join_series(series, by=alice)
    assert [list(series_led_by(one)) for one in (alice, bo, charlie)] == [[], [series], [series]]
    assert [one[0] for one in listed(alice, kinds=KINDS)] == [series]
    block(charlie, alice)
    assert list(series_seen_by(alice)) == []
    assert (taken_by(alice), Joining.objects.count()) == ([], 0)
    with pytest.raises(PermissionDenied):
        join_series(series, by=alice)


def test_a_leader_who_leaves_passes_it_on(start: Start, alice: Member, bo: Member, charlie: Member, work) -> None:
    series = start(co_lead=charlie)
    join_series(series, by=alice)
    depart(bo, by=None)
    work()
    series.refresh_from_db()
    assert (series.lead, series.co_lead) == (charlie, None)
    assert (days_of(series), taken_by(charlie), taken_by(alice)) == (TUESDAYS, TUESDAYS, TUESDAYS)


def test_without_a_co_leader_it_ends(start: Start, alice: Member, bo: Member, work) -> None:
    series = start()
    join_series(series, by=alice)
    depart(bo, by=None)
    work()
    assert (days_of(series), taken_by(alice), list(series_seen_by(alice))) == ([], [], [])
    pass_on(series)
    assert Entry.objects.filter(verb="series.ended").count() == 1


def test_who_has_joined_and_leaves_the_company_is_in_no_later_date(start: Start, alice: Member) -> None:
    series = start()
    join_series(series, by=alice)
    depart(alice, by=None)
    assert (Joining.objects.count(), taken_by(alice)) == (0, [])
    assert days_of(series) == TUESDAYS


def test_thirty_dates_cost_what_one_costs(
    start: Start, alice: Member, make_member: MakeMember, django_assert_num_queries
) -> None:
    one, many = start(times=1), start(starts_on=date(2026, 3, 4), times=12, by=make_member("Eli"))
    for series, dates in ((one, 1), (many, 12)):
        with django_assert_num_queries(5):
            assert len(coming(series, alice)) == dates

"""This and following, dates left out and brought back, the end; and what calendars are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.schedule.test_ics import read_by_vobject, truth
from tests.domain.series.conftest import days_of

from peerloop.journal.models import Entry
from peerloop.schedule.actions import announce_session, cancel_session, join_session, leave_session, move_session
from peerloop.schedule.ics import calendar
from peerloop.schedule.models import Participation
from peerloop.series.actions import bring_back, change_from, end_series, join_series, prolong_all, skip_days
from peerloop.series.models import Skip
from peerloop.series.queries import coming, for_calendar_of, standing
from peerloop.series.recurrence import all_dates
from peerloop.series.rules import StaleSeries

if TYPE_CHECKING:
    from pathlib import Path

    import time_machine
    from tests.domain.series.conftest import Start, TermsOf

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session
    from peerloop.series.models import Series

TUESDAYS = [date(2026, 3, day) for day in (3, 10, 17, 24, 31)]


def on(series: Series, day: date) -> Session:
    return series.occurrences.select_related("session").get(date=day).session


def who(session: Session) -> set[str]:
    return set(Participation.objects.filter(session=session).values_list("member__name", flat=True))


def test_who_leads_changes_all_dates_also_one_that_they_cannot_come_to(
    start: Start, terms: TermsOf, bo: Member, charlie: Member
) -> None:
    series = start(co_lead=charlie)
    for day in TUESDAYS[1:3]:
        leave_session(on(series, day), by=bo)
    assert skip_days(series, by=bo, first=TUESDAYS[1], last=TUESDAYS[1]) == [TUESDAYS[1]]
    said = terms(starts_on=TUESDAYS[2], local_time=time(15, 0), title="SQL at tea", times=2)
    assert change_from(series, TUESDAYS[2], by=bo, version=0, terms=said) == []
    assert (on(series, TUESDAYS[2]).title, on(series, TUESDAYS[2]).local_time) == ("SQL at tea", time(15, 0))
    assert who(on(series, TUESDAYS[2])) == {"Charlie"}
    assert days_of(series) == [TUESDAYS[0], *TUESDAYS[2:4]]


def test_this_and_following_take_another_time_place_title_and_end(
    start: Start, terms: TermsOf, alice: Member, bo: Member
) -> None:
    series = start()
    join_series(series, by=alice)
    before = [one.session_id for one in series.occurrences.order_by("date")]
    said = terms(
        starts_on=TUESDAYS[2],
        local_time=time(15, 0),
        minutes=60,
        title="SQL at tea",
        place="Room 4",
        capacity=8,
        times=4,
    )
    assert change_from(series, TUESDAYS[2], by=bo, version=0, terms=said) == []
    assert days_of(series) == [*TUESDAYS, date(2026, 4, 7)]
    kept, changed = on(series, TUESDAYS[1]), on(series, TUESDAYS[2])
    assert (kept.local_time, kept.title, kept.minutes) == (time(12, 0), "SQL at lunch", 45)
    assert (changed.local_time, changed.title, changed.minutes) == (time(15, 0), "SQL at tea", 60)
    assert (changed.place, changed.capacity) == ("Room 4", 8)
    after = [one.session_id for one in series.occurrences.order_by("date")]
    assert after[:5] == before
    assert [who(one.session) for one in series.occurrences.order_by("date")] == [{"Alice", "Bo"}] * 6
    [entry] = Entry.objects.filter(verb="series.changed")
    assert entry.about == [alice.pk]
    assert standing(series.stretches.all()).stretch.title == "SQL at lunch"


def test_another_weekday_moves_each_to_its_next(start: Start, terms: TermsOf, alice: Member, bo: Member) -> None:
    series = start()
    join_series(series, by=alice)
    third = on(series, TUESDAYS[2])
    change_from(series, TUESDAYS[2], by=bo, version=0, terms=terms(starts_on=date(2026, 3, 19), times=3))
    assert days_of(series) == [*TUESDAYS[:2], date(2026, 3, 19), date(2026, 3, 26), date(2026, 4, 2)]
    assert (on(series, date(2026, 3, 19)).pk, who(third)) == (third.pk, {"Alice", "Bo"})


def test_another_rhythm_and_a_shorter_one(start: Start, terms: TermsOf, bo: Member) -> None:
    series = start()
    change_from(
        series, TUESDAYS[1], by=bo, version=0, terms=terms(starts_on=TUESDAYS[1], repeats="fortnightly", times=3)
    )
    assert days_of(series) == [TUESDAYS[0], TUESDAYS[1], TUESDAYS[3], date(2026, 4, 7)]
    change_from(series, TUESDAYS[1], by=bo, version=1, terms=terms(starts_on=TUESDAYS[1], repeats="weekly", times=2))
    assert days_of(series) == TUESDAYS[:3]
    assert [day for day, _one in all_dates(series.stretches.all())] == TUESDAYS[:3]


def test_what_was_skipped_or_moved_by_itself_stays_so(start: Start, terms: TermsOf, bo: Member) -> None:
    series = start()
    skip_days(series, by=bo, first=TUESDAYS[3], last=TUESDAYS[3])
    moved = on(series, TUESDAYS[4])
    move_session(moved, by=bo, local_date=date(2026, 4, 1), local_time=time(9, 0), sequence=0)
    change_from(
        series, TUESDAYS[2], by=bo, version=0, terms=terms(starts_on=TUESDAYS[2], local_time=time(16, 0), times=3)
    )
    assert days_of(series) == [*TUESDAYS[:3], date(2026, 4, 1)]
    moved.refresh_from_db()
    assert moved.local_time == time(9, 0)


def test_a_date_that_cannot_follow_stays_and_is_told(start: Start, terms: TermsOf, bo: Member) -> None:
    series = start()
    announce_session(
        kind="demo",
        title="Demo",
        by=bo,
        local_date=TUESDAYS[3],
        local_time=time(16, 0),
        zone="Europe/Berlin",
        minutes=30,
    )
    told = change_from(
        series, TUESDAYS[2], by=bo, version=0, terms=terms(starts_on=TUESDAYS[2], local_time=time(16, 0))
    )
    assert told == [(TUESDAYS[3], "You already have something at that time.")]
    assert (on(series, TUESDAYS[3]).local_time, on(series, TUESDAYS[4]).local_time) == (time(12, 0), time(16, 0))


def test_fewer_places_than_are_taken_are_told(start: Start, terms: TermsOf, bo: Member, alice, charlie) -> None:
    series = start()
    for member in (alice, charlie):
        join_session(on(series, TUESDAYS[3]), by=member)
    told = change_from(series, TUESDAYS[2], by=bo, version=0, terms=terms(starts_on=TUESDAYS[2], capacity=1, times=3))
    assert told == [(TUESDAYS[3], "2 have a place already. Please choose at least as many.")]
    assert on(series, TUESDAYS[4]).capacity == 1


def test_two_change_it_at_once_and_the_second_sees_both(start: Start, terms: TermsOf, bo, charlie: Member) -> None:
    series = start(co_lead=charlie)
    change_from(series, TUESDAYS[2], by=bo, version=0, terms=terms(starts_on=TUESDAYS[2], title="Bo's"))
    with pytest.raises(StaleSeries):
        change_from(series, TUESDAYS[2], by=charlie, version=0, terms=terms(starts_on=TUESDAYS[2], title="Charlie's"))
    with pytest.raises(StaleSeries):
        end_series(series, TUESDAYS[2], by=charlie, version=0)
    assert on(series, TUESDAYS[2]).title == "Bo's"


def test_only_who_leads_changes_it(start: Start, terms: TermsOf, alice: Member) -> None:
    series = start()
    join_series(series, by=alice)
    for refused in (
        lambda: change_from(series, TUESDAYS[2], by=alice, version=0, terms=terms(starts_on=TUESDAYS[2])),
        lambda: end_series(series, TUESDAYS[2], by=alice),
        lambda: skip_days(series, by=alice, first=TUESDAYS[2], last=TUESDAYS[2]),
        lambda: bring_back(series.occurrences.first(), by=alice),
    ):
        with pytest.raises(PermissionDenied):
            refused()


@pytest.mark.parametrize("since", [date(2026, 3, 4), date(2025, 3, 4), date(9999, 12, 31)])
def test_a_date_that_is_none_cannot_be_changed(start: Start, terms: TermsOf, bo: Member, since: date) -> None:
    with pytest.raises(ValidationError):
        change_from(start(), since, by=bo, version=0, terms=terms(starts_on=TUESDAYS[2]))


def test_the_past_stays(start: Start, terms: TermsOf, bo: Member, clock: time_machine.Traveller) -> None:
    series = start()
    clock.shift(timedelta(days=10))
    with pytest.raises(ValidationError):
        change_from(series, TUESDAYS[1], by=bo, version=0, terms=terms(starts_on=TUESDAYS[2]))
    with pytest.raises(ValidationError) as refused:
        change_from(series, TUESDAYS[2], by=bo, version=0, terms=terms(starts_on=TUESDAYS[1]))
    assert list(refused.value.message_dict) == ["starts_on"]
    with pytest.raises(ValidationError):
        skip_days(series, by=bo, first=TUESDAYS[0], last=TUESDAYS[1])


def test_it_ends_early(start: Start, alice: Member, bo: Member) -> None:
    series = start()
    join_series(series, by=alice)
    gone = [on(series, day) for day in TUESDAYS[3:]]
    end_series(series, TUESDAYS[3], by=bo, version=0, word="That was it")
    assert days_of(series) == TUESDAYS[:3]
    assert [session.cancellation.word for session in gone] == ["That was it"] * 2
    assert [day for day, _one in all_dates(series.stretches.all())] == TUESDAYS[:3]
    assert prolong_all() == 0
    end_series(series, TUESDAYS[0], by=bo, version=1)
    assert (days_of(series), standing(series.stretches.all()).next) == ([], None)


def test_holidays_are_left_out_and_one_date_brought_back(start: Start, alice: Member, bo: Member) -> None:
    series = start()
    join_series(series, by=alice)
    assert skip_days(series, by=bo, first=date(2026, 3, 9), last=date(2026, 3, 20), word="Holiday") == TUESDAYS[1:3]
    assert days_of(series) == [TUESDAYS[0], *TUESDAYS[3:]]
    assert set(Skip.objects.values_list("word", "by__name")) == {("Holiday", "Bo")}
    row = series.occurrences.get(date=TUESDAYS[1])
    assert bring_back(row, by=bo) == []
    assert bring_back(row, by=bo) == []
    assert days_of(series) == [*TUESDAYS[:2], *TUESDAYS[3:]]
    assert who(on(series, TUESDAYS[1])) == {"Alice", "Bo"}


def test_who_had_joined_one_date_comes_back_to_it(start: Start, alice: Member, bo: Member) -> None:
    series = start()
    join_session(on(series, TUESDAYS[1]), by=alice)
    skip_days(series, by=bo, first=TUESDAYS[1], last=TUESDAYS[1])
    bring_back(series.occurrences.get(date=TUESDAYS[1]), by=bo)
    assert who(on(series, TUESDAYS[1])) == {"Alice", "Bo"}


def test_a_date_cancelled_on_its_own_page_is_skipped_too(start: Start, bo: Member) -> None:
    series = start()
    cancel_session(on(series, TUESDAYS[1]), by=bo, word="Ill")
    row = series.occurrences.get(date=TUESDAYS[1])
    assert (row.skip.why, row.skip.by) == ("chosen", bo)
    bring_back(row, by=bo, at=(date(2026, 3, 11), time(9, 0)))
    assert days_of(series) == [TUESDAYS[0], date(2026, 3, 11), *TUESDAYS[2:]]
    assert [one.moved for one in coming(series, bo)] == [False, True, False, False, False]


def test_a_date_that_still_clashes_stays_skipped(start: Start, bo: Member) -> None:
    series = start()
    skip_days(series, by=bo, first=TUESDAYS[1], last=TUESDAYS[1])
    announce_session(
        kind="demo",
        title="Demo",
        by=bo,
        local_date=TUESDAYS[1],
        local_time=time(12, 0),
        zone="Europe/Berlin",
        minutes=30,
    )
    row = series.occurrences.get(date=TUESDAYS[1])
    assert bring_back(row, by=bo) == [(TUESDAYS[1], "You already have something at that time.")]
    assert bring_back(row, by=bo, at=(TUESDAYS[1], time(14, 0))) == []
    with pytest.raises(ValidationError):
        skip_days(series, by=bo, first=TUESDAYS[2], last=TUESDAYS[1])


def test_dates_beyond_those_made_can_be_left_out(start: Start, bo: Member, clock: time_machine.Traveller) -> None:
    series = start(times=20)
    far = date(2026, 6, 30)
    assert skip_days(series, by=bo, first=far, last=far) == [far]
    clock.shift(timedelta(weeks=8))
    prolong_all()
    assert far not in days_of(series)
    assert date(2026, 7, 7) in days_of(series)


def test_a_calendar_reads_the_same_instants(start: Start, terms: TermsOf, alice, bo: Member, tmp_path: Path) -> None:
    """Over the change of the clock, after a move, a skip and a change of what follows."""
    series = start(starts_on=date(2026, 3, 15), local_time=time(2, 30), times=8)
    join_series(series, by=alice)
    move_session(on(series, date(2026, 3, 22)), by=bo, local_date=date(2026, 3, 23), local_time=time(9, 0), sequence=0)
    skip_days(series, by=bo, first=date(2026, 4, 12), last=date(2026, 4, 12))
    later = replace(terms(times=3), starts_on=date(2026, 4, 19), local_time=time(1, 0))
    change_from(series, date(2026, 4, 19), by=bo, version=0, terms=later)
    sessions = for_calendar_of(series, alice)
    assert len(sessions) == 7
    assert read_by_vobject(calendar(sessions, alice), tmp_path / "series.ics") == truth(sessions)

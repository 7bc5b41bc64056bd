"""Alice gives the address of her other calendar; it is read, again and again, and forgotten when she says so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.calendars.conftest import MONDAY, SECRET
from tests.domain.calendars.ics import event, ics

from peerloop.calendars.actions import ask_look, forget_past, give_calendar, look, look_due, remove_calendar
from peerloop.calendars.models import Busy, Calendar
from peerloop.calendars.queries import busy, taken
from peerloop.calendars.rules import keeps, kept_here, merged, next_look, shortened
from peerloop.journal.models import Entry, EntryDetail, Job
from peerloop.kit import clock
from peerloop.people.actions import depart

if TYPE_CHECKING:
    from tests.outside import Site

    from peerloop.people.models import Member

TUESDAY = datetime(2026, 11, 24, tzinfo=UTC)
TAKEN = (TUESDAY + timedelta(hours=9), TUESDAY + timedelta(hours=11))


def told() -> list[str]:
    return [entry.verb for entry in Entry.objects.filter(verb__startswith="calendar.").order_by("pk")]


def read_now(member: Member, address: str) -> Calendar:
    calendar = look(give_calendar(member, address=address).pk)
    assert calendar is not None
    return calendar


def test_alices_hours_elsewhere_are_known_and_nothing_else_of_them(alice: Member, address: str) -> None:
    calendar = read_now(alice, address)
    assert busy([alice.pk], MONDAY, MONDAY + timedelta(days=7)) == [(alice.pk, *TAKEN)]
    assert (calendar.trouble, calendar.note, calendar.read_at) == ("", "", MONDAY)
    assert "Dentist" not in str(list(Busy.objects.values()) + list(Calendar.objects.values()))
    assert told() == ["calendar.given", "calendar.read"]


def test_the_hours_end_where_they_end(alice: Member, bo: Member, address: str) -> None:
    read_now(alice, address)
    start, end = TAKEN
    quarter = timedelta(minutes=15)
    assert taken([alice.pk, bo.pk], end - quarter, end) == {alice.pk}
    assert taken([alice.pk, bo.pk], end, end + quarter) == taken([alice.pk], start - quarter, start) == set()


def test_webcal_is_asked_by_https(alice: Member, address: str) -> None:
    assert give_calendar(alice, address=address.replace("https", "WEBCAL")).address == address


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("http://other.example.org/x.ics", "Only addresses that begin with https:// are asked."),
        ("file:///etc/passwd", "Only addresses that begin with https:// are asked."),
        ("nothing at all", "Only addresses that begin with https:// are asked."),
        ("https://alice:secret@other.example.org/", "An address with a name or password in it is not taken"),
        ("https://other.example.org/" + "x" * 2000, "An address has at most 2000 characters."),
    ],
)
def test_what_is_never_asked_is_told_at_its_field(alice: Member, wrong: str, words: str) -> None:
    with pytest.raises(ValidationError, match=words) as refused:
        give_calendar(alice, address=wrong)
    assert set(refused.value.message_dict) == {"address"}
    assert not Calendar.objects.exists()


def test_a_change_there_is_a_change_here_and_no_change_writes_nothing(alice: Member, address: str, site: Site) -> None:
    calendar = read_now(alice, address)
    before = set(Busy.objects.values_list("pk", flat=True))
    with clock.at(MONDAY + timedelta(hours=1)):
        look(calendar.pk)
    assert set(Busy.objects.values_list("pk", flat=True)) == before
    site.pages[SECRET] = ics(event(":20261125T090000Z", ":20261125T100000Z"))
    with clock.at(MONDAY + timedelta(hours=2)):
        look(calendar.pk)
    wednesday = TUESDAY + timedelta(days=1, hours=9)
    assert busy([alice.pk], MONDAY, MONDAY + timedelta(days=7)) == [
        (alice.pk, wednesday, wednesday + timedelta(hours=1))
    ]


def test_what_fails_says_why_keeps_what_was_known_and_is_asked_less_often(
    alice: Member, address: str, site: Site
) -> None:
    calendar = read_now(alice, address)
    site.pages[SECRET] = b"<html>Please sign in</html>"
    waits = []
    for hour in range(1, 8):
        with clock.at(MONDAY + timedelta(hours=hour)):
            calendar = look(calendar.pk)
            waits.append(calendar.next_at - clock.now())
    assert calendar.trouble.startswith("What stands there is no calendar.")
    assert calendar.read_at == MONDAY
    assert busy([alice.pk], MONDAY, MONDAY + timedelta(days=7)) == [(alice.pk, *TAKEN)]
    assert waits[0] < waits[3] < waits[-1] <= timedelta(hours=28)
    assert told() == ["calendar.given", "calendar.read", "calendar.lost"]
    site.pages[SECRET] = ics()
    with clock.at(MONDAY + timedelta(days=2)):
        calendar = look(calendar.pk)
    assert (calendar.trouble, calendar.failures) == ("", 0)
    assert told()[-1] == "calendar.read"


def test_the_next_look_comes_in_about_an_hour_and_not_for_everybody_at_once() -> None:
    waits = {next_look(MONDAY, failures=0, dice=Random(one)) - MONDAY for one in range(50)}
    assert len(waits) == 50
    assert timedelta(minutes=50) <= min(waits) < max(waits) <= timedelta(minutes=70)


def test_the_worker_is_asked_for_what_is_due_and_once(alice: Member, bo: Member, address: str) -> None:
    one, other = (give_calendar(member, address=address) for member in (alice, bo))
    look(one.pk)
    Job.objects.all().delete()
    assert look_due() == look_due() == 1
    assert [job.payload for job in Job.objects.filter(kind="calendars.look")] == [{"calendar": other.pk}]


def test_asking_again_and_again_asks_once_a_minute(alice: Member, address: str) -> None:
    calendar = give_calendar(alice, address=address)
    for _time in range(5):
        ask_look(calendar)
    assert Job.objects.filter(kind="calendars.look").count() == 1


def test_removed_is_removed_and_an_old_look_writes_nothing_any_more(
    alice: Member, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from peerloop.calendars.actions import looking

    calendar = give_calendar(alice, address=address)
    fetched = looking.fetched

    def meanwhile(where: str) -> bytes:
        remove_calendar(alice)
        return fetched(where)

    monkeypatch.setattr(looking, "fetched", meanwhile)
    assert look(calendar.pk) is None
    assert (Calendar.objects.count(), Busy.objects.count()) == (0, 0)
    assert look(calendar.pk) is None


def test_another_address_forgets_what_the_first_one_said(alice: Member, address: str, site: Site) -> None:
    read_now(alice, address)
    give_calendar(alice, address=site.address("/new.ics", "other.example.org"))
    assert not Busy.objects.exists()


def test_who_leaves_takes_it_along(alice: Member, address: str) -> None:
    read_now(alice, address)
    depart(alice, by=None)
    assert (Calendar.objects.count(), Busy.objects.count()) == (0, 0)
    with pytest.raises(PermissionDenied):
        give_calendar(alice, address=address)


def test_the_past_is_forgotten(alice: Member, address: str) -> None:
    read_now(alice, address)
    with clock.at(TAKEN[1]):
        forget_past()
    assert not Busy.objects.exists()


def test_what_a_room_above_keeps_itself_is_no_other_hour(
    alice: Member, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeps(lambda uids: uids & {"2@else"})
    try:
        read_now(alice, address)
    finally:
        kept_here.pop()
    nine = TUESDAY + timedelta(hours=9)
    assert busy([alice.pk], MONDAY, MONDAY + timedelta(days=7)) == [(alice.pk, nine, nine + timedelta(hours=1))]


def test_the_secret_stands_nowhere_but_in_its_field(alice: Member, address: str, capfd: pytest.CaptureFixture) -> None:
    read_now(alice, address)
    written = str(list(EntryDetail.objects.values()) + list(Job.objects.values())) + "".join(capfd.readouterr())
    assert "5f3a9c1e7b2d4860" not in written
    assert shortened(address) == "other.example.org/…"


moments = st.integers(0, 100).map(lambda hours: MONDAY + timedelta(hours=hours))
spans = st.lists(st.tuples(moments, moments))


@given(spans)
def test_merged_hours_are_apart_in_order_and_the_same_hours(given_spans: list[tuple[datetime, datetime]]) -> None:
    first, last = MONDAY + timedelta(hours=10), MONDAY + timedelta(hours=90)
    laid = merged(given_spans, first=first, last=last)
    assert all(end < later for (_start, end), (later, _end) in pairwise(laid))
    assert all(first <= start < end <= last for start, end in laid)
    for hour in range(10, 90):
        half_past = MONDAY + timedelta(hours=hour, minutes=30)
        inside = any(start <= half_past < end for start, end in given_spans)
        assert inside == any(start <= half_past < end for start, end in laid)

"""Alice asks for an hour of Bo's; it is kept for both."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from peerloop.journal.models import Entry
from peerloop.people.actions import add_absence, block, depart
from peerloop.schedule.actions import cancel_session
from peerloop.schedule.models import Session
from peerloop.schedule.queries import busy
from peerloop.schedule.rules import Clash

if TYPE_CHECKING:
    from conftest import Hold
    from peerloop.people.models import Member

TEN_IN_BERLIN = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


def test_the_hour_is_kept_for_both(hold: Hold, alice: Member, bo: Member) -> None:
    session = hold()
    half_past = TEN_IN_BERLIN + timedelta(minutes=30)
    assert (session.starts_at, session.ends_at) == (TEN_IN_BERLIN, half_past)
    assert sorted(busy([alice.pk, bo.pk], TEN_IN_BERLIN, half_past)) == [
        (alice.pk, TEN_IN_BERLIN, half_past),
        (bo.pk, TEN_IN_BERLIN, half_past),
    ]
    entry = Entry.objects.get(verb="session.held")
    assert (entry.actor, entry.subject, entry.about) == (alice.pk, session.pk, sorted([alice.pk, bo.pk]))


def test_an_hour_is_not_given_twice(hold: Hold, alice: Member, bo: Member, charlie: Member) -> None:
    hold()
    with pytest.raises(Clash) as refused:
        hold(by=charlie, learner=charlie, local_time=time(10, 15))
    assert refused.value.messages == ["Bo is not free at that time."]
    with pytest.raises(Clash) as refused:
        hold(teacher=charlie, local_time=time(9, 45))
    assert refused.value.messages == ["You already have something at that time."]
    assert Session.objects.count() == 1


def test_what_ends_when_the_next_begins_is_no_clash(hold: Hold) -> None:
    hold()
    hold(local_time=time(10, 30))
    hold(local_time=time(9, 30))
    assert Session.objects.count() == 3


def test_an_hour_that_is_given_back_is_free(hold: Hold, alice: Member) -> None:
    cancel_session(hold(), by=alice)
    hold()
    assert Session.objects.filter(cancellation=None).count() == 1


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("minutes", {"minutes": 14}),
        ("minutes", {"minutes": 241}),
        ("zone", {"zone": "Europe/Atlantis"}),
        ("zone", {"zone": "../../etc/passwd"}),
        ("local_date", {"local_date": date(9999, 12, 31)}),
        ("local_date", {"local_date": date.min}),
        ("local_date", {"local_date": date(2027, 3, 4)}),
        ("local_date", {"local_date": date(2026, 2, 28)}),
        ("local_time", {"local_date": date(2026, 3, 2), "local_time": time(9, 0)}),
        ("place", {"place": "x" * 121}),
        ("link", {"link": "javascript:alert(1)"}),
        ("link", {"link": "ftp://example.org/"}),
    ],
)
def test_what_will_not_do_is_refused_in_words(hold: Hold, field: str, said: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as refused:
        hold(**said)
    assert list(refused.value.message_dict) == [field]
    assert not Session.objects.exists()


def test_a_year_ahead_is_still_possible(hold: Hold) -> None:
    assert hold(local_date=date(2027, 3, 3)).starts_at == datetime(2027, 3, 3, 9, 0, tzinfo=UTC)


def test_who_left_or_is_away_is_not_booked(hold: Hold, bo: Member, charlie: Member) -> None:
    add_absence(bo, starts_on=date(2026, 3, 3), ends_on=date(2026, 3, 4))
    depart(charlie, by=None)
    with pytest.raises(ValidationError, match="Bo is not free at that time"):
        hold()
    with pytest.raises(ValidationError, match="Charlie is no longer here"):
        hold(teacher=charlie)
    assert hold(local_date=date(2026, 3, 5)).pk


def test_a_day_away_is_a_day_where_the_member_is(hold: Hold, make_member, alice: Member) -> None:
    """Bo's Wednesday in Auckland begins on Tuesday at noon in Berlin."""
    aroha = make_member("Aroha", time_zone="Pacific/Auckland")
    add_absence(aroha, starts_on=date(2026, 3, 4), ends_on=date(2026, 3, 4))
    assert hold(teacher=aroha, local_time=time(11, 0)).pk
    with pytest.raises(ValidationError, match="Aroha is not free at that time"):
        hold(teacher=aroha, local_time=time(12, 30))


def test_blocked_members_are_not_brought_together(hold: Hold, alice: Member, bo: Member) -> None:
    block(bo, alice)
    with pytest.raises(ValidationError) as refused:
        hold()
    assert refused.value.messages == ["A session of these two is not possible."]


def test_nobody_learns_from_themselves_and_nobody_books_for_others(hold: Hold, alice: Member, charlie: Member) -> None:
    with pytest.raises(ValidationError, match="takes two"):
        hold(teacher=alice)
    with pytest.raises(PermissionDenied):
        hold(by=charlie)

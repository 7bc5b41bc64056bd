"""Bo announces a workshop; colleagues join, wait, come in, are invited, leave."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from peerloop.journal.models import Entry
from peerloop.people.actions import block, depart, update_profile
from peerloop.schedule.actions import (
    announce_session,
    cancel_session,
    change_session,
    decline_invitation,
    hold_session,
    invite,
    join_session,
    keep_place,
    leave_session,
    move_session,
    stop_waiting,
)
from peerloop.schedule.models import Kept, Participation, Session, Waiting
from peerloop.schedule.queries import allowance_left, places_left, sessions_seen_by, taken_part_by
from peerloop.schedule.rules import Clash, Full, StaleSequence, leads

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import MakeMember

    from peerloop.people.models import Member

    Announce = Callable[..., Session]

TUESDAY = date(2026, 3, 3)


def come(session: Session) -> list[str]:
    """Who has a place, in the order of coming."""
    parts = session.participations.exclude(part=Participation.Part.TEACHER).order_by("pk")
    return list(parts.values_list("member__name", flat=True))


def wait(session: Session) -> list[str]:
    return list(session.waiting.order_by("pk").values_list("member__name", flat=True))


def verbs(session: Session) -> list[str]:
    entries = Entry.objects.filter(subject_type="schedule.session", subject=session.pk).order_by("pk")
    return [verb.removeprefix("session.") for verb in entries.values_list("verb", flat=True)]


@pytest.fixture
def full(announce: Announce, alice: Member, charlie: Member) -> Session:
    """Both places are taken."""
    session = announce()
    join_session(session, by=alice)
    join_session(session, by=charlie)
    return session


def test_an_open_session_is_booked_at_once_and_found_by_everybody(
    announce: Announce, alice: Member, bo: Member
) -> None:
    session = announce()
    assert (session.way, session.audience, hasattr(session, "confirmation")) == ("in_person", "everyone", True)
    assert leads(session, bo)
    assert not leads(session, alice)
    assert list(sessions_seen_by(alice)) == list(taken_part_by(bo)) == [session]
    assert list(taken_part_by(alice)) == []


def test_the_same_form_sent_twice_announces_once(announce: Announce, alice: Member) -> None:
    from uuid import uuid4

    uid = uuid4()
    assert announce(uid=uid) == announce(uid=uid)
    assert Session.objects.count() == 1
    with pytest.raises(PermissionDenied):
        announce(uid=uid, by=alice)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"about": "x" * 2001}, "about"),
        ({"capacity": 0}, "capacity"),
        ({"kind": "riot"}, "kind"),
        ({"minutes": -30}, "minutes"),
        ({"minutes": 601}, "minutes"),
        ({"kind": "demo", "minutes": 241}, "minutes"),
        ({"local_date": date(9999, 12, 31)}, "local_date"),
        ({"local_date": date(2026, 2, 28)}, "local_date"),
        ({"way": "in_person", "place": ""}, "place"),
        ({"way": "online"}, "link"),
        ({"way": "hybrid"}, "link"),
        ({"way": "by pigeon"}, "way"),
        ({"zone": "Europe/Atlantis"}, "zone"),
    ],
)
def test_what_will_not_do_is_said_by_its_field(announce: Announce, said: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        announce(**said)
    assert list(refused.value.message_dict) == [field]
    assert Session.objects.count() == 0


def test_a_third_waits_and_comes_in_when_a_place_is_free(full: Session, alice: Member, dana: Member) -> None:
    with pytest.raises(Full):
        join_session(full, by=dana, wait=False)
    assert isinstance(join_session(full, by=dana), Waiting)
    assert isinstance(join_session(full, by=dana), Waiting)
    leave_session(full, by=alice)
    assert (come(full), wait(full)) == (["Charlie", "Dana"], [])
    assert verbs(full) == ["announced", "joined", "joined", "waiting", "left", "promoted"]


def test_the_list_is_kept_in_order_and_a_raised_capacity_lets_in_more(
    full: Session, make_member: MakeMember, bo: Member
) -> None:
    for name in ("Eva", "Finn", "Gita"):
        join_session(full, by=make_member(name))
    changed = change_session(full, by=bo, sequence=0, title="Knots", capacity=4, place="Room 5")
    assert (come(full), wait(full)) == (["Alice", "Charlie", "Eva", "Finn"], ["Gita"])
    assert (changed.title, changed.place, changed.sequence) == ("Knots", "Room 5", 1)
    with pytest.raises(ValidationError) as refused:
        change_session(full, by=bo, sequence=1, title="Knots", capacity=3, place="Room 5")
    assert list(refused.value.message_dict) == ["capacity"]
    with pytest.raises(StaleSequence):
        change_session(full, by=bo, sequence=0, title="Knots", place="Room 6")


def test_who_has_something_else_by_now_is_passed_over_and_goes_on_waiting(
    full: Session, alice: Member, dana: Member, make_member: MakeMember
) -> None:
    eva = make_member("Eva")
    join_session(full, by=dana)
    join_session(full, by=eva)
    other = announce_session(
        kind="demo", title="Another", by=dana, local_date=TUESDAY, local_time=time(14), zone="UTC", minutes=60
    )
    leave_session(full, by=alice)
    assert (come(full), wait(full)) == (["Charlie", "Eva"], ["Dana"])
    cancel_session(other, by=dana)
    leave_session(full, by=eva)
    assert come(full) == ["Charlie", "Dana"]


def test_nobody_is_in_two_places_at_once(announce: Announce, full: Session, alice: Member, dana: Member) -> None:
    second = announce(by=dana, local_time=time(16))
    with pytest.raises(Clash):
        join_session(second, by=alice)


def test_a_departure_passes_places_on_and_ends_what_only_that_member_led(
    full: Session, alice: Member, bo: Member, dana: Member, charlie: Member
) -> None:
    join_session(full, by=dana)
    depart(alice, by=None)
    assert (come(full), wait(full)) == (["Charlie", "Dana"], [])
    depart(bo, by=None)
    full.refresh_from_db()
    assert full.cancellation.word == "Whoever led it cannot come any more."


def test_with_two_who_lead_it_goes_on(announce: Announce, bo: Member, dana: Member) -> None:
    session = announce(teachers=[bo, dana])
    depart(bo, by=None)
    session.refresh_from_db()
    assert not hasattr(session, "cancellation")
    assert leads(session, dana)


def test_a_block_frees_the_place_of_the_one_who_does_not_lead(
    full: Session, alice: Member, bo: Member, dana: Member, charlie: Member
) -> None:
    join_session(full, by=dana)
    block(bo, alice)
    assert (come(full), wait(full)) == (["Charlie", "Dana"], [])
    block(dana, charlie)
    assert come(full) == ["Charlie", "Dana"]  # two who only come stay
    block(dana, bo)
    assert come(full) == ["Charlie"]
    assert not sessions_seen_by(alice).exists()
    with pytest.raises(PermissionDenied):
        join_session(full, by=alice)


def test_a_waiting_member_who_leaves_the_company_or_gives_up_waits_no_more(
    full: Session, dana: Member, make_member: MakeMember
) -> None:
    eva = make_member("Eva")
    join_session(full, by=dana)
    join_session(full, by=eva)
    stop_waiting(full, by=eva)
    stop_waiting(full, by=eva)
    depart(dana, by=None)
    assert wait(full) == []
    assert verbs(full)[3:] == ["waiting", "waiting", "unwaited", "unwaited"]


def test_by_invitation_only_the_others_see_nothing_of_it(
    announce: Announce, alice: Member, charlie: Member, bo
) -> None:
    session = announce(audience="invited")
    assert not sessions_seen_by(alice).exists()
    with pytest.raises(PermissionDenied):
        join_session(session, by=alice)
    assert [member.name for member in invite(session, [alice], by=bo).asked] == ["Alice"]
    assert invite(session, [alice], by=bo).asked == []
    with pytest.raises(PermissionDenied):
        invite(session, [charlie], by=alice)
    join_session(session, by=alice)
    assert come(session) == ["Alice"]
    decline_invitation(session, by=alice)
    decline_invitation(session, by=alice)
    assert come(session) == []
    assert verbs(session) == ["announced", "invited", "joined", "left"]


def test_nobody_is_invited_to_what_two_were_to_have_for_themselves(book, charlie: Member, bo: Member) -> None:
    with pytest.raises(ValidationError):
        invite(book(), [charlie], by=bo)


def test_a_full_week_is_not_asked_by_default_and_tells_nothing_more(
    announce: Announce, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    """Alice has two hours a week and an hour is booked; ninety minutes are too many. Charlie has room."""
    update_profile(alice, by=alice, time_zone="America/Los_Angeles")
    hold_session(
        by=alice, learner=alice, teacher=dana, skill=None, minutes=60,
        local_date=date(2026, 3, 6), local_time=time(9), zone="UTC",
    )  # fmt: skip
    assert allowance_left([alice, charlie], date(2026, 3, 2)) == {alice.pk: 60, charlie.pk: 120}
    assert allowance_left([alice], date(2026, 3, 9)) == {alice.pk: 120}
    session = announce()
    told = invite(session, [alice, charlie], by=bo)
    assert (told.asked, told.full) == ([charlie], [alice])
    assert not session.invitations.filter(member=alice).exists()
    assert invite(session, [alice], by=bo, anyway=True).asked == [alice]


def test_only_who_leads_moves_and_cancels_and_who_cannot_come_then_is_invited_anew(
    full: Session, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    join_session(full, by=dana)
    at_nine = {"local_date": TUESDAY, "local_time": time(9)}
    with pytest.raises(PermissionDenied):
        move_session(full, by=alice, sequence=0, **at_nine)
    with pytest.raises(PermissionDenied):
        cancel_session(full, by=alice)
    announce_session(kind="demo", title="x", by=alice, zone="UTC", minutes=60, **at_nine)
    moved = move_session(full, by=bo, sequence=0, **at_nine)
    assert come(full) == ["Charlie", "Dana"]
    assert list(moved.invitations.values_list("member__name", "answer")) == [("Alice", "")]
    keep_place(full, by=charlie)
    keep_place(full, by=charlie)
    assert list(Kept.objects.values_list("member__name", flat=True)) == ["Charlie"]
    with pytest.raises(StaleSequence):
        move_session(full, by=bo, sequence=0, local_date=TUESDAY, local_time=time(18))
    assert verbs(full)[4:] == ["displaced", "moved", "promoted", "kept"]
    assert places_left(full) == 0

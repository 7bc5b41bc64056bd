"""Who is here, and who is missed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.live.conftest import NOON, fresh, minutes

from peerloop.journal.leases import work_off
from peerloop.journal.models import Entry
from peerloop.live.actions import check_in, close_opinions, look_for_missing
from peerloop.live.models import CheckIn
from peerloop.live.queries import here
from peerloop.live.rules import code_of
from peerloop.people.actions import depart
from peerloop.schedule.actions import cancel_session, leave_session, move_session

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


def missed() -> list[list[int]]:
    return [entry.about for entry in Entry.objects.filter(verb="session.missed")]


def test_with_the_code_in_the_room_and_once(clock, lunch: Session, alice: Member, bo: Member) -> None:
    clock.move_to(NOON - minutes(10))
    code = code_of(lunch)
    assert check_in(lunch, by=alice, code=f" {code[:2]} {code[2:]} ") == check_in(lunch, by=alice, code=code)
    check_in(lunch, by=bo)
    assert list(here(lunch, bo)) == [alice.pk, bo.pk]


def test_another_code_is_refused(clock, lunch: Session, alice: Member) -> None:
    clock.move_to(NOON)
    wrong = f"{(int(code_of(lunch)) + 1) % 10_000:04}"
    for said in (wrong, "", "abcd", "١٢٣٤"):
        with pytest.raises(ValidationError) as refused:
            check_in(lunch, by=alice, code=said)
        assert list(refused.value.message_dict) == ["code"]
    assert not CheckIn.objects.exists()


def test_each_session_and_each_hour_has_its_own_code(clock, announced, lunch: Session, bo: Member) -> None:
    other = announced(local_time=lunch.local_time.replace(hour=9))
    before = code_of(lunch)
    move_session(lunch, by=bo, local_date=lunch.local_date, local_time=lunch.local_time.replace(hour=16),
                 sequence=lunch.sequence)  # fmt: skip
    assert len({before, code_of(fresh(lunch)), code_of(other)}) == 3


def test_neither_too_early_nor_too_late(clock, lunch: Session, alice: Member) -> None:
    code = code_of(lunch)
    clock.move_to(NOON - minutes(10) - timedelta(seconds=1))
    with pytest.raises(ValidationError, match="ten minutes before"):
        check_in(lunch, by=alice, code=code)
    clock.move_to(NOON + minutes(45 + 60))
    with pytest.raises(ValidationError, match="over"):
        check_in(lunch, by=alice, code=code)


def test_only_who_takes_part(clock, lunch: Session, dana: Member) -> None:
    clock.move_to(NOON)
    with pytest.raises(PermissionDenied):
        check_in(lunch, by=dana, code=code_of(lunch))


def test_who_leaves_is_not_here_any_more(clock, lunch: Session, alice: Member, bo: Member) -> None:
    clock.move_to(NOON - minutes(5))
    check_in(lunch, by=alice, code=code_of(lunch))
    leave_session(lunch, by=alice)
    assert here(lunch, bo) == {}


def test_three_days_later_nobody_knows_who_was_here(clock, lunch: Session, bo: Member) -> None:
    clock.move_to(NOON)
    check_in(lunch, by=bo)
    clock.move_to(NOON + minutes(45) + timedelta(days=3))
    close_opinions(lunch)
    assert not CheckIn.objects.exists()


def test_five_minutes_in_one_of_two_is_missed_and_both_are_told_once(
    clock, hour: Session, alice: Member, bo: Member
) -> None:
    clock.move_to(NOON - minutes(2))
    check_in(hour, by=alice)
    clock.move_to(NOON + minutes(4))
    work_off()
    assert missed() == []
    clock.move_to(NOON + minutes(5))
    work_off()
    assert missed() == [[bo.pk]]
    clock.move_to(NOON + minutes(12))
    work_off()
    assert len(missed()) == 1


def test_nobody_is_missed_where_both_have_come(clock, hour: Session, alice: Member, bo: Member) -> None:
    clock.move_to(NOON)
    check_in(hour, by=alice)
    check_in(hour, by=bo)
    clock.move_to(NOON + minutes(6))
    work_off()
    assert missed() == []


def test_nor_where_nobody_has(clock, hour: Session) -> None:
    clock.move_to(NOON + minutes(6))
    assert look_for_missing(hour) is None


def test_who_comes_late_waits_two_minutes_before_the_other_is_missed(clock, hour: Session, bo: Member) -> None:
    clock.move_to(NOON + minutes(8))
    check_in(hour, by=bo)
    clock.move_to(NOON + minutes(9))
    work_off()
    assert missed() == []
    clock.move_to(NOON + minutes(10))
    work_off()
    assert missed() == [[hour.participations.exclude(member=bo).get().member_id]]


def test_nobody_is_missed_at_an_hour_that_was_moved_or_cancelled(
    clock, hour: Session, alice: Member, bo: Member
) -> None:
    clock.move_to(NOON - minutes(5))
    check_in(hour, by=alice)
    move_session(hour, by=bo, local_date=hour.local_date, local_time=hour.local_time.replace(hour=15),
                 sequence=hour.sequence)  # fmt: skip
    clock.move_to(NOON + minutes(6))
    work_off()
    clock.move_to(NOON + minutes(180 - 5))
    check_in(fresh(hour), by=alice)
    cancel_session(hour, by=bo)
    clock.move_to(NOON + minutes(180 + 6))
    work_off()
    assert missed() == []


def test_nor_in_a_larger_company(clock, lunch: Session, bo: Member) -> None:
    clock.move_to(NOON)
    check_in(lunch, by=bo)
    clock.move_to(NOON + minutes(6))
    work_off()
    assert look_for_missing(lunch) is None
    assert missed() == []


def test_nor_who_has_left_the_company(clock, hour: Session, alice: Member, bo: Member) -> None:
    clock.move_to(NOON - minutes(5))
    check_in(hour, by=alice)
    depart(bo, by=None)
    clock.move_to(NOON + minutes(6))
    work_off()
    assert missed() == []


def test_both_are_told_gently_by_mail(clock, hour: Session, alice: Member, bo: Member, post) -> None:
    clock.move_to(NOON)
    check_in(hour, by=alice)
    clock.move_to(NOON + minutes(5))
    work_off()
    work_off()
    assert "Bo has not come yet" in [letter["Subject"] for letter in post.to(alice)]
    assert "Alice is there, for your hour" in [letter["Subject"] for letter in post.to(bo)]


def test_who_comes_before_the_mail_goes_out_is_not_reminded(
    clock, hour: Session, alice: Member, bo: Member, post
) -> None:
    clock.move_to(NOON)
    check_in(hour, by=alice)
    clock.move_to(NOON + minutes(5))
    look_for_missing(hour)
    check_in(hour, by=bo)
    work_off()
    assert [
        letter["Subject"] for letter in post.letters if "there" in letter["Subject"] or "yet" in letter["Subject"]
    ] == []

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from peerloop.exchange.actions import (
    agree,
    ask_for_place,
    end_rotation,
    end_weeks,
    expire,
    plan_week,
    refuse,
    take_place_off,
    withdraw_rotation,
)
from peerloop.exchange.models import Place, Rotation
from peerloop.exchange.queries import (
    open_places,
    plans_seen_by,
    rotations_seen_by,
    rotations_to_answer,
    weeks_of,
)
from peerloop.exchange.rules import Over, Refused
from peerloop.kit import clock
from peerloop.kit.clock import now
from peerloop.matchmaking.models import Ending, Pairing
from peerloop.people.actions import avoid, block, depart, update_profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import MakeMember

    from peerloop.people.models import Member


def kinds() -> list[str]:
    """How each request ended, "open" where it did not."""
    rows = Rotation.objects.select_related("reply").order_by("pk")
    return [row.reply.kind if hasattr(row, "reply") else "open" for row in rows]


@pytest.fixture
def agreed(a_place: Callable[..., Place], alice: Member, bo: Member, dana: Member) -> Rotation:
    rotation = ask_for_place(a_place(bo), by=alice)
    for member in (bo, dana):
        agree(rotation, by=member)
    return Rotation.objects.get()


def test_three_yeses_begin_it(
    a_place: Callable[..., Place], alice: Member, bo: Member, dana: Member, post, work: Callable[[], int]
) -> None:
    place = a_place(bo)
    assert [one.left for one in open_places(alice)] == [1]
    rotation = ask_for_place(place, by=alice, word="I have read your reports for years")
    assert ask_for_place(place, by=alice) == rotation
    assert rotations_to_answer(bo, now()) == rotations_to_answer(dana, now()) == [rotation]
    work()
    assert [letter["Subject"] for letter in post.to(bo)] == ["Alice would like to work with Data for 6 weeks"]
    [to_the_manager] = post.to(dana)
    assert to_the_manager["Subject"] == "Alice asks for your yes: 6 weeks with Data"
    assert "I have read your reports" not in to_the_manager.get_body(("plain",)).get_content()
    assert agree(rotation, by=bo) is False
    assert (Pairing.objects.count(), rotations_to_answer(bo, now())) == (0, [])
    assert agree(rotation, by=dana) is True
    assert agree(rotation, by=dana) is True
    pairing = Pairing.objects.get()
    assert (pairing.kind, pairing.learner, pairing.teacher) == ("rotation", alice, bo)
    assert [one.week for one in weeks_of(rotation)] == [1, 2, 3, 4, 5, 6]
    work()
    for member in (alice, bo, dana):
        assert "It is agreed: Alice is with Data from 11 January 2027" in [one["Subject"] for one in post.to(member)]


def test_whoever_has_no_manager_needs_the_hosts_yes_alone(
    a_place: Callable[..., Place], bo: Member, charlie: Member
) -> None:
    assert agree(ask_for_place(a_place(bo), by=charlie), by=bo) is True


def test_a_host_who_is_the_manager_says_yes_once(a_place: Callable[..., Place], bo: Member, alice: Member) -> None:
    update_profile(alice, by=None, manager=bo)
    alice.refresh_from_db()
    assert agree(ask_for_place(a_place(bo), by=alice), by=bo) is True


@pytest.mark.parametrize("who", ["bo", "dana"])
def test_either_says_not_this_time_and_no_reason_is_told(
    who: str, a_place: Callable[..., Place], alice: Member, bo: Member, dana: Member, post, work: Callable[[], int]
) -> None:
    rotation = ask_for_place(a_place(bo), by=alice)
    work()
    post.letters.clear()
    refuse(rotation, by={"bo": bo, "dana": dana}[who])
    refuse(rotation, by={"bo": bo, "dana": dana}[who])
    work()
    assert kinds() == ["declined"]
    assert [letter["Subject"] for letter in post.to(alice)] == ["Weeks with Data are not possible this time"]
    with pytest.raises(Over):
        agree(rotation, by=bo)
    assert (list(rotations_seen_by(dana)), post.to(dana)) == ([], [])


def test_only_who_is_asked_answers(
    a_place: Callable[..., Place], alice: Member, bo: Member, charlie: Member, dana: Member, organiser: Member
) -> None:
    rotation = ask_for_place(a_place(bo), by=alice)
    for stranger in (alice, charlie, organiser):
        for act in (agree, refuse):
            with pytest.raises(PermissionDenied):
                act(rotation, by=stranger)
    for stranger in (bo, dana):
        with pytest.raises(PermissionDenied):
            withdraw_rotation(rotation, by=stranger)
    assert [list(rotations_seen_by(other)) for other in (charlie, organiser)] == [[], []]


def test_a_new_manager_is_the_one_who_is_asked(
    a_place: Callable[..., Place], alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    rotation = ask_for_place(a_place(bo), by=alice)
    update_profile(alice, by=None, manager=charlie)
    assert (rotations_to_answer(dana, now()), rotations_to_answer(charlie, now())) == ([], [rotation])
    with pytest.raises(PermissionDenied):
        agree(rotation, by=dana)


def test_the_own_team_and_overlapping_weeks_are_refused(
    a_place: Callable[..., Place], agreed: Rotation, alice: Member, bo: Member, make_member: MakeMember
) -> None:
    mate = make_member("Mate", team=alice.team)
    other = make_member("Gus", team=bo.team)
    for wrong in (a_place(mate), a_place(other, starts_on=date(2027, 2, 21))):
        with pytest.raises(Refused):
            ask_for_place(wrong, by=alice)
    assert ask_for_place(a_place(other, starts_on=date(2027, 2, 22)), by=alice).pk
    assert mate.team_id not in {one.team_id for one in open_places(alice)}


def test_of_two_open_requests_that_overlap_only_one_is_settled(
    a_place: Callable[..., Place], alice: Member, bo: Member, dana: Member, make_member: MakeMember
) -> None:
    first = ask_for_place(a_place(bo), by=alice)
    second = ask_for_place(a_place(make_member("Gus", team=bo.team)), by=alice)
    for member in (dana, bo):
        agree(first, by=member)
    with pytest.raises(Refused):
        agree(second, by=dana)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"said": ""}, "about"),
        ({"starts_on": date(2026, 11, 23)}, "starts_on"),
        ({"starts_on": date(9999, 12, 31)}, "starts_on"),
        ({"weeks": 0}, "weeks"),
        ({"weeks": 27}, "weeks"),
        ({"days": 0}, "days"),
        ({"days": 6}, "days"),
        ({"seats": 0}, "places"),
    ],
)
def test_what_is_wrong_is_said_by_its_field(
    change: dict, field: str, a_place: Callable[..., Place], bo: Member
) -> None:
    with pytest.raises(ValidationError) as told:
        a_place(bo, **change)
    assert list(told.value.message_dict) == [field]
    assert Place.objects.count() == 0


def test_somebody_without_a_team_offers_no_place(a_place: Callable[..., Place], charlie: Member) -> None:
    with pytest.raises(ValidationError):
        a_place(charlie)


def test_the_last_place_goes_once(
    a_place: Callable[..., Place], bo: Member, charlie: Member, make_member: MakeMember, post, work
) -> None:
    place = a_place(bo)
    first, second = (ask_for_place(place, by=who) for who in (charlie, make_member("Erik")))
    agree(first, by=bo)
    assert kinds() == ["accepted", "taken"]
    with pytest.raises(Over):
        agree(second, by=bo)
    with pytest.raises(Refused):
        ask_for_place(place, by=make_member("Finn"))


def test_withdrawn_expired_and_taken_off(
    a_place: Callable[..., Place], alice: Member, bo: Member, charlie: Member
) -> None:
    place = a_place(bo, seats=3)
    rotation = ask_for_place(place, by=alice)
    withdraw_rotation(rotation, by=alice)
    withdraw_rotation(rotation, by=alice)
    ask_for_place(place, by=alice)
    with clock.at(clock.now() + timedelta(days=14)):
        assert (expire(), expire()) == (1, 0)
    ask_for_place(place, by=charlie)
    take_place_off(place, by=bo)
    assert kinds() == ["withdrawn", "expired", "declined"]
    assert list(open_places(charlie)) == []


def test_the_two_plan_week_by_week_and_no_manager_reads_it(
    agreed: Rotation, alice: Member, bo: Member, dana: Member
) -> None:
    plan_week(agreed, week=2, said="Pair with Gus", by=alice)
    plan_week(agreed, week=2, said="Pair with Gus and Ida", by=bo)
    assert weeks_of(agreed)[1].text == "Pair with Gus and Ida"
    assert (list(plans_seen_by(dana)), list(rotations_seen_by(dana))) == ([], [agreed])
    with pytest.raises(PermissionDenied):
        plan_week(agreed, week=2, said="x", by=dana)
    with pytest.raises(ValidationError):
        plan_week(agreed, week=7, said="x", by=bo)


@pytest.mark.parametrize("who", ["alice", "bo"])
def test_it_ends_early_without_blame(
    who: str, agreed: Rotation, alice: Member, bo: Member, dana: Member, post, work: Callable[[], int]
) -> None:
    work()
    post.letters.clear()
    end_rotation(agreed, by={"alice": alice, "bo": bo}[who])
    end_rotation(agreed, by=bo)
    work()
    for member in (alice, bo, dana):
        assert "Alice’s weeks with Data have ended" in [letter["Subject"] for letter in post.to(member)]
    with pytest.raises(PermissionDenied):
        end_rotation(agreed, by=dana)


def test_after_the_last_week_it_ends_by_itself(agreed: Rotation) -> None:
    assert agreed.place.ends_on == date(2027, 2, 21)
    with clock.at(clock.now().replace(year=2027, month=2, day=21)):
        assert end_weeks() == 0
    with clock.at(clock.now().replace(year=2027, month=2, day=22)):
        assert (end_weeks(), end_weeks()) == (1, 0)
    assert Ending.objects.get().kind == "done"


@pytest.mark.parametrize("gone", [lambda _alice, bo: depart(bo, by=None), lambda alice, bo: block(bo, alice)])
def test_a_departure_or_a_block_on_the_way(gone, a_place: Callable[..., Place], alice: Member, bo: Member) -> None:
    ask_for_place(a_place(bo), by=alice)
    gone(alice, bo)
    assert (kinds(), list(open_places(alice))) == (["declined"], [])


def test_who_leaves_ends_what_runs(agreed: Rotation, alice: Member) -> None:
    depart(alice, by=None)
    assert Ending.objects.get().kind == "departed"


@pytest.mark.parametrize("apart", [block, avoid])
def test_places_of_somebody_kept_apart_are_not_there(
    apart, a_place: Callable[..., Place], alice: Member, bo: Member
) -> None:
    place = a_place(bo)
    apart(bo, alice)
    assert list(open_places(alice)) == []
    with pytest.raises(PermissionDenied):
        ask_for_place(place, by=alice)


@pytest.mark.parametrize("many", [1, 30])
def test_the_list_asks_the_same_however_many(
    many: int, a_place: Callable[..., Place], alice: Member, bo: Member, django_assert_num_queries
) -> None:
    for _number in range(many):
        a_place(bo)
    with django_assert_num_queries(1):
        assert len(open_places(alice)) == many

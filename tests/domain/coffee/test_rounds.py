from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from peerloop.coffee.actions import call_round, hold_round, join, leave, say_no, weekly_round
from peerloop.coffee.actions.rounds import due
from peerloop.coffee.models import Introduced, Introduction, Joining, Round
from peerloop.coffee.queries import rounds_told
from peerloop.kit import clock
from peerloop.people.actions import avoid, block, depart, update_profile
from peerloop.people.week import OCTETS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import MakeMember

    from peerloop.people.models import Member


def company(of: Round) -> set[frozenset[str]]:
    """Who meets whom in a round, by name."""
    return {
        frozenset(one.member.name for one in introduction.introduced.all()) for introduction in of.introductions.all()
    }


def round_now() -> Round:
    return hold_round(Round.objects.create())


def test_two_who_joined_have_an_hour_held_and_hear_of_it(
    alice: Member, bo: Member, charlie: Member, post, work: Callable[[], int]
) -> None:
    for member in (alice, bo):
        join(member)
    assert company(round_now()) == {frozenset({"Alice", "Bo"})}
    held = Introduction.objects.get().session
    assert (held.kind, held.starts_at - clock.now() >= timedelta(hours=48)) == ("coffee", True)
    work()
    assert [letter["Subject"].strip() for letter in post.to(alice)] == [
        "A coffee with Bo, Wednesday 25 November, 09:00–09:30?"
    ]
    assert len(post.to(bo)) == 1
    assert post.to(charlie) == []


def test_of_three_all_meet_at_one_table(alice: Member, bo: Member, charlie: Member) -> None:
    for member in (alice, bo, charlie):
        join(member)
    done = round_now()
    assert company(done) == {frozenset({"Alice", "Bo", "Charlie"})}
    assert done.figures == {"joined": 3, "pairs": 0, "trios": 1, "alone": 0, "across": 0, "again": 0}


def test_nobody_meets_again_while_new_people_are_left(make_member: MakeMember) -> None:
    for name in ("Ann", "Ben", "Cleo", "Dov"):
        join(make_member(name), every=Joining.Every.WEEK)
    met: list[frozenset[str]] = []
    for week in range(3):
        with clock.at(clock.now() + timedelta(weeks=week)):
            met += company(round_now())
    assert len(met) == len(set(met)) == 6


def test_who_said_not_this_time_is_new_to_nobody(make_member: MakeMember) -> None:
    """Whom one declined comes again only when nobody new is left."""
    for name in ("Ann", "Ben", "Cleo", "Dov"):
        join(make_member(name), every=Joining.Every.WEEK)
    met: list[frozenset[str]] = []
    for week in range(3):
        with clock.at(clock.now() + timedelta(weeks=week)):
            this = round_now()
            met += company(this)
            for introduction in this.introductions.all():
                say_no(introduction, by=introduction.introduced.order_by("member").first().member)
    assert len(met) == len(set(met)) == 6


def test_a_day_begins_where_the_member_is(make_member: MakeMember) -> None:
    """In Auckland it is Wednesday already."""
    join(make_member("Kiri", time_zone="Pacific/Auckland"), snoozed_until=date(2026, 11, 25))
    join(make_member("Ben", time_zone="Europe/London"), snoozed_until=date(2026, 11, 25))
    with clock.at(clock.now() + timedelta(days=1, hours=4)):
        assert [member.name for member in due(clock.now())] == ["Kiri"]


def test_nobody_meets_their_manager_or_somebody_kept_apart(
    alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    """Dana manages Alice, Bo avoids Charlie, Alice has blocked Bo: only Alice and Charlie, Bo and Dana may meet."""
    avoid(bo, charlie)
    block(alice, bo)
    for member in (alice, bo, charlie, dana):
        join(member)
    assert company(round_now()) == {frozenset({"Alice", "Charlie"}), frozenset({"Bo", "Dana"})}


def test_nobody_is_brought_together_without_a_common_hour_or_language(make_member: MakeMember) -> None:
    nights = b"\xff" * 3 + bytes(OCTETS - 3)
    people = [make_member("Ann", languages=["en"]), make_member("Ben", languages=["ja"]), make_member("Owl")]
    people[2].week = nights
    people[2].save()
    for member in people:
        join(member)
    done = round_now()
    assert (company(done), done.figures["alone"]) == (set(), 3)


def test_other_teams_first(make_member: MakeMember) -> None:
    from peerloop.people.models import Team

    red, blue = (Team.objects.create(name=name, key=name) for name in ("red", "blue"))
    for name, team in (("Ann", red), ("Abe", red), ("Bea", blue), ("Bob", blue)):
        join(make_member(name, team=team))
    done = round_now()
    assert done.figures["across"] == 2
    assert all(len({name[0] for name in table}) == 2 for table in company(done))


def test_whose_turn_it_is(alice: Member, bo: Member, charlie: Member) -> None:
    """Alice meets each week, Bo each second one, Charlie not before December."""
    join(alice, every=1)
    join(bo, every=2)
    join(charlie, every=1, snoozed_until=date(2026, 12, 7))
    assert company(round_now()) == {frozenset({"Alice", "Bo"})}
    with clock.at(clock.now() + timedelta(days=1)):
        assert weekly_round() is None
        assert Introduction.objects.count() == 1
    with clock.at(clock.now() + timedelta(weeks=2)):
        assert company(round_now()) == {frozenset({"Alice", "Bo", "Charlie"})}


def test_who_leaves_the_rounds_or_the_house_is_brought_together_with_nobody(alice: Member, bo: Member) -> None:
    for member in (alice, bo):
        join(member)
    leave(alice)
    leave(alice)
    depart(bo, by=None)
    assert Joining.objects.count() == 0
    assert weekly_round() is None


def test_a_round_taken_up_again_goes_on_with_who_has_nobody(make_member: MakeMember) -> None:
    """Its worker died after the first table was written."""
    for name in ("Ann", "Ben"):
        join(make_member(name))
    this = round_now()
    for name in ("Cleo", "Dov"):
        join(make_member(name))
    Round.objects.filter(pk=this.pk).update(figures={})
    hold_round(Round.objects.get(pk=this.pk))
    assert company(this) == {frozenset({"Ann", "Ben"}), frozenset({"Cleo", "Dov"})}


def test_joining_says_what_is_wrong(alice: Member) -> None:
    with pytest.raises(ValidationError) as told:
        join(alice, every=3)
    assert list(told.value.message_dict) == ["every"]
    for day in (date(2026, 11, 23), date(2029, 1, 1)):
        with pytest.raises(ValidationError) as told:
            join(alice, snoozed_until=day)
        assert list(told.value.message_dict) == ["snoozed_until"]
    assert Joining.objects.count() == 0


def test_only_an_organiser_calls_a_round_and_reads_counts_that_name_nobody(
    organiser: Member, alice: Member, make_member: MakeMember, work: Callable[[], int]
) -> None:
    for number in range(10):
        join(make_member(f"Peer {number}"))
    with pytest.raises(PermissionDenied):
        call_round(by=alice)
    call_round(by=organiser)
    work()
    [told] = rounds_told(organiser)
    assert (told.people, told.met) == (10, None)
    assert rounds_told(alice) == []
    Introduced.objects.filter(pk__in=list(Introduced.objects.values_list("pk", flat=True)[:5])).update(met=True)
    assert rounds_told(organiser)[0].met is None
    with clock.at(clock.now() + timedelta(weeks=3)):
        assert rounds_told(organiser)[0].met == 100
        Introduced.objects.filter(met=None).update(met=False)
        assert rounds_told(organiser)[0].met == 50


def test_a_large_company_in_some_hundred_pairs(make_member: MakeMember) -> None:
    from peerloop.coffee.pairing import tables

    people = [make_member(f"Peer {number}") for number in range(41)]
    update_profile(people[0], by=people[0], time_zone="Europe/Berlin")
    found, alone = tables(people, after=clock.now(), seed=1)
    assert (len(found), sorted(len(table.members) for table in found)[-1], alone) == (20, 3, [])

"""What the counts of a close tell of supply and demand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from peerloop.journal.actions import record
from peerloop.kit import clock
from peerloop.people.models import Member, Team
from peerloop.skills.actions import close_week, propose_skill, want
from peerloop.skills.models import Figure, Need, Offer, Skill
from peerloop.skills.queries import (
    Supply,
    hang_on_few,
    nobody_offers,
    over_time,
    supply_and_demand,
    teams_told,
    weeks_told,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MONDAY = datetime(2026, 11, 16, 2, tzinfo=UTC)
WEEK = timedelta(weeks=1)


class House:
    """Two teams under one, of thirty people each, ten in none of them, and what they want and offer."""

    def __init__(self) -> None:
        top = Team.objects.create(name="Tidewell", key="tidewell")
        self.teams = [Team.objects.create(name=name, key=name.lower(), parent=top) for name in ("North", "South")]
        deep = Team.objects.create(name="Far North", key="far north", parent=self.teams[0])
        of = [deep] * 15 + [self.teams[0]] * 15 + [self.teams[1]] * 30 + [None] * 10
        self.people = Member.objects.bulk_create(
            Member(name=f"Member {number}", email=f"m{number}@example.org", team=team, capacity=2)
            for number, team in enumerate(of)
        )
        self.skills: dict[str, Skill] = {}

    def skill(self, name: str) -> Skill:
        return self.skills.setdefault(name, self.skills.get(name) or propose_skill(name, by=None))

    def want(self, name: str, north: int = 0, south: int = 0, rest: int = 0, *, visibility: str = "matching",
             stated: bool = False) -> None:  # fmt: skip
        """``stated``: by themselves; else it came in with a file."""
        self._each(lambda who: Need(member=who, skill=self.skill(name), visibility=visibility, made_at=clock.now()),
                   north, south, rest)  # fmt: skip
        for need in Need.objects.filter(skill=self.skill(name)) if stated else ():
            record("need.stated", actor=need.member, subject=need)

    def offer(self, name: str, north: int = 0, south: int = 0, *, waiting: bool = False) -> None:
        at = None if waiting else clock.now()
        self._each(lambda who: Offer(member=who, skill=self.skill(name), confirmed_at=at), north, south, 0, last=True)

    def _each(self, row, north: int, south: int, rest: int, *, last: bool = False) -> None:
        places = zip((0, 30, 60), (30, 60, 70), (north, south, rest), strict=True)
        for start, end, number in places:
            here = self.people[start:end]
            for who in (here[::-1] if last else here)[:number]:
                row(who).save()


@pytest.fixture
def house(db: None) -> Iterator[House]:
    with clock.at(MONDAY):
        yield House()


def told(name: str, *, team: Team | None = None) -> tuple[int | None, ...] | None:
    rows = supply_and_demand(team=team.pk if team else None)
    return next(((one.wanted, one.offered, one.unserved) for one in rows if one.name == name), None)


def test_counts_are_told_in_fives_and_few_not_at_all(house: House) -> None:
    house.want("Rust", north=12, south=12)
    house.offer("Rust", north=6)
    house.want("Go", north=4)
    house.offer("Go", south=3)
    assert supply_and_demand() == []
    close_week()
    rust = house.skills["Rust"]
    assert supply_and_demand() == [Supply(rust.pk, "Rust", wanted=25, offered=5, unserved=15, hangs_on=None)]
    assert Figure.objects.filter(skill=house.skills["Go"]).count() == 0


def test_private_needs_and_people_who_have_left_are_not_counted(house: House) -> None:
    house.want("Rust", north=12, visibility="private")
    house.want("Go", north=12)
    Member.objects.filter(pk__in=[one.pk for one in house.people[:8]]).update(departed_at=clock.now())
    close_week()
    assert (told("Rust"), told("Go")) == (None, None)


def test_public_needs_alone_are_told_where_the_others_are_few(house: House) -> None:
    house.want("Rust", north=10, visibility="public")
    house.want("Rust", south=4)
    close_week()
    assert told("Rust") == (10, 0, 10)


def test_offers_that_wait_for_their_yes_count_where_five_of_them_wait(house: House) -> None:
    house.offer("Rust", north=10)
    house.offer("Rust", south=4, waiting=True)
    house.offer("Go", north=10)
    house.offer("Go", south=8, waiting=True)
    close_week()
    assert (told("Rust"), told("Go")) == ((None, 10, None), (None, 20, None))


def test_by_team_with_those_below_it(house: House) -> None:
    house.want("Rust", north=14, south=20, rest=2)
    north, south = house.teams
    close_week()
    assert told("Rust") == (35, 0, 35)
    assert (told("Rust", team=north), told("Rust", team=south)) == ((15, None, None), (20, None, None))
    assert teams_told() == [north, south]


def test_a_team_from_which_a_few_could_be_reckoned_is_not_told(house: House) -> None:
    """Three in the south: the whole less the north would tell them, so the north is not told either."""
    house.want("Rust", north=13, south=3)
    close_week()
    assert told("Rust") == (15, 0, 15)
    assert (told("Rust", team=house.teams[0]), told("Rust", team=house.teams[1])) == (None, None)


def test_what_nobody_offers(house: House) -> None:
    house.want("Rust", north=7, south=7)
    house.offer("Rust", south=3, waiting=True)
    house.want("Go", north=7, south=7)
    house.offer("Go", south=1)
    close_week()
    assert [one.name for one in nobody_offers(supply_and_demand())] == ["Rust"]


def test_what_hangs_on_one_or_two_people_by_their_places_and_not_by_heads(house: House) -> None:
    house.want("Rust", north=10)
    house.offer("Rust", south=3)
    Member.objects.filter(pk=house.people[59].pk).update(capacity=9)
    house.want("Go", north=10)
    house.offer("Go", north=6)
    close_week()
    assert [(one.name, one.hangs_on) for one in hang_on_few(supply_and_demand())] == [("Rust", 1)]


def test_what_was_told_stands_until_the_counts_are_taken_again(house: House, alice: Member) -> None:
    house.want("Rust", north=12, stated=True)
    want(alice, skill=house.skills["Rust"])
    close_week()
    house.want("Rust", south=20, stated=True)
    close_week()
    assert told("Rust") == (15, 0, 15)
    with clock.at(MONDAY + WEEK):
        close_week()
    assert told("Rust") == (35, 0, 35)


def test_a_change_of_few_is_not_told(house: House, alice: Member) -> None:
    house.want("Rust", north=12, stated=True)
    want(alice, skill=house.skills["Rust"])
    close_week()
    for week, more in enumerate((3, 3), start=1):
        with clock.at(MONDAY + week * WEEK):
            Need.objects.filter(member__in=house.people[30 : 30 + 3 * week]).delete()
            house.want("Rust", south=more * week, stated=True)
            close_week()
    house_over_time = over_time([house.skills["Rust"].pk])[house.skills["Rust"].pk]
    assert [(week.at, week.wanted) for week in house_over_time] == [
        (MONDAY, 15), (MONDAY + WEEK, 15), (MONDAY + 2 * WEEK, 15)]  # fmt: skip


def test_what_is_told_does_not_come_and_go_while_nothing_changes(house: House) -> None:
    house.want("Rust", north=10)
    house.want("Rust", south=2, visibility="public")
    seen = []
    for _again in range(3):
        close_week()
        seen.append(told("Rust"))
    assert seen == [(10, 0, 10)] * 3


def test_over_time_there_is_one_close_a_week(house: House) -> None:
    house.want("Rust", north=12)
    for hours in (0, 5, 7 * 24, 7 * 24 + 1):
        with clock.at(MONDAY + timedelta(hours=hours)):
            close_week()
    rust = house.skills["Rust"].pk
    assert [week.at for week in over_time([rust])[rust]] == [
        MONDAY + timedelta(hours=5), MONDAY + WEEK + timedelta(hours=1)]  # fmt: skip
    assert [(at, supply.name, supply.wanted) for at, supply in weeks_told()] == [
        (MONDAY + WEEK + timedelta(hours=1), "Rust", 10), (MONDAY + timedelta(hours=5), "Rust", 10)]  # fmt: skip


def test_skills_are_sought_by_their_words(house: House) -> None:
    house.want("Rust", north=12)
    house.want("Go", north=12)
    close_week()
    assert [one.name for one in supply_and_demand(word=" rUs ")] == ["Rust"]


@pytest.mark.parametrize("number", [1, 30])
def test_counts_cost_the_same_queries_for_one_skill_and_for_thirty(
    house: House, number: int, django_assert_max_num_queries
) -> None:
    for one in range(number):
        house.want(f"Skill {one}", north=6, south=6)
        house.offer(f"Skill {one}", north=6)
    with django_assert_max_num_queries(16):
        close_week()
    with django_assert_max_num_queries(3):
        assert len(over_time([one.skill for one in supply_and_demand()])) == number

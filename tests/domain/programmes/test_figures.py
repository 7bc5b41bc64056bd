"""What is told of a programme in numbers: in fives, once a week, and of nobody."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.programmes.conftest import MONDAY, after, set_up

from peerloop.journal.models import Entry
from peerloop.loops.models import Loop, Reflection
from peerloop.people.actions import found_team
from peerloop.programmes.actions import (
    close_programme,
    join_programme,
    leave_programme,
    name_obstacle,
    open_programme,
    publish_all,
)
from peerloop.programmes.models import Figure, Obstacle, Programme
from peerloop.programmes.queries import figures_now, obstacle_of, published, published_on
from peerloop.programmes.rules import FEW, at_least
from peerloop.schedule.models import Participation, Record, Session
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.conftest import MakeMember

    from peerloop.people.models import Member


@pytest.fixture
def crowd(season: Programme, make_member: MakeMember) -> list[Member]:
    """Twelve who take part, and others for whom it is."""
    for number in range(6):
        make_member(f"Bystander {number}")
    people = [make_member(f"Member {number:02}") for number in range(12)]
    for member in people:
        join_programme(season, by=member)
    return people


def hold(members: Sequence[Member], *, on: date = date(2026, 12, 1), took_place: bool = True) -> Session:
    """Let them have met on that day."""
    at = MONDAY.replace(year=on.year, month=on.month, day=on.day)
    session = Session.objects.create(
        local_date=on, local_time=at.time(), zone="UTC", starts_at=at, ends_at=at + timedelta(minutes=30)
    )
    Participation.objects.bulk_create(Participation(session=session, member=one, part="peer") for one in members)
    if took_place:
        Record.objects.create(session=session)
    return session


def close_loop(learner: Member, *, days: int) -> None:
    skill = propose_skill(f"Skill of {learner.name}", by=learner)
    with after(days=days):
        Reflection.objects.create(loop=Loop.objects.create(learner=learner, skill=skill), text="That it works.")


def test_of_fewer_than_five_nothing_is_told_and_of_more_a_multiple_of_five(
    season: Programme, crowd: list[Member]
) -> None:
    assert published(season) == {"participants": 0}
    for member in crowd[8:]:
        leave_programme(season, by=member)
    assert figures_now(season) == {"participants": 5}
    for member in crowd[4:8]:
        leave_programme(season, by=member)
    assert figures_now(season) == {"participants": 0}


@pytest.mark.parametrize(("size", "told"), [(5, 0), (8, 0), (10, 5)])
def test_of_a_small_team_it_is_not_told_that_all_take_part(
    size: int, told: int, organiser: Member, make_member: MakeMember
) -> None:
    """Whoever leads a team of five and reads "at least five" would know it of each of them."""
    team = found_team("Sales")
    made = set_up(organiser, teams=[team])
    open_programme(made, by=organiser)
    for number in range(size):
        join_programme(made, by=make_member(f"Member {number}", team=team))
    assert figures_now(made) == {"participants": told}


def test_between_two_mondays_nobody_sees_a_count_change(season: Programme, crowd: list[Member]) -> None:
    with after(days=3):
        publish_all()
        assert published(season) == {"participants": 0}
    with after(days=7):
        publish_all()
        publish_all()
        assert (published(season), published_on(season)) == ({"participants": 10}, date(2026, 11, 30))
    assert Figure.objects.count() == 2


def test_meetings_and_loops_count_from_when_one_joined_and_it_began(
    season: Programme, crowd: list[Member], make_member: MakeMember
) -> None:
    """Twelve take part; of seven who met, five are told, since five of the twelve always stay untold."""
    outside = make_member("Outside")
    pairs = list(zip(crowd[:6:2], crowd[1:6:2], strict=True))
    for number, pair in enumerate(pairs * 2):
        hold(pair, on=date(2026, 12, 1) + timedelta(days=number))
    hold([crowd[6], outside])
    hold([crowd[7]])
    hold(crowd[8:10], on=date(2026, 11, 24))
    hold(crowd[8:10], took_place=False)
    for member in crowd[:6]:
        close_loop(member, days=20)
    for member in crowd[6:9]:
        close_loop(member, days=-1)
    with after(days=28):
        assert figures_now(season) == {"participants": 10, "met": 5, "sessions": 5, "loops": 5}
        for member in crowd[:3]:
            leave_programme(season, by=member)
        assert figures_now(season) == {"participants": 5}


def test_what_stands_in_the_way_is_said_privately_and_counted_by_kind(
    season: Programme, crowd: list[Member], organiser: Member, alice: Member, dana: Member
) -> None:
    entries = Entry.objects.count()
    for member in [*crowd[:5], alice]:
        name_obstacle(season, "no_time", by=member)
    for member in crowd[5:9]:
        name_obstacle(season, "manager", by=member)
    name_obstacle(season, "nobody", by=alice)
    assert (obstacle_of(alice, season), obstacle_of(organiser, season)) == ("nobody", "")
    assert Entry.objects.count() == entries
    with after(days=7):
        publish_all()
        assert published(season) == {"participants": 10, "obstacle:no_time": 5}
        name_obstacle(season, "", by=crowd[0])
        assert published(season)["obstacle:no_time"] == 5
    with pytest.raises(ValidationError):
        name_obstacle(season, "everything", by=alice)


def test_an_obstacle_is_said_by_whom_it_is_for(organiser: Member, make_member: MakeMember, alice: Member) -> None:
    team = found_team("Sales")
    made = set_up(organiser, teams=[team])
    open_programme(made, by=organiser)
    name_obstacle(made, "no_time", by=make_member("Sam", team=team))
    with pytest.raises(PermissionDenied):
        name_obstacle(made, "no_time", by=alice)


def test_the_last_figures_are_those_of_the_close_and_who_leaves_the_house_is_not_in_them(
    season: Programme, crowd: list[Member], organiser: Member
) -> None:
    with after(days=10):
        close_programme(season, by=organiser)
        assert (published(season), published_on(season)) == ({"participants": 10}, date(2026, 12, 3))
    with after(days=30):
        publish_all()
        assert published_on(season) == date(2026, 12, 3)


@given(st.integers(0, 400), st.integers(0, 400))
def test_what_is_told_is_true_and_leaves_five_untold(count: int, others: int) -> None:
    told = at_least(count, of=count + others)
    assert told <= count
    assert told % FEW == 0
    assert told == 0 or count + others - told >= FEW


KINDS = ("", *Obstacle.Kind.values[:2])


def tellings(people: int) -> dict[tuple[int, ...], list[tuple[str, ...]]]:
    """Return all that could be told of so many, each with the worlds in which that is what is told."""
    worlds: dict[tuple[int, ...], list[tuple[str, ...]]] = {}
    for world in product(KINDS, repeat=people):
        counts = Counter(world)
        told = tuple(at_least(counts[kind], of=people) for kind in KINDS[1:])
        worlds.setdefault(told, []).append(world)
    return worlds


@pytest.mark.parametrize("people", [5, 6, 10, 11])
def test_nobodys_answer_can_be_determined_from_what_is_told_not_even_by_four_who_tell_one_another_theirs(
    people: int,
) -> None:
    """Of every possible publication: whoever knows the others' answers but for one's own five still cannot tell.

    Worlds are all ways in which so many could have answered. An attacker knows what is published, how many there are,
    and the answers of four of them; of each of the others at least two answers stay possible.
    """
    for worlds in tellings(people).values():
        known: dict[tuple[str, ...], list[set[str]]] = {}
        for world in worlds:
            possible = known.setdefault(world[:4], [set() for _one in world[4:]])
            for answers, answer in zip(possible, world[4:], strict=True):
                answers.add(answer)
        assert all(len(answers) > 1 for possible in known.values() for answers in possible)

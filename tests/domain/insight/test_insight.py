"""How a programme is doing, what is worth doing next, and what whoever backs it is told."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.programmes.conftest import FIRST, after, set_up

from peerloop.insight.actions import add_evidence, add_means, remove_from_pack
from peerloop.insight.models import Evidence, Means
from peerloop.insight.queries import (
    Cost,
    Week,
    costs,
    evidence_of,
    health,
    healths_seen_by,
    hours_of,
    means_of,
    packs_seen_by,
)
from peerloop.insight.rules import MOST_LINES, next_steps
from peerloop.programmes.actions import (
    close_programme,
    invite_audience,
    join_programme,
    name_obstacle,
    name_organiser,
    publish_all,
)
from peerloop.programmes.models import Figure, Programme

if TYPE_CHECKING:
    from tests.conftest import MakeMember

    from peerloop.people.models import Member


def test_it_is_read_off_what_was_published_week_by_week(season: Programme, make_member: MakeMember) -> None:
    people = [make_member(f"Member {number:02}") for number in range(18)][:12]
    for member in people:
        join_programme(season, by=member)
    for member in people[:6]:
        name_obstacle(season, "no_time", by=member)
    told = health(season)
    assert (told.weeks, told.obstacles) == ([Week(date(2026, 11, 23), 0, 0, 0, 0)], [])
    with after(days=7):
        publish_all()
        told = health(season)
        assert [(week.on, week.participants) for week in told.weeks] == [
            (date(2026, 11, 23), 0), (date(2026, 11, 30), 10),
        ]  # fmt: skip
        assert (told.obstacles, told.on) == ([("no_time", 5)], date(2026, 11, 30))
        assert told.steps == ["invite", "no_time"]


def test_nothing_is_told_that_was_not_published(season: Programme) -> None:
    Figure.objects.all().delete()
    assert (health(season).now, health(season).obstacles, health(season).on) == (None, [], None)


@pytest.mark.parametrize(
    ("told", "otherwise", "steps"),
    [
        ({}, {"invited": False}, ["invite"]),
        ({}, {}, ["few"]),
        ({"participants": 10, "met": 5}, {}, ["well"]),
        ({"participants": 10}, {}, ["well"]),
        ({"participants": 10}, {"today": FIRST + timedelta(days=20)}, ["not_meeting"]),
        ({"participants": 20, "met": 5, "obstacle:manager": 5, "obstacle:no_time": 10, "obstacle:nobody": 5}, {},
         ["no_time", "manager", "nobody"]),
        ({"participants": 20, "met": 5, "obstacle:other": 15}, {}, ["well"]),
        ({"participants": 10, "met": 5}, {"today": FIRST + timedelta(days=40), "written_on": date.min}, ["write_down"]),
        ({"participants": 10, "met": 5}, {"today": FIRST + timedelta(days=40), "written_on": FIRST}, ["write_down"]),
        ({"participants": 10, "met": 5}, {"today": FIRST + timedelta(days=30), "written_on": date.min}, ["well"]),
        ({"participants": 10, "met": 5}, {"today": date(2027, 2, 20)}, ["ending"]),
    ],
)  # fmt: skip
def test_what_is_worth_doing_next(
    told: dict[str, int], otherwise: dict[str, Any], steps: list[str], season: Programme
) -> None:
    said: dict[str, Any] = {"today": FIRST, "invited": True, "written_on": None} | otherwise
    assert next_steps(season, told, said.pop("today"), **said) == steps


def test_a_draft_is_to_be_opened_and_of_what_is_over_nothing_is_left_to_do(draft: Programme, organiser: Member) -> None:
    assert health(Programme.objects.get(pk=draft.pk)).steps == ["open"]
    close_programme(draft, by=organiser)
    assert next_steps(Programme.objects.get(pk=draft.pk), {}, FIRST, invited=True, written_on=None) == ["open"]


def test_once_everybody_is_invited_that_is_not_said_again(season: Programme, organiser: Member, alice: Member) -> None:
    invite_audience(season, by=organiser)
    assert health(season).steps == ["few"]


def test_who_reads_what(
    season: Programme, organiser: Member, alice: Member, bo: Member, analyst: Member, make_member: MakeMember
) -> None:
    backer = make_member("Sven")
    drafted = set_up(organiser, title="Next", sponsor=backer)
    name_organiser(season, bo, by=organiser)
    readers = (organiser, bo, backer, analyst, alice)
    healths = [set(healths_seen_by(one).values_list("pk", flat=True)) for one in readers]
    packs = [set(packs_seen_by(one).values_list("pk", flat=True)) for one in readers]
    assert healths == [{season.pk, drafted.pk}, {season.pk}, set(), {season.pk}, set()]
    assert packs == [{season.pk, drafted.pk}, {season.pk}, {drafted.pk}, set(), set()]


def test_evidence_has_a_source_and_the_same_line_twice_is_once(
    season: Programme, organiser: Member, alice: Member
) -> None:
    for _twice in range(2):
        line = add_evidence(season, by=organiser, claim="Newcomers wait 19 days", source="HR, 2025")
    assert evidence_of(season) == [line]
    for wrong in ({"claim": " "}, {"source": ""}, {"link": "javascript:alert(1)"}, {"claim": "x" * 281}):
        with pytest.raises(ValidationError) as refused:
            add_evidence(season, by=organiser, **{"claim": "It works", "source": "A study", "link": ""} | wrong)
        assert list(refused.value.message_dict) == list(wrong)
    with pytest.raises(PermissionDenied):
        add_evidence(season, by=alice, claim="It works", source="A study")
    with pytest.raises(PermissionDenied):
        remove_from_pack(line, by=alice)
    remove_from_pack(line, by=organiser)
    assert not Evidence.objects.exists()


def test_costs_add_up_by_currency_from_least_to_most(season: Programme, organiser: Member) -> None:
    add_means(season, by=organiser, what="Rooms")
    add_means(season, by=organiser, what="Lunch", least=Decimal(300), most=Decimal(450), currency="eur")
    add_means(season, by=organiser, what="A book for each", least=Decimal(200), currency="EUR")
    add_means(season, by=organiser, what="Travel", most=Decimal(100), currency="GHS")
    assert costs(means_of(season)) == [
        Cost("EUR", Decimal(500), Decimal(650)), Cost("GHS", Decimal(100), Decimal(100)),
    ]  # fmt: skip
    for wrong, field in (
        ({"what": ""}, "what"), ({"least": Decimal(5), "most": Decimal(3), "currency": "EUR"}, "most"),
        ({"least": Decimal(-1), "currency": "EUR"}, "least"), ({"least": Decimal(3)}, "currency"),
        ({"least": Decimal(3), "currency": "€"}, "currency"),
    ):  # fmt: skip
        with pytest.raises(ValidationError) as refused:
            add_means(season, by=organiser, **{"what": "Paper"} | wrong)
        assert field in refused.value.message_dict
    for number in range(MOST_LINES - 4):
        add_means(season, by=organiser, what=f"Thing {number}")
    with pytest.raises(ValidationError):
        add_means(season, by=organiser, what="One more")
    assert Means.objects.count() == MOST_LINES


def test_the_hours_that_it_takes_are_those_of_as_many_as_it_aims_at(season: Programme, organiser: Member) -> None:
    hours = hours_of(season)
    assert hours is not None
    assert (hours.each_a_week, hours.people, hours.weeks, hours.altogether) == (Decimal(3), 20, 13, 780)
    assert hours_of(set_up(organiser, title="Evergreen", ends_on=None)) is None
    assert hours_of(set_up(organiser, title="Without", allowance=None)) is None

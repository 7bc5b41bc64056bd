"""Olga sets a programme up and opens it; Alice joins; Charlie is not asked; it closes."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.programmes.conftest import AIMS, DAYS, FIRST, LAST, after, set_up

from peerloop.formats.actions import copy_format, remove_format
from peerloop.formats.shipped import SHIPPED
from peerloop.journal.models import Entry
from peerloop.people.actions import block, depart, found_team
from peerloop.people.models import Member
from peerloop.programmes.actions import (
    TooSoon,
    change_programme,
    close_ended,
    close_programme,
    copy_programme,
    decline_programme,
    invite_audience,
    join_programme,
    leave_programme,
    name_organiser,
    note_amount,
    open_programme,
    release_organiser,
    remove_day,
    remove_objective,
    set_day,
    set_objective,
    take_over,
)
from peerloop.programmes.models import Participant, Programme
from peerloop.programmes.queries import (
    in_audience,
    listed,
    one,
    participants,
    participants_seen_by,
    programmes_run_by,
    programmes_seen_by,
    standings,
    to_invite,
    waiting_programmes,
)
from peerloop.programmes.rules import Aim, Day, Over, Overlaps
from peerloop.schedule.queries import allowance_of
from peerloop.search.queries import find

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries
    from tests.conftest import MakeMember


def state(programme: Programme, reader: Member) -> str:
    shown = one(reader, programme.pk)
    return shown.state if shown else "unseen"


def told(verb: str) -> list[list[int]]:
    return [entry.about for entry in Entry.objects.filter(verb=verb).order_by("pk")]


def fresh(programme: Programme) -> Programme:
    return Programme.objects.get(pk=programme.pk)


def test_the_whole_way(draft: Programme, organiser: Member, alice: Member, charlie: Member) -> None:
    assert (state(draft, organiser), state(draft, alice)) == ("draft", "unseen")
    with pytest.raises(PermissionDenied):
        join_programme(draft, by=alice)
    open_programme(draft, by=organiser)
    open_programme(draft, by=organiser)
    assert state(draft, alice) == "planned"
    for _twice in range(2):
        join_programme(draft, by=alice)
    assert [list(participants(draft)), told("programme.joined")] == [[alice], [[alice.pk]]]
    with after(days=7):
        assert state(draft, alice) == "running"
    with after(days=100):
        assert close_ended() == 1
        assert (state(draft, alice), state(draft, charlie)) == ("closed", "closed")
        assert len(told("programme.closed")) == 1
        for act in (join_programme, leave_programme, decline_programme):
            with pytest.raises(Over):
                act(draft, by=charlie)
        with pytest.raises(Over):
            change_programme(draft, by=organiser, title="Another")


def test_only_an_organiser_sets_up_and_the_same_form_twice_is_one(organiser: Member, alice: Member) -> None:
    with pytest.raises(PermissionDenied):
        set_up(alice)
    uid = uuid4()
    assert set_up(organiser, uid=uid) == set_up(organiser, uid=uid)
    assert Programme.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": " ?! "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"why": "x" * 2001}, "why"),
        ({"starts_on": date(9999, 12, 1), "ends_on": None}, "starts_on"),
        ({"timetable": [Day(date(9999, 12, 31), "The end")]}, "timetable"),
        ({"ends_on": FIRST - timedelta(days=1)}, "ends_on"),
        ({"ends_on": FIRST + timedelta(days=2000)}, "ends_on"),
        ({"join_by": LAST + timedelta(days=1)}, "join_by"),
        ({"join_by": date(9999, 12, 31), "ends_on": None}, "join_by"),
        ({"allowance": 0}, "allowance"),
        ({"allowance": 40 * 60 + 1}, "allowance"),
        ({"formats": ["seminar", "none-such"]}, "formats"),
        ({"objectives": [Aim("", Decimal(1))]}, "objectives"),
        ({"objectives": [Aim("Days", Decimal(1), baseline=Decimal(3))]}, "objectives"),
        ({"objectives": [Aim("Days", Decimal("NaN"))]}, "objectives"),
        ({"objectives": [Aim("People", Decimal(0), measured="participants")]}, "objectives"),
        ({"objectives": [Aim("People", Decimal(5), measured="guessed")]}, "objectives"),
        ({"objectives": AIMS * 7}, "objectives"),
        ({"timetable": [Day(FIRST, "")]}, "timetable"),
        ({"timetable": [Day(FIRST, "x" * 121)]}, "timetable"),
        ({"timetable": DAYS * 21}, "timetable"),
    ],
)
def test_what_does_not_hold_is_said_by_its_field_and_nothing_is_kept(
    said: dict[str, object], field: str, organiser: Member
) -> None:
    with pytest.raises(ValidationError) as refused:
        set_up(organiser, **said)
    assert list(refused.value.message_dict) == [field]
    assert not Programme.objects.exists()


def test_it_is_for_a_team_and_those_below_it(
    organiser: Member, make_member: MakeMember, alice: Member, analyst: Member
) -> None:
    house = found_team("Engineering")
    platform = found_team("Platform", parent=house)
    inside = make_member("Ina", team=platform)
    beside = make_member("Bea", team=found_team("Sales"))
    backer = make_member("Sven")
    made = set_up(organiser, teams=[house], sponsor=backer)
    assert [state(made, one) for one in (inside, backer)] == ["unseen", "draft"]
    open_programme(made, by=organiser)
    readers = (inside, beside, alice, backer, organiser, analyst)
    assert [state(made, one) for one in readers] == ["planned", "unseen", "unseen", *["planned"] * 3]
    assert [in_audience(one, made) for one in (inside, beside, alice)] == [True, False, False]
    assert list(to_invite(made)) == [inside]
    with pytest.raises(PermissionDenied):
        join_programme(made, by=beside)
    with pytest.raises(PermissionDenied):
        join_programme(made, by=organiser)
    join_programme(made, by=inside)
    change_programme(made, by=organiser, teams=[])
    assert state(made, alice) == "planned"


def test_who_takes_part_sees_one_another_while_it_lasts_and_nobody_sees_their_own_reports(
    season: Programme,
    organiser: Member,
    alice: Member,
    bo: Member,
    dana: Member,
    charlie: Member,
    make_member: MakeMember,
) -> None:
    """Dana manages Alice; Alice manages Rae: neither is in a list that Dana reads, whatever Dana is."""
    rae = make_member("Rae", manager=alice)
    for member in (alice, bo, rae):
        join_programme(season, by=member)
    seen = {
        reader.name: [one.name for one in participants_seen_by(reader, season)]
        for reader in (organiser, alice, bo, dana, charlie)
    }
    assert seen == {
        "Olga": ["Alice", "Bo", "Rae"], "Alice": ["Alice", "Bo"], "Bo": ["Alice", "Bo", "Rae"], "Dana": [],
        "Charlie": [],
    }  # fmt: skip
    name_organiser(season, dana, by=organiser)
    assert [one.name for one in participants_seen_by(dana, season)] == ["Bo"]
    join_programme(season, by=dana)
    assert [one.name for one in participants_seen_by(dana, season)] == ["Bo", "Dana"]
    block(bo, other=alice)
    assert [one.name for one in participants_seen_by(bo, season)] == ["Bo", "Dana", "Rae"]
    close_programme(season, by=organiser)
    assert list(participants_seen_by(bo, fresh(season))) == []


def test_each_weeks_time_is_the_larger_of_ones_own_and_what_programmes_grant(
    season: Programme, organiser: Member, alice: Member, bo: Member
) -> None:
    """Alice has two hours of her own; the season grants three, another programme two and a half: not eight."""
    other = set_up(organiser, title="Lunch & learn", allowance=150)
    open_programme(other, by=organiser, anyway=True)
    before, within, beyond = date(2026, 11, 23), date(2026, 12, 7), date(2027, 3, 1)
    for programme in (season, other):
        join_programme(programme, by=alice)
    assert [allowance_of([alice, bo], week) for week in (before, within, beyond)] == [
        {alice.pk: 120, bo.pk: 120}, {alice.pk: 180, bo.pk: 120}, {alice.pk: 120, bo.pk: 120},
    ]  # fmt: skip
    change_programme(season, by=organiser, allowance=240)
    assert allowance_of([alice], within) == {alice.pk: 240}
    leave_programme(season, by=alice)
    assert allowance_of([alice], within) == {alice.pk: 150}
    change_programme(other, by=organiser, allowance=None)
    assert allowance_of([alice], within) == {alice.pk: 120}
    Member.objects.filter(pk=alice.pk).update(weekly_hours=6)
    join_programme(season, by=alice)
    alice.refresh_from_db()
    assert allowance_of([alice], within) == {alice.pk: 360}
    close_programme(season, by=organiser)
    Member.objects.filter(pk=alice.pk).update(weekly_hours=1)
    alice.refresh_from_db()
    assert allowance_of([alice], within) == {alice.pk: 60}


def test_overlapping_programmes_are_said_and_asked_about_once(
    season: Programme, organiser: Member, make_member: MakeMember
) -> None:
    sales, legal = found_team("Sales"), found_team("Legal")
    for_sales = set_up(organiser, title="Sales skills", teams=[sales])
    with pytest.raises(Overlaps) as refused:
        open_programme(for_sales, by=organiser)
    assert refused.value.messages == ["“Winter of mentoring” is for some of the same people at the same time."]
    assert state(for_sales, organiser) == "draft"
    open_programme(for_sales, by=organiser, anyway=True)
    assert state(for_sales, organiser) == "planned"
    close_programme(season, by=organiser)
    open_programme(set_up(organiser, title="Contracts", teams=[legal]), by=organiser)
    below = found_team("Field sales", parent=sales)
    with pytest.raises(Overlaps):
        open_programme(set_up(organiser, title="In the field", teams=[below], ends_on=None), by=organiser)
    later = {"starts_on": LAST + timedelta(days=1), "ends_on": None}
    open_programme(set_up(organiser, title="In the spring", teams=[below], **later), by=organiser)


def test_a_cohort_is_joined_until_its_day_and_evergreen_always(organiser: Member, alice: Member, bo: Member) -> None:
    cohort = set_up(organiser, join_by=date(2026, 11, 25))
    evergreen = set_up(organiser, title="Onboarding", ends_on=None)
    for programme in (cohort, evergreen):
        open_programme(programme, by=organiser, anyway=True)
    with after(days=2):
        join_programme(cohort, by=bo)
    with after(days=3):
        with pytest.raises(Over):
            join_programme(cohort, by=alice)
        with pytest.raises(Over):
            invite_audience(cohort, by=organiser)
        assert [one.pk for one in waiting_programmes(alice, at_most=3)] == [cohort.pk, evergreen.pk]
    with after(days=2000):
        join_programme(evergreen, by=alice)
        assert close_ended() == 1
        assert state(evergreen, alice) == "running"


def test_everybody_is_invited_once_a_week_but_who_said_no(
    season: Programme, organiser: Member, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    join_programme(season, by=bo)
    decline_programme(season, by=charlie)
    decline_programme(season, by=bo)
    assert {member.name for member in to_invite(season)} == {"Alice", "Dana"}
    assert invite_audience(season, by=organiser).asked == 2
    with pytest.raises(TooSoon):
        invite_audience(season, by=organiser)
    join_programme(season, by=charlie)
    with after(days=8):
        join_programme(season, by=alice)
        assert invite_audience(season, by=organiser).asked == 1
    with after(days=16):
        join_programme(season, by=dana)
        assert invite_audience(season, by=organiser).asked == 0
    with pytest.raises(PermissionDenied):
        invite_audience(season, by=alice)


def test_last_years_is_copied_its_days_move_along_and_it_begins_where_that_one_ended(
    season: Programme, organiser: Member, alice: Member
) -> None:
    join_programme(season, by=alice)
    days = season.objectives.get(measured="by_hand")
    with after(days=60):
        note_amount(days, by=organiser, value=Decimal(52), on=date(2027, 1, 20), source="HR, January")
    with after(days=100):
        close_ended()
        again = copy_programme(fresh(season), by=organiser, starts_on=date(2027, 11, 29))
        assert (again.title, again.ends_on, again.copied_from) == (
            season.title,
            date(2027, 2, 26) + timedelta(364),
            season,
        )
        assert [(day.on, day.title) for day in again.milestones.all()] == [
            (day.on + timedelta(364), day.title) for day in DAYS
        ]
        aims = [(row.aim, row.baseline, row.baseline_source, row.target) for row in again.objectives.all()]
        assert aims == [
            ("People who take part", Decimal(0), "", Decimal(20)),
            ("Days until a newcomer works alone", Decimal(52), "Where “Winter of mentoring” left it", Decimal(40)),
        ]
        with pytest.raises(ValidationError):
            copy_programme(fresh(season), by=organiser, starts_on=date(9999, 12, 31))
        assert (state(again, organiser), Participant.objects.filter(programme=again).count()) == ("draft", 0)


def test_what_used_a_format_that_was_removed_since_is_copied_without_it(organiser: Member) -> None:
    own = copy_format(SHIPPED["seminar"], by=organiser)
    last = set_up(organiser, formats=["mentoring", f"own-{own.pk}"])
    close_programme(last, by=organiser)
    remove_format(own, by=organiser)
    assert copy_programme(fresh(last), by=organiser, starts_on=date(2027, 11, 29)).formats == ["mentoring"]


def test_one_whose_last_day_is_over_is_not_opened(draft: Programme, organiser: Member) -> None:
    with after(days=96):
        with pytest.raises(ValidationError) as refused:
            open_programme(draft, by=organiser)
        assert list(refused.value.message_dict) == ["ends_on"]
        assert state(draft, organiser) == "draft"
        change_programme(draft, by=organiser, ends_on=date(2027, 2, 27))
        open_programme(draft, by=organiser)


def test_an_objective_has_a_value_a_source_and_a_share_of_the_way(season: Programme, organiser: Member) -> None:
    people, days = standings(season)
    assert (people.counted, people.value, people.share) == (True, 0, 0)
    assert (days.counted, days.value, days.share) == (False, None, None)
    for day, value in ((20, 55), (23, 50), (23, 45)):
        note_amount(days.objective, by=organiser, value=Decimal(value), on=date(2026, 11, day), source="HR")
    now = standings(season)[1]
    assert (now.value, now.on, now.source, now.share) == (Decimal(45), date(2026, 11, 23), "HR", 75)
    for wrong in ({"source": " "}, {"on": date(2026, 11, 24)}, {"value": Decimal(10) ** 9}):
        said = {"value": Decimal(1), "on": date(2026, 11, 23), "source": "HR"} | wrong
        with pytest.raises(ValidationError) as refused:
            note_amount(days.objective, by=organiser, **said)
        assert list(refused.value.message_dict) == list(wrong)
    with pytest.raises(ValidationError):
        note_amount(people.objective, by=organiser, value=Decimal(1), on=date(2026, 11, 23), source="HR")


def test_objectives_and_days_are_added_put_otherwise_and_removed_by_who_runs_it(
    season: Programme, organiser: Member, alice: Member
) -> None:
    made = set_objective(season, Aim("Questions answered", Decimal(30)), by=organiser)
    set_objective(season, Aim("Answers within a day", Decimal(90), "%"), by=organiser, instead_of=made)
    assert [row.aim for row in season.objectives.all()][-1] == "Answers within a day"
    remove_objective(made, by=organiser)
    assert season.objectives.count() == 2
    day = set_day(season, Day(date(2026, 12, 7), "First meetings"), by=organiser)
    assert set_day(season, Day(date(2026, 12, 7), "First  meetings"), by=organiser) == day
    assert [row.title for row in season.milestones.all()] == ["Kick-off", "First meetings", "Half-time"]
    remove_day(day, by=organiser)
    assert season.milestones.count() == 2
    for act in (
        lambda: set_objective(season, AIMS[0], by=alice),
        lambda: remove_day(season.milestones.all()[0], by=alice),
        lambda: close_programme(season, by=alice),
        lambda: change_programme(season, by=alice, title="Mine"),
        lambda: copy_programme(season, by=alice, starts_on=FIRST),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_it_is_run_by_its_owner_and_whom_they_name(
    season: Programme, organiser: Member, alice: Member, bo: Member, make_member: MakeMember
) -> None:
    name_organiser(season, alice, by=organiser)
    assert list(programmes_run_by(alice)) == [season]
    with pytest.raises(PermissionDenied):
        name_organiser(season, bo, by=alice)
    second = make_member("Otto", roles=["organiser"])
    take_over(season, by=second)
    assert (fresh(season).owner, list(season.organisers.order_by("pk").values_list("member__name", flat=True))) == (
        second, ["Alice", "Olga"],
    )  # fmt: skip
    release_organiser(season, alice, by=alice)
    assert list(programmes_run_by(alice)) == []
    depart(second, by=None)
    assert (fresh(season).owner, season.organisers.count()) == (organiser, 0)
    depart(organiser, by=None)
    assert fresh(season).owner is None


def test_who_leaves_the_house_takes_part_in_nothing(season: Programme, alice: Member, bo: Member) -> None:
    for member in (alice, bo):
        join_programme(season, by=member)
    depart(alice, by=None)
    assert list(Participant.objects.values_list("member", flat=True)) == [bo.pk]
    assert allowance_of([alice], date(2026, 12, 7)) == {alice.pk: 120}
    assert list(programmes_seen_by(alice)) == []


def test_it_is_found_while_it_is_open(draft: Programme, organiser: Member, alice: Member) -> None:
    def hits(reader: Member) -> list[int]:
        return [hit.subject for hit in find(reader, "winter mentoring", among=["programme"]).hits]

    assert hits(organiser) == []
    open_programme(draft, by=organiser)
    assert hits(alice) == [draft.pk]
    close_programme(draft, by=organiser)
    assert hits(alice) == []


def test_what_is_for_somebody_waits_for_them_until_they_answer(
    season: Programme, organiser: Member, alice: Member, bo: Member, make_member: MakeMember
) -> None:
    house = found_team("Engineering")
    inside = make_member("Ina", team=found_team("Compilers", parent=found_team("Platform", parent=house)))
    aimed = set_up(organiser, title="Craft", teams=[house], ends_on=None)
    open_programme(aimed, by=organiser, anyway=True)

    def waits(reader: Member) -> list[str]:
        return [one.title for one in waiting_programmes(reader, at_most=3)]

    everybodys = "Winter of mentoring"
    assert [waits(one) for one in (inside, alice, organiser)] == [[everybodys, "Craft"], [everybodys], []]
    join_programme(season, by=inside)
    decline_programme(season, by=alice)
    name_organiser(season, bo, by=organiser)
    assert [waits(one) for one in (inside, alice, bo)] == [["Craft"], [], []]
    close_programme(aimed, by=organiser)
    assert waits(inside) == []


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_of_thirty_costs_what_one_costs(
    count: int, organiser: Member, alice: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        open_programme(set_up(organiser, title=f"Season {number}"), by=organiser, anyway=True)
    alice = Member.objects.get(pk=alice.pk)
    with django_assert_num_queries(2):
        assert len(listed(alice, "open", at_most=50)) == count
    assert len(listed(organiser, "yours", at_most=50)) == count
    assert (len(listed(organiser, "drafts", at_most=50)), len(listed(organiser, "past", at_most=50))) == (0, 0)

"""A prepared query answers as the plain one does, whoever asks, on whatever thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.db import connection, connections
from django.db.models import Count, Q
from django.test.utils import CaptureQueriesContext

from peerloop.files.models import File
from peerloop.kit.prepared import MOST_SHAPES, answers, prepared, total
from peerloop.people.models import Block, Member
from peerloop.people.queries import seen_by

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from tests.conftest import MakeMember

LONG_AGO, FAR_OFF = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)


def colleagues(reader: Member, since: datetime, *, at_most: int = 9) -> QuerySet[Member]:
    """Whom the reader sees of those who came after a moment, with their manager."""
    seen = seen_by(reader).filter(joined_at__gt=since).exclude(pk=reader.pk)
    return seen.select_related("manager").order_by("name_key")[:at_most]


def test_says_what_the_plain_query_says(alice: Member, bo: Member, charlie: Member, dana: Member) -> None:
    ask = prepared(colleagues)
    Block.objects.create(member=charlie, other=bo)
    for reader in (alice, bo, charlie, dana, alice):
        for since in (LONG_AGO, FAR_OFF):
            assert ask(reader, since) == list(colleagues(reader, since))
            assert ask(reader, since, at_most=1) == list(colleagues(reader, since, at_most=1))
    assert None not in ask.plans.values()
    assert len(ask.plans) == 4  # with a manager and without, all of them and one


def test_runs_one_query_and_makes_the_joined_objects(alice: Member, bo: Member, dana: Member) -> None:
    ask = prepared(colleagues)
    ask(bo, LONG_AGO)
    with CaptureQueriesContext(connection) as asked:
        [first, *_others] = ask(bo, LONG_AGO)
        assert (first, first.manager) == (alice, dana)
        told = [(one.joined_at, one.languages, one.weekly_hours, one.week) for one in (first, first.manager)]
    assert len(asked) == 1
    plainly = Member.objects.get(pk=alice.pk), Member.objects.get(pk=dana.pk)
    assert told == [(one.joined_at, one.languages, one.weekly_hours, one.week) for one in plainly]


def test_keeps_no_rows(alice: Member, bo: Member) -> None:
    ask = prepared(colleagues)
    assert bo in ask(alice, LONG_AGO)
    Block.objects.create(member=bo, other=alice)
    assert bo not in ask(alice, LONG_AGO)


def test_who_has_left_is_another_shape(alice: Member, bo: Member) -> None:
    ask = prepared(colleagues)
    assert bo in ask(alice, LONG_AGO)
    alice.departed_at = LONG_AGO
    assert ask(alice, LONG_AGO) == []


def test_lists_take_any_number(alice: Member, bo: Member, charlie: Member) -> None:
    named = prepared(lambda ids: Member.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "name"))
    for ids in ((alice.pk,), (bo.pk, charlie.pk), (charlie.pk, alice.pk), (alice.pk, alice.pk), ()):
        assert named(ids) == sorted((one.pk, one.name) for one in (alice, bo, charlie) if one.pk in ids)


def test_what_hangs_on_anything_but_keys_and_moments_is_built_each_time(alice: Member, bo: Member) -> None:
    namesakes = prepared(lambda member: Member.objects.filter(name=member.name))
    later = prepared(lambda moment: Member.objects.filter(joined_at__gt=moment - timedelta(days=1)))
    with_roles = prepared(lambda member: Member.objects.all() if member.roles else Member.objects.none())
    with_reports = prepared(lambda member: Member.objects.filter(pk=member.pk).prefetch_related("reports"))
    for reader in (alice, bo, alice):
        assert namesakes(reader) == with_reports(reader) == [reader]
        assert with_roles(reader) == []
    assert (later(FAR_OFF), bo in later(LONG_AGO)) == ([], True)
    for ask in (namesakes, later, with_roles, with_reports):
        assert set(ask.plans.values()) == {None}


def test_texts_stand_alone_or_within_a_pattern(alice: Member, bo: Member, make_member: MakeMember) -> None:
    signs = make_member("100% Bo_b \\ o'Bo", email="signs@example.org")

    def named(text: str) -> QuerySet[Member]:
        said = Q(name_key__startswith=text) | Q(name_key__endswith=text) | Q(name_key=text)
        return Member.objects.filter(said | Q(name_key__contains=text)).order_by("pk")

    ask = prepared(named)
    for text in ("bo", "alice", "%", "_", "\\", "'", "b_b", "nobody", "(slot 0)", "%s", "100%"):
        assert ask(text) == list(named(text))
    assert (ask("%"), ask("_"), ask("bo")) == ([signs], [signs], [bo, signs])
    assert None not in ask.plans.values()


def test_days_are_as_good_as_moments(alice: Member, bo: Member) -> None:
    Member.objects.filter(pk=bo.pk).update(hired_on=FAR_OFF.date())
    ask = prepared(lambda day: Member.objects.filter(hired_on__gte=day))
    assert (ask(LONG_AGO.date()), ask(FAR_OFF.date()), ask(date(2041, 1, 1))) == ([bo], [bo], [])
    assert len(ask.plans) == 1
    assert None not in ask.plans.values()


def test_texts_of_its_own_may_hold_any_sign(make_member: MakeMember) -> None:
    for number, name in enumerate(("100%", "%s", "O'Bo", "''", "%%", "\\")):
        member = make_member(name, email=f"signs{number}@example.org")
        ask = prepared(lambda pk, *, name: Member.objects.filter(pk=pk, name=name, name_key__contains=name.lower()))
        assert ask(member.pk, name=name) == ask(member.pk, name=name) == [member]
        assert ask(member.pk + 1, name=name) == []
        assert answers([ask.of(member.pk, name=name), ask.of(member.pk, name="%")]) == [[member], []]
        assert None not in ask.plans.values()


def test_flags_by_position_are_refused() -> None:
    ask = prepared(lambda flag: Member.objects.filter(Q(pk=1) if flag else Q()))
    for wrong in (True, 0.5, [1]):
        with pytest.raises(TypeError):
            ask(wrong)


def test_keeps_no_more_than_so_many_shapes(alice: Member) -> None:
    first = prepared(lambda *, at_most: Member.objects.order_by("-pk")[:at_most])
    for at_most in range(1, MOST_SHAPES + 9):
        assert alice in first(at_most=at_most)
    assert len(first.plans) == MOST_SHAPES


@pytest.mark.django_db(transaction=True)
def test_each_thread_gets_its_own_answer(alice: Member, bo: Member, charlie: Member) -> None:
    ask = prepared(colleagues)
    expected = {reader.pk: list(colleagues(reader, LONG_AGO)) for reader in (alice, bo, charlie)}

    def read(turn: int) -> bool:
        reader = (alice, bo, charlie)[turn % 3]
        try:
            return ask(reader, LONG_AGO) == expected[reader.pk]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(read, range(60)))


def test_asks_once_which_questions_have_an_answer(alice: Member, bo: Member, charlie: Member) -> None:
    ask = prepared(colleagues)
    several = [ask.of(alice, LONG_AGO), ask.of(alice, FAR_OFF), ask.of(bo, LONG_AGO, at_most=1)]
    assert answers(several) == [list(colleagues(alice, LONG_AGO)), [], list(colleagues(bo, LONG_AGO, at_most=1))]
    with CaptureQueriesContext(connection) as asked:
        assert answers([ask.of(alice, FAR_OFF), ask.of(bo, FAR_OFF), ask.of(charlie, FAR_OFF)]) == [[], [], []]
    assert len(asked) == 1


def test_whether_there_are_any_is_asked_without_columns_and_order(alice: Member, bo: Member, dana: Member) -> None:
    ask = prepared(colleagues)
    by_manager = prepared(
        lambda least: Member.objects.values("manager").annotate(n=Count("pk")).filter(n__gte=least).order_by("-n")
    )
    several = prepared(lambda pk: Member.objects.filter(pk__gte=pk).distinct().order_by("name_key")[1:3])
    asked = [by_manager.of(1), by_manager.of(99), several.of(0), several.of(dana.pk + 99)]
    assert answers(asked) == [list(one.query.build(*one.args)) for one in asked]
    assert [bool(rows) for rows in answers(asked)] == [True, False, True, False]
    with CaptureQueriesContext(connection) as told:
        answers([ask.of(alice, FAR_OFF)])
    [only] = told
    assert ("ORDER BY" in only["sql"], "email" in only["sql"]) == (False, False)


def test_counts_several_questions_in_one(alice: Member, bo: Member, charlie: Member) -> None:
    ask = prepared(colleagues)
    there = len(colleagues(alice, LONG_AGO))
    with CaptureQueriesContext(connection) as asked:
        assert total([ask.of(alice, LONG_AGO), ask.of(alice, FAR_OFF), ask.of(bo, LONG_AGO)], at_most=99) == there * 2
        assert total([ask.of(alice, LONG_AGO), ask.of(bo, LONG_AGO)], at_most=3) == 3
    assert len(asked) == 2


def test_a_question_that_can_have_no_rows_has_none(alice: Member) -> None:
    nobody = prepared(lambda reader: Member.objects.filter(pk=reader.pk).none())
    assert (answers([nobody.of(alice)]), total([nobody.of(alice)], at_most=9)) == ([[]], 0)


def test_finds_by_an_address_that_is_no_number(bo: Member) -> None:
    kept = [File.objects.create(name=name, kind="text/plain", size=1, by=bo) for name in ("one", "two")]
    ask = prepared(lambda uid: File.objects.filter(uid=uid))
    assert [ask(file.uid) for file in kept] == [[file] for file in kept]
    assert ask(UUID(int=7)) == []
    assert None not in ask.plans.values()

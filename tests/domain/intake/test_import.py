"""A company comes in from a file."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerloop.intake.actions import (
    NotConfirmed,
    Refused,
    apply_import,
    ask_import,
    discard_upload,
    forget_uploads,
    preview,
    take_upload,
)
from peerloop.intake.models import Import, Upload
from peerloop.intake.queries import imports_seen_by, progress_of, uploads_seen_by
from peerloop.intake.rules.columns import COLUMNS
from peerloop.journal.leases import work_off
from peerloop.journal.models import Entry
from peerloop.people.actions import depart
from peerloop.people.models import Member
from peerloop.skills.actions import confirm_offer, drop_need, find_skill, withdraw_offer
from peerloop.skills.models import Alias, Need, Offer, Skill

if TYPE_CHECKING:
    from tests.conftest import MakeMember


def sheet(*rows: dict[str, str]) -> bytes:
    """The rows as a file, with every column that any of them has."""
    names = ["email", "name", *dict.fromkeys(name for row in rows for name in row if name not in {"email", "name"})]
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


ALICE = {"email": "Alice@example.org", "name": "Alice", "manager_email": "dana@example.org", "team": "Payments",
         "offers": "Rust:4;PowerPoint", "needs": "SQL:2;Go", "time_zone": "Europe/Berlin", "languages": "en;de",
         "hired_on": "2024-04-29", "weekly_hours": "3.5", "external_id": "7", "place": "Accra", "capacity": "1",
         "availability": "Mo 09:00-10:00"}  # fmt: skip
DANA = {"email": "dana@example.org", "name": "Dana", "team": "payments", "needs": "Microsoft PowerPoint"}


def everything() -> list[list[tuple[object, ...]]]:
    kept = (Member, Skill, Alias, Offer, Need)
    return [list(model._default_manager.order_by("pk").values_list()) for model in kept]


def faults(*rows: dict[str, str], complete: bool = False) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.field, fault.value) for fault in preview(sheet(*rows), "x", complete=complete).faults]


def test_people_come_in_with_everything_the_file_says(db: None) -> None:
    done = apply_import(sheet(ALICE, DANA), "people.csv", by=None)
    alice, dana = Member.objects.order_by("name")
    assert (alice.email, alice.manager, alice.team, dana.team) == ("alice@example.org", dana, dana.team, alice.team)
    assert (alice.team.name, alice.time_zone, alice.languages) == ("Payments", "Europe/Berlin", ["en", "de"])
    assert (str(alice.hired_on), float(alice.weekly_hours), alice.capacity) == ("2024-04-29", 3.5, 1)
    assert (alice.place, alice.external_id, alice.has_usable_password()) == ("Accra", "7", False)
    assert [skill.name for skill in Skill.objects.order_by("key")] == ["Go", "PowerPoint", "Rust", "SQL"]
    assert list(Offer.objects.order_by("skill__key").values_list("skill__name", "level", "confirmed_at")) == [
        ("PowerPoint", 3, None),
        ("Rust", 4, None),
    ]
    assert list(Need.objects.order_by("skill__key").values_list("skill__name", "level", "visibility")) == [
        ("Go", 3, "matching"),
        ("PowerPoint", 3, "matching"),
        ("SQL", 2, "matching"),
    ]
    assert (done.rows, done.counts["new"], done.counts["offers"], done.counts["needs"]) == (2, 2, 2, 3)
    assert list(Entry.objects.values_list("verb", "about")) == [("import.done", sorted([alice.pk, dana.pk]))]


def test_an_import_that_dies_leaves_nothing_behind(db: None) -> None:
    told: list[tuple[int, int]] = []

    def die_at_the_last_step(done: int, rows: int) -> None:
        told.append((done, rows))
        if done == rows:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply_import(sheet(ALICE, DANA), "people.csv", by=None, progress=die_at_the_last_step)
    assert told == [(0, 2), (0, 2), (0, 2), (0, 2), (1, 2), (2, 2)]
    assert everything() == [[], [], [], [], []]
    assert list(Import.objects.all()) == []


def test_a_second_run_changes_nothing_and_says_so(db: None) -> None:
    apply_import(sheet(ALICE, DANA), "people.csv", by=None)
    before = everything()
    assert preview(sheet(ALICE, DANA), "people.csv").changes_nothing
    again = apply_import(sheet(ALICE, DANA), "people.csv", by=None, complete=True)
    assert everything() == before
    assert {name: count for name, count in again.counts.items() if count} == {"rows": 2, "unchanged": 2}


def test_only_address_and_name_are_required(db: None) -> None:
    apply_import(b"name,email\nBo,bo@example.org\n", "people.csv", by=None)
    bo = Member.objects.get()
    assert (bo.name, bo.time_zone, bo.capacity, float(bo.weekly_hours)) == ("Bo", "UTC", 2, 2.0)


def test_what_the_file_changes_is_changed_and_what_it_does_not_say_stays(db: None) -> None:
    apply_import(sheet(ALICE, DANA), "people.csv", by=None)
    later = {"email": "alice.new@example.org", "name": "Alice", "external_id": "7", "team": "", "capacity": ""}
    done = apply_import(sheet(later), "people.csv", by=None)
    alice = Member.objects.get(external_id="7")
    assert (alice.email, alice.team, alice.capacity, alice.manager.name) == ("alice.new@example.org", None, 1, "Dana")
    assert (done.counts["changed"], done.counts["kept"]) == (1, 1)


def test_two_may_swap_their_addresses(db: None) -> None:
    one = {"email": "a@example.org", "name": "Ida", "external_id": "1"}
    two = {"email": "b@example.org", "name": "Jo", "external_id": "2"}
    apply_import(sheet(one, two), "people.csv", by=None)
    apply_import(sheet(one | {"email": "b@example.org"}, two | {"email": "a@example.org"}), "people.csv", by=None)
    assert dict(Member.objects.values_list("name", "email")) == {"Ida": "b@example.org", "Jo": "a@example.org"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "alice"), ("email", ""), ("name", ""), ("name", "x" * 121), ("time_zone", "Europe/Atlantis"),
        ("languages", "en;qq"), ("hired_on", "2999-01-01"), ("hired_on", "04/05/2024"), ("weekly_hours", "many"),
        ("weekly_hours", "41"), ("weekly_hours", "-1"), ("weekly_hours", "NaN"), ("capacity", "51"),
        ("capacity", "2.5"),
        ("availability", "mornings"), ("offers", "Rust:9"), ("offers", "Rust:high"), ("needs", "SQL:0"),
        ("manager_email", "nobody@example.org"), ("manager_email", "alice@example.org"), ("external_id", "x" * 121),
        ("team", "x" * 121), ("place", "x" * 121),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_with_its_value_and_nothing_is_written(db: None, field: str, value: str) -> None:
    rows = (DANA, ALICE | {field: value})
    assert faults(*rows) == [(3, field, value)]
    with pytest.raises(Refused):
        apply_import(sheet(*rows), "people.csv", by=None)
    assert everything() == [[], [], [], [], []]
    assert list(Import.objects.all()) == []


def test_several_wrong_cells_are_all_told(db: None) -> None:
    wrong = ALICE | {"time_zone": "Nowhere", "capacity": "x", "offers": "Rust:7"}
    assert faults(wrong, DANA | {"hired_on": "soon"}) == [
        (2, "offers", "Rust:7"),
        (2, "time_zone", "Nowhere"),
        (2, "capacity", "x"),
        (3, "hired_on", "soon"),
    ]


def test_an_address_or_id_stands_there_once(db: None) -> None:
    assert faults(DANA, DANA | {"email": "DANA@example.org "}) == [(3, "email", "dana@example.org")]
    assert faults(ALICE | {"manager_email": ""}, DANA | {"external_id": "7"}) == [(3, "external_id", "7")]


def test_a_broken_address_is_told_once_and_not_at_everybody_who_reports_to_it(db: None) -> None:
    assert faults(DANA | {"email": "dana@"}, ALICE | {"manager_email": "dana@"}) == [(2, "email", "dana@")]


def test_a_ring_of_managers_is_told_at_each_of_its_rows(db: None) -> None:
    rows = [{"email": f"{name}@example.org", "name": name, "manager_email": f"{boss}@example.org"}
            for name, boss in (("ida", "jo"), ("jo", "kim"), ("kim", "ida"), ("lou", "ida"))]  # fmt: skip
    found = preview(sheet(*rows), "x").faults
    assert sorted((fault.line, fault.field) for fault in found) == [(number, "manager_email") for number in (2, 3, 4)]


def test_a_ring_may_close_through_somebody_who_is_here(make_member: MakeMember) -> None:
    jo = make_member("Jo")
    make_member("Ida", manager=jo)
    assert faults({"email": "jo@example.org", "name": "Jo", "manager_email": "ida@example.org"}) == [
        (2, "manager_email", "ida@example.org")
    ]


def test_a_manager_may_be_here_already_but_not_have_left(make_member: MakeMember) -> None:
    jo = make_member("Jo")
    row = {"email": "ida@example.org", "name": "Ida", "manager_email": "jo@example.org"}
    assert faults(row) == []
    assert faults(row, complete=True) == [(2, "manager_email", "jo@example.org")]
    depart(jo, by=None)
    assert faults(row) == [(2, "manager_email", "jo@example.org")]


def test_an_address_of_somebody_else_is_not_taken(make_member: MakeMember) -> None:
    make_member("Jo", external_id="1")
    make_member("Ida", external_id="2")
    assert faults({"email": "ida@example.org", "name": "Jo", "external_id": "1"}) == [(2, "email", "ida@example.org")]
    assert faults({"email": "ida@example.org", "name": "Ida", "external_id": "3"}) == [(2, "external_id", "3")]


def test_who_is_missing_stays_unless_the_file_is_complete(make_member: MakeMember, organiser: Member) -> None:
    bo = make_member("Bo")
    content = sheet(DANA)
    apply_import(content, "people.csv", by=organiser)
    bo.refresh_from_db()
    assert bo.is_active
    with pytest.raises(NotConfirmed):
        apply_import(content, "people.csv", by=organiser, complete=True)
    done = apply_import(content, "people.csv", by=organiser, complete=True, confirmed=True)
    bo.refresh_from_db()
    organiser.refresh_from_db()
    assert (bo.is_active, organiser.is_active, done.counts["retired"], done.counts["kept"]) == (False, True, 1, 1)
    back = apply_import(sheet({"email": "bo@example.org", "name": "Bo"}), "people.csv", by=organiser)
    bo.refresh_from_db()
    assert (bo.is_active, back.counts["changed"]) == (True, 1)


def test_a_few_are_retired_without_asking(make_member: MakeMember) -> None:
    rows = [{"email": f"m{number}@example.org", "name": f"M {number}"} for number in range(40)]
    apply_import(sheet(*rows), "people.csv", by=None)
    assert apply_import(sheet(*rows[:38]), "people.csv", by=None, complete=True).counts["retired"] == 2


def test_a_members_own_word_is_left_as_it_stands(db: None) -> None:
    apply_import(sheet(ALICE, DANA), "people.csv", by=None)
    alice = Member.objects.get(name="Alice")
    rust, powerpoint = (Offer.objects.get(skill=find_skill(name)) for name in ("Rust", "PowerPoint"))
    confirm_offer(rust, by=alice)
    withdraw_offer(powerpoint, by=alice)
    drop_need(Need.objects.get(member=alice, skill=find_skill("Go")), by=alice)
    done = apply_import(sheet(ALICE | {"offers": "Rust:2;PowerPoint:5"}, DANA), "people.csv", by=None)
    assert list(Offer.objects.values_list("skill__name", "level")) == [("Rust", 4)]
    assert (done.counts["offers"], done.counts["needs"]) == (0, 0)


def test_a_waiting_offer_follows_the_file(db: None) -> None:
    apply_import(sheet(ALICE, DANA), "people.csv", by=None)
    done = apply_import(sheet(ALICE | {"offers": "Rust:2"}, DANA), "people.csv", by=None)
    assert Offer.objects.get(skill__name="Rust").level == 2
    assert done.counts["offers"] == 1


def test_only_organisers_and_administrators_import(alice: Member, organiser: Member, administrator: Member) -> None:
    with pytest.raises(PermissionDenied):
        apply_import(sheet(DANA), "people.csv", by=alice)
    with pytest.raises(PermissionDenied):
        take_upload(sheet(DANA), "people.csv", by=alice)
    upload = take_upload(sheet(DANA), "people.csv", by=organiser)
    assert [list(uploads_seen_by(one)) for one in (organiser, administrator, alice)] == [[upload], [], []]
    with pytest.raises(PermissionDenied):
        ask_import(upload, by=administrator, complete=False, confirmed=False)
    with pytest.raises(PermissionDenied):
        discard_upload(upload, by=administrator)


@pytest.mark.django_db(transaction=True)
def test_the_worker_carries_an_import_out_once(make_member: MakeMember) -> None:
    organiser = make_member("Olga", roles=["organiser"])
    upload = take_upload(sheet(ALICE, DANA), "people.csv", by=organiser)
    asked = ask_import(upload, by=organiser, complete=False, confirmed=False)
    assert ask_import(upload, by=organiser, complete=True, confirmed=True) == asked
    work_off()
    work_off()
    asked.refresh_from_db()
    assert (asked.finished_at is not None, asked.refused_at, asked.counts["new"]) == (True, None, 2)
    assert (progress_of(asked.pk), list(Upload.objects.all())) == ((2, 2), [])
    assert list(imports_seen_by(organiser)) == [asked]
    assert Entry.objects.filter(verb="import.done").count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_import_that_does_not_fit_any_more_is_refused_whole(make_member: MakeMember) -> None:
    organiser = make_member("Olga", roles=["organiser"])
    jo = make_member("Jo")
    content = sheet({"email": "ida@example.org", "name": "Ida", "manager_email": "jo@example.org"})
    asked = ask_import(take_upload(content, "people.csv", by=organiser), by=organiser, complete=False, confirmed=False)
    depart(jo, by=None)
    work_off()
    asked.refresh_from_db()
    assert (asked.finished_at, asked.refused_at is not None) == (None, True)
    assert not Member.objects.filter(name="Ida").exists()
    assert Upload.objects.count() == 1


def test_a_file_is_kept_for_a_day(organiser: Member) -> None:
    take_upload(sheet(DANA), "people.csv", by=organiser)
    newer = take_upload(sheet(ALICE), "people.csv", by=organiser)
    forget_uploads()
    assert list(Upload.objects.all()) == [newer]
    Upload.objects.update(made_at="2020-01-01T00:00Z")
    forget_uploads()
    assert list(Upload.objects.all()) == []


def test_a_preview_reads_the_database_a_fixed_number_of_times(db: None) -> None:
    def asked(rows: int) -> int:
        many = [ALICE | {"email": f"m{number}@example.org", "external_id": str(number)} for number in range(rows)]
        with CaptureQueriesContext(connection) as queries:
            preview(sheet(DANA, *many), "x")
        return len(queries)

    assert asked(1) == asked(200) <= 11


CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", "alice@example.org", "dana@example.org", "Rust:4", "Rust:44", "2024-02-30", "Europe/Berlin", "1e999", "en",
         "Mo-Fr 09:00-17:00", "-0", "7", "x" * 600, "\u202e", "Å", "\ufdfa" * 50, "a;b;c:1", "'", '"', "=1+1"]
    ),
)  # fmt: skip


@given(
    rows=st.lists(st.fixed_dictionaries({column.name: CELLS for column in COLUMNS}), min_size=1, max_size=4),
    complete=st.booleans(),
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_stands_in_the_cells_it_is_imported_or_told(
    dana: Member, rows: list[dict[str, str]], complete: bool
) -> None:
    seen = preview(sheet(*rows), "x", complete=complete)
    assert all(fault.message and fault.line >= 1 for fault in seen.faults)
    before = Member.objects.count()
    try:
        apply_import(sheet(*rows), "x", by=None, complete=complete, confirmed=True)
    except Refused:
        assert seen.faults
        assert Member.objects.count() == before
    else:
        assert not seen.faults
        assert preview(sheet(*rows), "x", complete=complete).changes_nothing


@given(content=st.binary(max_size=400) | st.binary(max_size=300).map(lambda tail: b"email,name,team\n" + tail))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_the_bytes_are_the_answer_is_words(db: None, content: bytes) -> None:
    seen = preview(content, "x")
    assert all(fault.message for fault in seen.faults)
    assert seen.faults or seen.table.lines

"""What goes out comes in again without a difference, and says no more than it may."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from peerloop.intake.actions import apply_import, export_people, preview
from peerloop.intake.queries.export import guarded
from peerloop.intake.rules.availability import week_of, week_text
from peerloop.intake.rules.values import bare
from peerloop.journal.models import Entry
from peerloop.kit.text import key
from peerloop.people.actions import block, depart, join, update_profile
from peerloop.people.models import Member, Team
from peerloop.people.week import QUARTERS, pack
from peerloop.skills.actions import find_skill, merge_skills, offer, propose_skill, want
from peerloop.skills.models import Need, Offer

if TYPE_CHECKING:
    from tests.conftest import MakeMember

pytestmark = pytest.mark.django_db
COMPANY = Path(__file__).parents[4] / "shared/data/so2019/company-1000.csv"


def out(by: Member | None = None, kind: str = "csv") -> bytes:
    return b"".join(export_people(kind, by=by))


def told(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def changes(content: bytes, name: str = "people.csv", by: Member | None = None) -> object:
    """Return what importing would change: nothing is the empty dictionary; faults as they are."""
    seen = preview(content, name, complete=True, by=by)
    counts = {name: count for name, count in seen.counts.items() if count and name not in {"rows", "unchanged"}}
    return seen.faults or counts


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_everything_the_format_can_say_goes_out_and_comes_in_again(
    kind: str, alice: Member, bo: Member, organiser: Member
) -> None:
    update_profile(
        bo, by=organiser, team=Team.objects.create(name="=Payments", key="=payments"), place="-1", external_id="@7"
    )
    update_profile(alice, by=alice, languages=["en", "pt-br"], weekly_hours="2.5", week=pack({0, 1, 5, 671}))
    update_profile(alice, by=organiser, hired_on=date(2024, 2, 29), name="=cmd|' /C calc'!A0")
    for name in ("C++", "+1 Improvisation", "HTML; CSS: the basics", "A|B", "Ratio 3:4"):
        offer(alice, skill=propose_skill(name, by=None), level=4)
    offer(bo, skill=find_skill("C++"), level=2, confirmed=False)
    want(bo, skill=find_skill("A|B"), level=5)
    assert changes(out(kind=kind), f"people.{kind}") == {}
    if kind == "csv":
        rows = {row["email"]: row for row in told(out())}
        assert rows["alice@example.org"]["name"] == "'=cmd|' /C calc'!A0"
        assert (
            rows["alice@example.org"]["availability"]
            == "Mo 00:00-00:30, Mo 01:15-01:30".replace(",", ";") + "; Su 23:45-24:00"
        )
        assert (rows["bo@example.org"]["team"], rows["bo@example.org"]["place"]) == ("'=Payments", "'-1")


def test_a_new_house_is_filled_with_it(alice: Member, bo: Member, organiser: Member) -> None:
    for name, level in (("C++", 4), ("HTML; CSS", 2)):
        offer(alice, skill=propose_skill(name, by=None), level=level)
    content = out()
    said = {row["email"]: row["offers"] for row in told(content)}
    Member.objects.all().delete()
    Offer.objects.all().delete()
    apply_import(content, "people.csv", by=None)
    assert {row["email"]: row["offers"] for row in told(out())} == said
    assert Offer.objects.get(level=2).skill == find_skill("HTML; CSS")


def test_a_manager_who_has_left_stays_the_manager(alice: Member, dana: Member, organiser: Member) -> None:
    depart(dana, by=None)
    assert changes(out()) == {}
    assert "dana@example.org" not in [row["email"] for row in told(out())]


def test_an_organiser_gets_what_an_organiser_may_know(
    alice: Member, bo: Member, organiser: Member, analyst: Member
) -> None:
    """Olga manages Alice, and Bo has blocked Olga: neither makes a difference."""
    update_profile(alice, by=organiser, manager=organiser)
    block(bo, organiser)
    rust, sql = propose_skill("Rust", by=None), propose_skill("SQL", by=None)
    for skill, visibility in ((rust, "private"), (sql, "matching"), (propose_skill("Go", by=None), "public")):
        want(alice, skill=skill, level=2, visibility=visibility)
    offer(bo, skill=rust, level=3)
    offer(bo, skill=sql, level=3, confirmed=False)
    rows = {row["email"]: row for row in told(out(organiser))}
    assert rows["alice@example.org"]["needs"] == "Go:2"
    assert rows["bo@example.org"]["offers"] == "Rust:3"
    assert rows.keys() == {member.email for member in Member.objects.all()}
    assert {"external_id", "availability", "weekly_hours", "capacity"} & set(rows["bo@example.org"]) == set()
    assert changes(out(organiser), by=organiser) == {}
    assert {row["needs"] for row in told(out()) if row["needs"]} == {"Go:2;SQL:2"}
    for stranger in (alice, analyst):
        with pytest.raises(PermissionDenied):
            export_people("csv", by=stranger)
    assert list(Entry.objects.filter(verb="export.made").values_list("actor", flat=True)) == [
        organiser.pk,
        organiser.pk,
        None,
    ]


def test_what_rests_since_a_merge_is_never_in_it(alice: Member, organiser: Member) -> None:
    gone, into = propose_skill("JS scripting", by=None), propose_skill("JavaScript", by=None)
    want(alice, skill=gone, level=5, visibility="public")
    want(alice, skill=into, level=1, visibility="private")
    offer(alice, skill=gone, level=2)
    offer(alice, skill=into, level=4)
    merge_skills(gone, into, by=None)
    [row] = [row for row in told(out(organiser)) if row["email"] == "alice@example.org"]
    assert (row["offers"], row["needs"]) == ("JavaScript:4", "")
    assert changes(out(organiser), by=organiser) == changes(out()) == {}


def test_one_and_thirty_members_are_the_same_queries(make_member: MakeMember) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            out()
        return len(queries)

    def more(number: int) -> None:
        member = make_member(f"M {number}")
        offer(member, skill=propose_skill(f"Skill {number}", by=None))
        want(member, skill=find_skill(f"Skill {number}"))

    more(0)
    out()
    few = asked()
    for number in range(1, 30):
        more(number)
    assert asked() == few <= 8


def test_the_command_writes_a_file_that_only_its_owner_reads(tmp_path: Path, alice: Member) -> None:
    file = tmp_path / "people.csv"
    file.write_text("old")
    call_command("export_people", str(file), stdout=io.StringIO())
    assert [row["email"] for row in told(file.read_bytes())] == ["dana@example.org", "alice@example.org"]
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="ends in"):
        call_command("export_people", str(tmp_path / "people.ods"))
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_people", str(tmp_path / "no" / "people.csv"))
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(not COMPANY.exists(), reason="the measured company is not on this machine")
def test_a_company_of_a_thousand_goes_round(organiser: Member) -> None:
    apply_import(COMPANY.read_bytes(), "company.csv", by=None)
    assert changes(out()) == {}
    assert changes(out(organiser), by=organiser) == {}


@settings(deadline=None)
@given(st.text(max_size=40))
@example(";=")
@example("a\n=b")
def test_no_cell_is_a_formula_and_each_reads_back(text: str) -> None:
    """Sign for sign, but for what would begin a formula within a cell: that reads back as the same key."""
    cell = text.strip()
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert key(bare(guarded(cell))) == key(cell)
    if not re.search(r"[;\n\t]\s*[=+\-@]", cell):
        assert bare(guarded(cell)) == cell


@given(st.sets(st.integers(0, QUARTERS - 1), max_size=60))
def test_every_week_reads_back(quarters: set[int]) -> None:
    assert week_of(week_text(pack(quarters))) == pack(quarters)


names = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Cn", "Co")), min_size=1, max_size=30
)
skills = st.sampled_from(
    ["C++", "=SUM(A1)", "-5 °C", "@home", "a;b", "a|b", "x:3", "'=y", "日本語", "Node.js", '"quoted"']
)
people = st.lists(
    st.tuples(
        names,
        st.sampled_from(["UTC", "Asia/Kathmandu", "America/St_Johns"]),
        st.decimals(0, 40, places=1),
        st.dictionaries(skills, st.integers(1, 5), max_size=4),
        st.dictionaries(skills, st.integers(1, 5), max_size=4),
        st.sampled_from([None, 0, 1]),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(company=people, kind=st.sampled_from(["csv", "xlsx"]))
def test_whoever_they_are_they_go_round(company: list[tuple], kind: str, organiser: Member) -> None:
    with transaction.atomic():
        here: list[Member] = []
        for number, (name, zone, hours, offers, needs, manager, left) in enumerate(company):
            try:
                member = join(
                    email=f"m{number}@example.org",
                    name=name,
                    time_zone=zone,
                    weekly_hours=hours,
                    place=name[:20],
                    manager=here[manager] if manager is not None and manager < len(here) else None,
                )
            except Exception:  # no name
                continue
            for said, do in ((offers, offer), (needs, want)):
                for skill, level in said.items():
                    do(member, skill=find_skill(skill) or propose_skill(skill, by=None), level=level)
            here.append(member)
            if left and number:
                Member.objects.filter(pk=member.pk).update(departed_at=member.joined_at)
                Need.objects.filter(member=member).delete()
                member.refresh_from_db()
        assert changes(out(kind=kind), f"people.{kind}") == {}
        assert changes(out(organiser, kind), f"people.{kind}", organiser) == {}
        transaction.set_rollback(True)

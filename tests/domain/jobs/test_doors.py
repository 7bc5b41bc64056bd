"""The command line's doors to importing and matching, as a shell sees them."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command

from peerloop.people.models import Member

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db

COMPANY = """email,name,team,manager_email,time_zone,offers,needs
dana@example.org,Dana,Payments,,Europe/Berlin,,
alice@example.org,Alice,Payments,dana@example.org,Europe/Berlin,,SQL:3
bo@example.org,Bo,Search,,Europe/Paris,SQL:4,
"""


@pytest.fixture
def company(tmp_path: Path) -> Path:
    file = tmp_path / "company.csv"
    file.write_text(COMPANY)
    return file


def said(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue().strip()


def test_people_come_in_and_a_second_time_nothing_changes(company: Path) -> None:
    first = "3 rows: 3 people new, 0 changed, 0 as they were, 0 retired; 2 new teams, 1 new skills, 1 offers, 1 needs."
    assert said("import_people", str(company)) == first
    again = json.loads(said("import_people", str(company), "--json"))
    assert {name: again[name] for name in ("new", "changed", "unchanged", "retired")} == {
        "new": 0, "changed": 0, "unchanged": 3, "retired": 0,
    }  # fmt: skip


def test_each_wrong_cell_is_named_and_nobody_comes_in(company: Path) -> None:
    company.write_text(COMPANY.replace("Europe/Paris", "Mars/Base").replace("SQL:3", "SQL:9"))
    err = StringIO()
    with pytest.raises(CommandError, match="2 cells must be mended first"):
        call_command("import_people", str(company), stderr=err)
    assert [line.partition(":")[0] for line in err.getvalue().splitlines()] == [
        "Line 3, needs “SQL",
        "Line 4, time_zone “Mars/Base”",
    ]
    assert not Member.objects.exists()


def test_who_is_missing_from_a_complete_file_is_retired_only_with_a_yes(company: Path) -> None:
    said("import_people", str(company))
    company.write_text("".join(COMPANY.splitlines(keepends=True)[:3]))
    with pytest.raises(CommandError, match="Say --yes to do it all the same"):
        said("import_people", str(company), "--complete")
    assert Member.objects.present().count() == 3
    said("import_people", str(company), "--complete", "--yes")
    assert Member.objects.present().count() == 2


def test_a_file_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"missing\.csv cannot be read"):
        said("import_people", str(tmp_path / "missing.csv"))


def test_matching_prints_its_figures_and_nothing_else(company: Path) -> None:
    said("import_people", str(company))
    figures = json.loads(said("match", "--json"))
    assert list(figures) == ["needs", "learners", "servable", "served", "score", "bound", "seconds"]
    assert (figures["needs"], figures["learners"], figures["servable"], figures["served"]) == (1, 1, 1, 1)
    assert figures["score"] == figures["bound"]
    assert said("match").startswith("1 of 1 learners have a teacher, 1 could have one; ")

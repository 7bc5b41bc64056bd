"""Import one file of people in a process and a data folder of its own, beside the least one could do with it.

``python -m benchmarks.house.one_import FILE.csv csv|xlsx`` prints seconds and peak MB of each step as JSON.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.figure import timed

if TYPE_CHECKING:
    from peerloop.intake.rules.people import Person

AT_ONCE = 2000


def one_import(path: Path, kind: str) -> dict[str, dict[str, float]]:
    """Return what each step took, in the order in which they are done."""
    from django.core.management import call_command

    from peerloop.intake.actions import apply_import, preview
    from peerloop.intake.rules.faults import Faults
    from peerloop.intake.rules.people import people_in
    from peerloop.intake.rules.reading import read

    call_command("migrate", verbosity=0)
    content = path.read_bytes() if kind == "csv" else as_workbook(path)
    name = f"{path.stem}.{kind}"
    with timed() as bare:
        sum(len(row) for row in (csv_rows(content) if kind == "csv" else book_rows(content)))
    with timed() as reading:
        table = read(content, Faults())
    people = people_in(table, Faults())
    with timed() as created:
        create(people)
    with timed() as previewed:
        preview(content, name)
    with timed() as first:
        apply_import(content, name, by=None)
    with timed() as again:
        apply_import(content, name, by=None)
    least = {"seconds": round(reading.seconds + created.seconds, 4)}
    return {
        "bare": vars(bare), "read": vars(reading), "least": least, "preview": vars(previewed), "import": vars(first),
        "again": vars(again),
    }  # fmt: skip


def as_workbook(path: Path) -> bytes:
    """Return the rows of a CSV file as a workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("People")
    with path.open(newline="") as file:
        for row in csv.reader(file):
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_rows(content: bytes) -> Any:
    """The rows, and nothing else."""
    return csv.reader(io.StringIO(content.decode(), newline=""))


def book_rows(content: bytes) -> Any:
    """The rows, and nothing else."""
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(content), read_only=True).worksheets[0].iter_rows(values_only=True)


def create(people: list[Person]) -> None:
    """Write the same rows without looking at what is there, and take them back."""
    from django.db import transaction

    from peerloop.people.models import Member, Team
    from peerloop.skills.models import Need, Offer, Skill

    with transaction.atomic():
        teams = {name: Team(key=name, name=name) for name in {person.links.get("team", "") for person in people}}
        Team.objects.bulk_create(teams.values())
        names = {name for person in people for name in [*person.offers, *person.needs]}
        skills = {name: Skill(key=name, name=name, words=name) for name in names}
        Skill.objects.bulk_create(skills.values())
        members = [
            Member(**person.particulars, team=teams[person.links.get("team", "")], name_key=person.email, password="!")
            for person in people
        ]
        Member.objects.bulk_create(members, batch_size=AT_ONCE)
        both = list(zip(members, people, strict=True))
        for model, kind in ((Offer, "offers"), (Need, "needs")):
            model.objects.bulk_create(
                [
                    model(member=member, skill=skills[name], level=level)
                    for member, person in both
                    for name, level in getattr(person, kind).items()
                ],
                batch_size=AT_ONCE,
            )
        transaction.set_rollback(True)


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(one_import(Path(sys.argv[1]), sys.argv[2])))

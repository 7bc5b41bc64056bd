"""What docs/use/import.md and examples/people.csv promise."""

from __future__ import annotations

import re
from pathlib import Path

from peerloop.intake.actions import apply_import, preview
from peerloop.intake.rules.columns import COLUMNS, REQUIRED
from peerloop.intake.rules.faults import Faults
from peerloop.intake.rules.people import people_in
from peerloop.intake.rules.reading import read
from peerloop.skills.models import Skill

HOUSE = Path(__file__).resolve().parents[3]


def test_every_column_is_documented_with_an_example_that_can_be_read() -> None:
    text = (HOUSE / "docs/use/import.md").read_text()
    rows = re.findall(r"^\| `(\w+)` \| (.+) \| `(.+)` \|$", text, re.MULTILINE)
    assert [name for name, _, _ in rows] == [column.name for column in COLUMNS]
    assert [name for name, says, _ in rows if says.startswith("Required.")] == list(REQUIRED)
    for examples in ([example for _, _, example in rows], [column.example for column in COLUMNS]):
        faults = Faults()
        quoted = ",".join(f'"{example}"' for example in examples)
        people_in(read(f"{','.join(name for name, _, _ in rows)}\n{quoted}\n".encode(), faults), faults)
        assert faults.found == []


def test_the_example_comes_in(db: None) -> None:
    content = (HOUSE / "examples/people.csv").read_bytes()
    done = apply_import(content, "people.csv", by=None)
    assert (done.counts["new"], done.counts["teams"]) == (8, 4)
    assert Skill.objects.filter(key__contains="powerpoint").count() == 1
    assert preview(content, "people.csv").changes_nothing

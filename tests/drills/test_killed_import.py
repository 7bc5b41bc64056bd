"""A worker that is killed in the middle of an import, or of its undoing, leaves nothing half."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.domain.intake.test_import import sheet

from peerloop.intake.actions import ask_import, ask_undo, take_upload
from peerloop.intake.models import Import
from peerloop.people.actions import grant_role, join

pytestmark = pytest.mark.timeout(300)
PEOPLE, KILLS = 2100, 3
SKILLS = ("Rust", "Go", "Ada", "SQL", "Zig", "C++")


def drill(done: Import, house: dict[str, str], python: str) -> dict[str, Any]:
    script = str(Path(__file__).with_name("killed_import.py"))
    ran = subprocess.run(
        [python, script, str(done.pk), str(KILLS)], env={**house, "PEERLOOP_LEASE": "0.3"}, capture_output=True,
        text=True, check=False, timeout=280,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


def test_kills_in_the_middle_leave_nothing_half(house: dict[str, str], python: str) -> None:
    organiser = join(email="olga@example.org", name="Olga")
    grant_role(organiser, "organiser", by=None)
    rows = [
        {"email": f"m{number}@example.org", "name": f"M {number}", "team": f"T {number % 40}",
         "offers": ";".join(SKILLS[:3]), "needs": SKILLS[3 + number % 3]}
        for number in range(PEOPLE)
    ]  # fmt: skip
    asked = ask_import(
        take_upload(sheet(*rows), "people.csv", by=organiser), by=organiser, complete=False, confirmed=False
    )

    import_ = drill(asked, house, python)
    nothing = {"people.Member": 1, "people.Team": 0, "skills.Skill": 0, "skills.Offer": 0, "skills.Need": 0,
               "intake.Trace": 0, "search.Document": 0, "imports": 0, "undone": 0, "told": 0}  # fmt: skip
    everything = {"people.Member": PEOPLE + 1, "people.Team": 40, "skills.Skill": 6, "skills.Offer": 3 * PEOPLE,
                  "skills.Need": PEOPLE, "intake.Trace": PEOPLE + 46, "imports": 1, "undone": 0, "told": 1}  # fmt: skip
    before = import_["after each"][0]["search.Document"]
    assert import_["after each"] == [{**nothing, "search.Document": before, "in the middle": True}] * KILLS
    assert {**import_["at last"], "search.Document": 0} == {**everything, "search.Document": 0}

    ask_undo(Import.objects.get(), by=organiser)
    undo = drill(asked, house, python)
    kept = import_["at last"]["search.Document"]
    assert undo["after each"] == [{**everything, "search.Document": kept, "in the middle": True}] * KILLS
    assert undo["at last"] == {**nothing, "search.Document": before, "imports": 1, "undone": 1, "told": 2}

"""The stacking order of the rooms, and who may touch the tables."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[2]


def test_everybody_imports_only_what_stands_below() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    asked = subprocess.run([linter, "--no-cache"], cwd=HOUSE, env={"PYTHONPATH": "src"}, capture_output=True, text=True)
    assert asked.returncode == 0, asked.stdout

"""Run one benchmark: ``python -m benchmarks NAME [--json]``. Each module here with ``figures()`` is one."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from benchmarks.figure import as_json, as_table

NOT_BENCHMARKS = {"__init__", "__main__", "figure", "data"}


def names() -> list[str]:
    """Return the names of the benchmarks there are."""
    return sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in NOT_BENCHMARKS)


def main() -> int:
    """Run the named benchmark; 1 where a goal does not hold."""
    parser = argparse.ArgumentParser(prog="peerloop bench")
    parser.add_argument("name", choices=names())
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    figures = list(importlib.import_module(f"benchmarks.{asked.name}").figures())
    print(as_json(figures) if asked.json else as_table(figures))
    return 1 if any(figure.holds is False for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())

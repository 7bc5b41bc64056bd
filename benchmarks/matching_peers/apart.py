"""Run one task in a process of its own: ``apart("ours", 1000)`` returns what the task measured, and its peak."""

from __future__ import annotations

import importlib
import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def apart(task: str, *given: Any) -> dict[str, Any]:
    """Return the task's figures, with ``peak_mb`` of its process."""
    command = [sys.executable, "-m", "benchmarks.matching_peers.apart", task, json.dumps(given)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    tasks = importlib.import_module("benchmarks.matching_peers.tasks")
    measured = getattr(tasks, sys.argv[1])(*json.loads(sys.argv[2]))
    measured["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    print(json.dumps(measured))


if __name__ == "__main__":
    main()

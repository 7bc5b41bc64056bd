"""Lint, types, layers, migrations: what holds of the code without running it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

CODE = ["src", "tests", "benchmarks", "peerloop"]
DJANGO = ["python", "-m", "django"]
CHECKED = "--settings=peerloop.config.checked"
CHECKS = {
    "lint": ["ruff", "check", *CODE],
    "format": ["ruff", "format", "--check", *CODE],
    "types": ["mypy"],
    "layers": ["lint-imports"],
    "migrations-made": [*DJANGO, "makemigrations", "--check", "--dry-run", CHECKED],
    "migrations-safe": [*DJANGO, "lintmigrations", CHECKED],
    "settings": [*DJANGO, "check", "--deploy", "--fail-level", "WARNING"],
}


def run(arguments: list[str]) -> int:
    """Run every check, or those named, and print which fail; 1 where one does."""
    root = Path(__file__).resolve().parents[4]
    failed = []
    with tempfile.TemporaryDirectory() as data:
        env = {**os.environ, "PEERLOOP_DATA": data, "PEERLOOP_URL": "https://peerloop.example"}
        for name in arguments or CHECKS:
            print(f"== {name}", flush=True)
            program, *rest = CHECKS[name]
            command = [str(Path(sys.executable).with_name(program)), *rest]
            if subprocess.run(command, cwd=root, env=env, check=False).returncode:
                failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else "all checks hold")
    return 1 if failed else 0

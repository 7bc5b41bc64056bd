"""The whole suite, browser included; arguments go to pytest. ``--quick`` leaves out browser, drills and engines."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from peerloop.jobs.migrated import spread

QUICK = [f"--ignore=tests/{slow}" for slow in ("browser", "drills", "engines")]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def run(arguments: list[str]) -> int:
    """Find or install Chromium, then run pytest on every core in a data folder of its own; its exit code is ours."""
    if not (find_chromium() or install_chromium()) and not arguments:
        print("The browser tests need Chromium; for example: apt install chromium", file=sys.stderr)
        return 1
    root = Path(__file__).resolve().parents[4]
    chosen = [each for word in arguments for each in (QUICK if word == "--quick" else [word])]
    command = [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "loadgroup", *chosen]
    with tempfile.TemporaryDirectory() as data:
        if os.environ.get("DATABASE_URL", "sqlite").startswith("sqlite"):
            spread(Path(data), os.cpu_count() or 1)
            command.append("--reuse-db")
        return subprocess.run(command, cwd=root, env={**os.environ, "PEERLOOP_DATA": data}, check=False).returncode


def find_chromium() -> str | None:
    """Return the path of the system's Chromium."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


def install_chromium() -> str | None:
    """Install Chromium where the system's package manager is apt and we may; return its path."""
    as_root = [] if os.getuid() == 0 else ["sudo", "-n"]
    may = not as_root or (shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], check=False).returncode)
    if not may or not shutil.which("apt-get"):
        return None
    print("Installing Chromium for the browser tests (once) …", file=sys.stderr)
    quietly = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.run([*quietly, "update"], check=False, stdout=subprocess.DEVNULL)
    for package in ("chromium", "chromium-browser"):
        done = subprocess.run([*quietly, "install", "--yes", package], check=False, stdout=subprocess.DEVNULL)
        if done.returncode == 0:
            break
    return find_chromium()

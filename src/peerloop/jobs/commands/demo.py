"""A made-up company to try, served to this machine alone."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from peerloop.jobs.commands.serve import serve

WORDS = """
Peerloop's demo is at {address}
Open it and choose who you want to be: a learner, a teacher, a facilitator, an organiser, a manager, a moderator.
Nothing leaves this machine: what would be mail is kept in a folder, with a page to look at it. Ctrl-C ends it."""


def run(arguments: list[str]) -> int:
    """Make the company where it is not there yet and serve it; 1 where the folder holds a real installation."""
    data = Path(os.environ.get("PEERLOOP_DATA", "data"))
    mark = data / "demo"
    if (data / "peerloop.sqlite3").exists() and not mark.exists():
        print(f"{data} holds an installation; name another folder, for example: PEERLOOP_DATA=demo", file=sys.stderr)
        return 1
    data.mkdir(parents=True, exist_ok=True)
    mark.touch()
    os.environ.pop("EMAIL_URL", None)
    os.environ.setdefault("PEERLOOP_LOG", "WARNING")
    os.environ.update(PEERLOOP_DEMO="1", PEERLOOP_HOST="127.0.0.1", PEERLOOP_WEB_PROCESSES="1")
    return serve(WORDS)

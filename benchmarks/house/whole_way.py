"""Import a file of people, match everybody and publish it, in a process and a data folder of its own.

``python -m benchmarks.house.whole_way FILE`` prints what it took and reached as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.figure import timed


def whole_way(path: Path) -> dict[str, Any]:
    """Import, import again, match, publish; return the seconds and peak MB of each and the run's figures."""
    from django.core.management import call_command

    from peerloop.intake.actions import apply_import
    from peerloop.matchmaking.actions import publish, run
    from peerloop.matchmaking.models import Suggestion

    call_command("migrate", verbosity=0)
    content = path.read_bytes()
    with timed() as first:
        apply_import(content, path.name, by=None)
    with timed() as again:
        second = apply_import(content, path.name, by=None)
    with timed() as matched:
        done = run()
    with timed() as published:
        publish(done, by=None)
    with_somebody = Suggestion.objects.exclude(run=None).values("need__member").distinct().count()
    return {
        "import": vars(first), "again": vars(again), "changed": second.counts, "match": vars(matched),
        "publish": vars(published),
        "figures": done.figures, "with_somebody": with_somebody,
    }  # fmt: skip


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(whole_way(Path(sys.argv[1])), default=str))

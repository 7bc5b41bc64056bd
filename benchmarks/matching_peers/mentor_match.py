"""mentor-match 7.0.1 (MIT), installed into an environment of its own and run there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

VERSION = "7.0.1"
SCRIPT = """
import json, resource, sys, time
from matching.mentee import Mentee
from matching.mentor import Mentor
from matching.process import process_data
from matching.rules.rule import Disqualify, Rule

pairs = {(a, b): c for a, b, c in json.load(sys.stdin)}


class Points(Rule):
    def apply(self, match):
        return pairs.get((match.mentee.role, match.mentor.role), 0)

    def evaluate(self, match):
        return True


mentees = [Mentee(grade=0, email="l%d" % a, role=a) for a in sorted({a for a, _ in pairs})]
mentors = [Mentor(grade=0, email="t%d" % b, role=b) for b in sorted({b for _, b in pairs})]
start = time.process_time()
rules = [Points(), Disqualify(lambda match: (match.mentee.role, match.mentor.role) not in pairs)]
process_data(mentors, mentees, [rules])
seconds = time.process_time() - start
score = sum(pairs[mentee.role, mentor.role] for mentee in mentees for mentor in mentee.mentors)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "score": score, "peak_mb": peak}))
"""


def run(pairs: list[list[int]]) -> dict[str, Any]:
    """Return the score, seconds and peak of mentor-match over (learner, teacher, points)."""
    done = subprocess.run(
        [str(_python()), "-c", SCRIPT], input=json.dumps(pairs), check=True, capture_output=True, text=True
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _python() -> Path:
    """Return the interpreter of its environment, made when it is not there yet."""
    cache = Path(os.environ.get("PEERLOOP_DATA", tempfile.gettempdir())) / "bench"
    folder = cache / f"mentor-match-{VERSION}"
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        cache.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True, capture_output=True)
        install = [str(python), "-m", "pip", "install", "--quiet", f"mentor-match=={VERSION}"]
        subprocess.run(install, check=True, capture_output=True)
        (folder / "ready").touch()
    return python

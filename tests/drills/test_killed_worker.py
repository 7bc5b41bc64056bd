"""A worker that is killed loses no job and repeats no effect."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from pathlib import Path

from django.db.models import Sum

from peerloop.journal.models import Entry, Job

FULL = os.environ.get("PEERLOOP_DRILL") == "full"
JOBS, KILLS = (1000, 200) if FULL else (100, 15)


def test_kills_of_the_worker_lose_no_job_and_repeat_no_effect(house: dict[str, str], python: str) -> None:
    Job.objects.bulk_create(Job(kind="drill", payload={"number": number}) for number in range(JOBS))
    script = Path(__file__).with_name("killed_worker.py")
    subprocess.run([python, script, str(KILLS), "7"], env={**house, "PEERLOOP_LEASE": "0.3"}, check=True, timeout=300)

    assert Job.objects.filter(done_at=None).count() == 0
    effects = Counter(Entry.objects.filter(verb="drill.done").values_list("subject", flat=True))
    assert effects == Counter(range(JOBS))
    # Some were killed with a job in hand, or the drill has shown nothing.
    assert Job.objects.aggregate(tries=Sum("attempts"))["tries"] > JOBS

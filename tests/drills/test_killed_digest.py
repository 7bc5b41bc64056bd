"""A worker that is killed over digests loses none, and what comes twice is known for the same."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from datetime import UTC, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db.models import Sum

from peerloop.journal.models import Job
from peerloop.kit import clock
from peerloop.loops.actions import give_feedback, open_loop, say_applied, say_gain
from peerloop.notices.models import Digest, DigestTime, Notice, QuietHours
from peerloop.people.actions import join
from peerloop.skills.actions import propose_skill

if TYPE_CHECKING:
    from peerloop.people.models import Member

pytestmark = pytest.mark.timeout(400)
FULL = os.environ.get("PEERLOOP_DRILL") == "full"
READERS, KILLS = (200, 150) if FULL else (30, 20)
EACH = 2


def lay_aside() -> list[Member]:
    """For each of many readers something has come for the digest, whose hour is now."""
    moment = clock.now().astimezone(UTC)
    teacher = join(email="bo@example.org", name="Bo")
    skill = propose_skill("Rust", by=teacher)
    readers = [join(email=f"m{number}@example.org", name=f"M{number}") for number in range(READERS)]
    with clock.at(moment - timedelta(hours=3)):
        for reader in readers:
            DigestTime.objects.create(member=reader, hour=moment.hour)
            far = (moment + timedelta(hours=6)).time(), (moment + timedelta(hours=7)).time()
            QuietHours.objects.create(member=reader, starts=far[0], ends=far[1])
            for _time in range(EACH):
                loop = open_loop(learner=reader, teacher=teacher, skill=skill, by=None)
                say_gain(loop, by=reader, gain="x", intention="y", by_when=(moment + timedelta(days=3)).date())
                say_applied(loop, by=reader, text="z")
                give_feedback(loop, by=teacher, text="Well done")
    Job.objects.exclude(kind__startswith="journal").delete()
    Job.objects.create(kind="notices.digests")
    return readers


def test_kills_lose_no_digest_and_what_comes_twice_is_the_same(house: dict[str, str], python: str, post_office) -> None:
    controller, box = post_office
    box.letters.clear()
    readers = lay_aside()
    script = Path(__file__).with_name("killed_digest.py")
    env = {**house, "PEERLOOP_LEASE": "0.5", "EMAIL_URL": f"smtp://{controller.hostname}:{controller.port}"}
    subprocess.run([python, script, str(KILLS), "7"], env=env, check=True, timeout=380)

    digests = {digest.pk: digest for digest in Digest.objects.all()}
    assert sorted(digest.member_id for digest in digests.values()) == [reader.pk for reader in readers]
    assert all(digest.sent_at and not digest.dropped_at for digest in digests.values())
    laid = Counter(Notice.objects.filter(kind="loop_answered").values_list("digest", flat=True))
    assert laid == dict.fromkeys(digests, EACH)

    numbers = {letter["To"]: set[str]() for letter in box.letters}
    for letter in box.letters:
        numbers[letter["To"]].add(letter["Message-ID"])
    assert sorted(address.rpartition("<")[2].rstrip(">") for address in numbers) == sorted(one.email for one in readers)
    assert all(len(some) == 1 for some in numbers.values())
    # Some were killed with a job in hand, or the drill has shown nothing.
    jobs = Job.objects.filter(kind__in=["notices.digests", "notices.digest"])
    assert jobs.filter(done_at=None).count() == 0
    assert jobs.aggregate(tries=Sum("attempts"))["tries"] > jobs.count()

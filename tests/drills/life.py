"""What happens in a house before and after its backup: ``python life.py STEP`` prints what came of it as JSON."""

from __future__ import annotations

import io
import json
import sys
from datetime import timedelta

import django

django.setup()

from django.contrib.sessions.models import Session  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402

from peerloop.files.actions import store_file  # noqa: E402
from peerloop.files.models import File  # noqa: E402
from peerloop.files.store import everything, place_of  # noqa: E402
from peerloop.journal.actions import record  # noqa: E402
from peerloop.journal.models import Job  # noqa: E402
from peerloop.journal.outbox import enqueue  # noqa: E402
from peerloop.journal.seals import seal_all  # noqa: E402
from peerloop.journal.verification import verify  # noqa: E402
from peerloop.kit.tokens import BadToken, sign, unsign  # noqa: E402
from peerloop.notices.models import Notice  # noqa: E402
from peerloop.people.actions import join  # noqa: E402
from peerloop.people.models import Member  # noqa: E402
from peerloop.schedule.actions import make_feed  # noqa: E402
from peerloop.schedule.models import Feed  # noqa: E402


def begin() -> dict[str, object]:
    """Alice joins, signs in, has a feed and a file, and mail waits for her; all of it is sealed."""
    alice = join(email="alice@example.org", name="Alice")
    browser = Client()
    browser.force_login(alice)
    make_feed(alice)
    store_file(io.BytesIO(b"What we agreed"), name="notes.txt", by=alice)
    with transaction.atomic():
        entry = record("thing.happened", actor=alice, subject=alice, about=[alice.pk])
        notice = Notice.objects.create(member=alice, entry=entry.pk, kind="request.made")
        enqueue("notices.send", {"notice": notice.pk})
        enqueue("people.send_code", {"member": alice.pk})
    seal_all()
    return {"token": sign("link", member=alice.pk)}


def busy() -> dict[str, object]:
    """Things happen until somebody ends it."""
    while True:
        with transaction.atomic():
            record("thing.happened", actor=None, subject=Job(pk=1))
        print("{}", flush=True)


def go_on() -> dict[str, object]:
    """After the backup Bo joins and brings a file, and that is sealed too."""
    store_file(io.BytesIO(b"Later"), name="later.txt", by=join(email="bo@example.org", name="Bo"))
    seal_all()
    return {}


def look(token: str) -> dict[str, object]:
    """How everything stands."""
    try:
        opens: object = unsign("link", token, within=timedelta(days=1))
    except BadToken:
        opens = None
    seal_all()
    return {
        "members": sorted(Member.objects.values_list("name", flat=True)),
        "files": {file.name: place_of(file.uid).read_text() for file in File.objects.order_by("pk")},
        "bytes of nobody": len(everything()) - File.objects.count(),
        "sign-ins": Session.objects.count(),
        "feeds": Feed.objects.count(),
        "mail that waits": Notice.objects.filter(sent_at=None, dropped_at=None).count()
        + Job.objects.filter(kind__in=["notices.send", "people.send_code"], done_at=None).count(),
        "the old link opens": opens is not None,
        "amiss in the journal": verify().findings,
    }


STEPS = {"begin": begin, "busy": busy, "go_on": go_on, "look": look}
print(json.dumps(STEPS[sys.argv[1]](*sys.argv[2:])), flush=True)

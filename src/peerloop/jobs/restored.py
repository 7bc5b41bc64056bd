"""What a restored house must forget: mail that waited, and every way in that was open at the time.

Somebody may have left, signed out or revoked a feed after the backup was made.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction

from peerloop.files.store import FOLDER
from peerloop.journal.actions import record
from peerloop.journal.models import Job
from peerloop.kit.clock import now
from peerloop.notices import actions as notices
from peerloop.schedule.models import Feed

if TYPE_CHECKING:
    from pathlib import Path

MAILS = ("notices.send", "notices.nudge", "notices.spread", "notices.digest", "people.send_code")


def take_over(folder: Path) -> None:
    """Put files and journal heads in place, and retire the backup's secret: old links open nothing, old seals hold."""
    data: Path = settings.DATA
    heads = data / "journal.heads"
    if heads.exists():
        heads.rename(data / f"journal.heads.{now():%Y%m%dT%H%M%S}")
    if (folder / "journal.heads").exists():
        shutil.copy(folder / "journal.heads", heads)
    retired = [path.read_text().strip() for name in ("secret", "secret.retired") if (path := folder / name).exists()]
    (data / "secret.retired").touch(0o600)
    (data / "secret.retired").write_text("".join(f"{secret}\n" for secret in retired))
    (data / "secret").unlink(missing_ok=True)
    shutil.rmtree(data / FOLDER, ignore_errors=True)
    if (folder / FOLDER).exists():
        (folder / FOLDER).rename(data / FOLDER)


@transaction.atomic
def quieten() -> None:
    """Drop what was to be sent, and revoke sign-ins and calendar feeds."""
    notices.quieten()
    Job.objects.filter(kind__in=MAILS, done_at=None).delete()
    UserSession.objects.all().delete()
    Session.objects.all().delete()
    Feed.objects.all().delete()
    done = Job.objects.create(kind="house.restore", made_at=now(), done_at=now())
    record("house.restored", actor=None, subject=done)

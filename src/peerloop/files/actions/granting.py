"""Let members have a file, and no more. The room that shows the file decides whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.files.models import Grant
from peerloop.journal.actions import record

if TYPE_CHECKING:
    from collections.abc import Collection

    from peerloop.files.models import File
    from peerloop.people.models import Member


@transaction.atomic
def grant(file: File, members: Collection[int | None], *, by: Member | None) -> None:
    """Let the members, by id, have the file; None is everybody here. Granting twice is granting once."""
    rows = [Grant(file=file, member_id=member) for member in members]
    Grant.objects.bulk_create(rows, ignore_conflicts=True)
    record("file.granted", actor=by, subject=file, about=[member for member in members if member])


@transaction.atomic
def revoke(file: File, members: Collection[int | None], *, by: Member | None) -> None:
    """Take it back from the members, by id; None is what was granted to everybody. Who brought it keeps it."""
    for member in members:
        Grant.objects.filter(file=file, member=member).delete()
    record("file.revoked", actor=by, subject=file, about=[member for member in members if member])

"""Delete a file for good."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.files.models import Preview
from peerloop.files.store import take_away
from peerloop.journal.actions import record

if TYPE_CHECKING:
    from peerloop.files.models import File
    from peerloop.people.models import Member


@transaction.atomic
def delete_file(file: File, *, by: Member | None) -> None:
    """Delete the row at once and the bytes when that holds; who may ask decides the room that shows the file."""
    record("file.deleted", actor=by, subject=file)
    uids = [file.uid, *Preview.objects.filter(file=file).values_list("uid", flat=True)]
    file.delete()
    for uid in uids:
        transaction.on_commit(partial(take_away, uid))

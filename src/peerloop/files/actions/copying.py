"""Keep a second file of the same bytes: what one room takes away stays in the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.files import store
from peerloop.files.actions.storing import ask_for_preview
from peerloop.files.models import File
from peerloop.journal.actions import record

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def copy_file(file: File, *, by: Member) -> File:
    """Return a file of the same name, kind and bytes that at first only ``by`` may have.

    Raises ``ValidationError`` on "file" where the bytes are gone or the disk is full.
    """
    made = File(name=file.name, kind=file.kind, size=file.size, by=by)
    store.put_again(file.uid, made.uid)
    made.save()
    ask_for_preview(made)
    record("file.stored", actor=by, subject=made, about=[by.pk])
    return made

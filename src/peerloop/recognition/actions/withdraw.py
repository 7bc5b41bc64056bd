"""Whoever wrote a word of thanks takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.recognition.models import Kudos
from peerloop.recognition.rules import is_writer

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def withdraw(kudos: Kudos, *, by: Member) -> None:
    """Take it back from all whom it thanked; gone already is as good. ``PermissionDenied`` for anybody else."""
    is_writer(kudos, by)
    for row in Kudos.objects.select_for_update(no_key=True).filter(pk=kudos.pk):
        record("kudos.withdrawn", actor=by, subject=row, about=[by.pk, *row.thanked.values_list("member", flat=True)])
        row.delete()

"""Whoever wrote a word of thanks says whether it may be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.recognition.models import Kudos
from peerloop.recognition.rules import is_writer

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def consent(kudos: Kudos, *, by: Member, may_be_shown: bool) -> None:
    """Consent, or do so no longer: what was shown is then between the two again.

    Raises ``PermissionDenied`` for anybody but who wrote it.
    """
    is_writer(kudos, by)
    for row in Kudos.objects.select_for_update(no_key=True).filter(pk=kudos.pk).exclude(may_be_shown=may_be_shown):
        row.may_be_shown = may_be_shown
        row.save(update_fields=["may_be_shown"])
        if not may_be_shown:
            row.thanked.update(shown_at=None)
        record("kudos.allowed" if may_be_shown else "kudos.disallowed", actor=by, subject=row, about=[by.pk])

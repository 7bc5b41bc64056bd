"""A member puts right what they have given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.recognition.rules import is_theirs, short_words, some_minutes

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.recognition.models import Contribution


@transaction.atomic
def correct(contribution: Contribution, *, by: Member, minutes: int | None, note: str) -> None:
    """Write the minutes that it took, and a line about it; shown as corrected where the minutes are.

    Raises ``ValidationError`` on "minutes" or "note"; ``PermissionDenied`` for anybody but its member.
    """
    is_theirs(contribution, by)
    stands = (contribution.minutes, contribution.note)
    minutes, note = some_minutes(minutes), short_words(note, field="note", needed=False)
    if (minutes, note) == stands:
        return
    if minutes != contribution.minutes:
        contribution.corrected_at = now()
    contribution.minutes, contribution.note = minutes, note
    contribution.save(update_fields=["minutes", "note", "corrected_at"])
    record("contribution.corrected", actor=by, subject=contribution, about=[by.pk])

"""A member leaves out of "what you have given" what they do not want there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.recognition.rules import is_theirs

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.recognition.models import Contribution


@transaction.atomic
def hide(contribution: Contribution, *, by: Member) -> None:
    """Leave it out; raises ``PermissionDenied`` for anybody but its member."""
    is_theirs(contribution, by)
    if contribution.hidden_at is None:
        contribution.hidden_at = now()
        contribution.save(update_fields=["hidden_at"])
        record("contribution.hidden", actor=by, subject=contribution, about=[by.pk])


@transaction.atomic
def unhide(contribution: Contribution, *, by: Member) -> None:
    """Take it in again; raises ``PermissionDenied`` for anybody but its member."""
    is_theirs(contribution, by)
    if contribution.hidden_at is not None:
        contribution.hidden_at = None
        contribution.save(update_fields=["hidden_at"])
        record("contribution.unhidden", actor=by, subject=contribution, about=[by.pk])

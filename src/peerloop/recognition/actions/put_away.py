"""The one who was thanked does not want to see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.recognition.rules import is_theirs

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.recognition.models import Thanked


@transaction.atomic
def put_away(thanked: Thanked, *, by: Member) -> None:
    """Put it away, so that nobody sees it on one's page, nor oneself; its writer is not told."""
    is_theirs(thanked, by)
    if thanked.hidden_at is None:
        thanked.hidden_at, thanked.shown_at = now(), None
        thanked.save(update_fields=["hidden_at", "shown_at"])
        record("kudos.put_away", actor=by, subject=thanked, about=[by.pk])


@transaction.atomic
def bring_back(thanked: Thanked, *, by: Member) -> None:
    """See it again; it is shown to nobody."""
    is_theirs(thanked, by)
    if thanked.hidden_at is not None:
        thanked.hidden_at = None
        thanked.save(update_fields=["hidden_at"])
        record("kudos.brought_back", actor=by, subject=thanked, about=[by.pk])

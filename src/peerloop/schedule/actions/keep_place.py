"""Say that the new time suits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.schedule.actions.opened import opened
from peerloop.schedule.models import Kept
from peerloop.schedule.rules import still_open

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@transaction.atomic
def keep_place(session: Session, *, by: Member) -> None:
    """Keep one's place after the latest move; twice is once, and without a move there is nothing to say.

    Raises ``ValidationError`` for one that is cancelled or over, ``PermissionDenied`` for who takes no part.
    """
    stands, _members = opened(session, by=by, leading=False)
    still_open(stands, now=now())
    move = stands.moves.order_by("-at", "-pk").first()
    if move is None:
        return
    _kept, new = Kept.objects.get_or_create(move=move, member=by)
    if new:
        record("session.kept", actor=by, subject=stands, about=[by.pk])

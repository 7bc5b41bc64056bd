"""The held hour becomes a booked one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.schedule.actions.opened import opened
from peerloop.schedule.models import Confirmation
from peerloop.schedule.rules import still_open

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@transaction.atomic
def confirm_session(session: Session, *, by: Member | None) -> Session:
    """Book the held session and return it as it stands; a second time changes nothing.

    Raises ``ValidationError`` for one that is cancelled or over, ``PermissionDenied`` for who takes no part.
    """
    stands, members = opened(session, by=by)
    if hasattr(stands, "confirmation"):
        return stands
    still_open(stands, now=now())
    Confirmation.objects.create(session=stands, by=by)
    record("session.confirmed", actor=by, subject=stands, about=members)
    return stands

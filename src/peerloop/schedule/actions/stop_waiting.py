"""Give up one's place on the waiting list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.schedule.actions.opened import hold_session_row
from peerloop.schedule.models import Invitation, Waiting

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@transaction.atomic
def stop_waiting(session: Session, *, by: Member) -> None:
    """Wait no longer; nothing happens for who does not wait."""
    hold_session_row(session)
    gone, _rows = Waiting.objects.filter(session=session, member=by).delete()
    if gone:
        Invitation.objects.filter(session=session, member=by).update(answer=Invitation.Answer.NO, answered_at=now())
        record("session.unwaited", actor=by, subject=session, about=[by.pk])

"""Say no to an invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.schedule.actions.leave_session import leave_session
from peerloop.schedule.actions.opened import hold_session_row
from peerloop.schedule.actions.stop_waiting import stop_waiting
from peerloop.schedule.models import Invitation, Participation, Waiting

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@transaction.atomic
def decline_invitation(session: Session, *, by: Member) -> None:
    """Answer no, also after a yes, which frees the place; a second no changes nothing."""
    hold_session_row(session)
    if Participation.objects.filter(session=session, member=by).exists():
        leave_session(session, by=by)
    elif Waiting.objects.filter(session=session, member=by).exists():
        stop_waiting(session, by=by)
    elif Invitation.objects.filter(session=session, member=by, answer="").update(
        answer=Invitation.Answer.NO, answered_at=now()
    ):
        record("session.declined", actor=by, subject=session, about=[by.pk])

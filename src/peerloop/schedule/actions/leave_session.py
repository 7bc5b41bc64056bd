"""One of three or more cannot come; the others still meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.schedule.actions.cancel_session import cancel_session
from peerloop.schedule.actions.opened import opened
from peerloop.schedule.models import Participation
from peerloop.schedule.rules import still_open

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

FEWEST = 2


@transaction.atomic
def leave_session(session: Session, *, by: Member) -> Session:
    """Take part no longer and return the session as it stands; where only one would be left it is cancelled.

    Raises ``ValidationError`` for one that is cancelled or over, ``PermissionDenied`` for who takes no part.
    """
    stands, members = opened(session, by=by)
    still_open(stands, now=now())
    if len(members) <= FEWEST:
        return cancel_session(stands, by=by)
    Participation.objects.filter(session=stands, member=by).delete()
    stands.sequence += 1
    stands.save(update_fields=["sequence"])
    record("session.left", actor=by, subject=stands, about=members)
    return stands

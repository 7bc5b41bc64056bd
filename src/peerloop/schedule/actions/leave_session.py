"""One of those who meet cannot come; the others still meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.schedule.actions.cancel_session import cancel_session
from peerloop.schedule.actions.opened import opened
from peerloop.schedule.actions.promote import promote
from peerloop.schedule.models import Invitation, Participation, Session
from peerloop.schedule.rules import still_open

if TYPE_CHECKING:
    from peerloop.people.models import Member

FEWEST = 2


@transaction.atomic
def leave_session(session: Session, *, by: Member) -> Session:
    """Take part no longer and return the session as it stands.

    Where only one would be left, or nobody who leads, it is cancelled. Else the place passes on to who waits.
    Raises ``ValidationError`` for one that is cancelled or over, ``PermissionDenied`` for who takes no part.
    """
    stands, members = opened(session, by=by, leading=False)
    still_open(stands, now=now())
    joined = stands.audience != Session.Audience.MADE_FOR
    if _cannot_go_on(stands, by, members):
        words = _("Whoever led it cannot come any more.") if joined else ""
        return cancel_session(stands, by=by, word=words)
    Participation.objects.filter(session=stands, member=by).delete()
    Invitation.objects.filter(session=stands, member=by).update(answer=Invitation.Answer.NO, answered_at=now())
    if not joined:  # the calendars of the others name who comes
        stands.sequence += 1
        stands.save(update_fields=["sequence"])
    record("session.left", actor=by, subject=stands, about=[by.pk] if joined else members)
    promote(stands)
    return stands


def _cannot_go_on(session: Session, by: Member, members: dict[int, Member]) -> bool:
    if session.audience == Session.Audience.MADE_FOR:
        return len(members) <= FEWEST
    leading = session.participations.filter(part=Participation.Part.TEACHER)
    return not leading.exclude(member=by).exists()

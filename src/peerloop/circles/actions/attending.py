"""Who is in the circle comes to its meetings: through the schedule, which knows places, clashes, mail and calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from peerloop.circles.actions.held import to_come
from peerloop.schedule.actions import decline_invitation, invite, join_session
from peerloop.schedule.models import Invitation, Session
from peerloop.schedule.queries import weeks_full

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.circles.models import Circle
    from peerloop.people.models import Member


def come_to_meetings(circle: Circle, members: Iterable[Member]) -> None:
    """Let the members come to all meetings ahead; whoever has something else then, or a full week, stays invited."""
    some = list(members)
    for session in Session.objects.filter(pk__in=to_come(circle)).order_by("pk"):
        _busy, full = come(session, some)
        invite(session, full, by=None, anyway=True)


def come(session: Session, members: Iterable[Member], *, anyway: bool = False) -> tuple[list[Member], list[Member]]:
    """Invite the members and say yes for those who can; return who has something else then, and who was not asked.

    Not asked is whose weekly hours it would overrun, unless ``anyway``.
    """
    some = list(members)
    full = [] if anyway else weeks_full(some, session)
    asked = [one for one in some if one not in full]
    invite(session, asked, by=None, anyway=True)
    busy = []
    for member in asked:
        try:
            with transaction.atomic():
                join_session(session, by=member, wait=False)
        except (ValidationError, PermissionDenied):
            busy.append(member)
    return busy, full


def stay_away(circle: Circle, member: Member) -> None:
    """Give the member's places and invitations ahead back; a meeting that nobody else leads is cancelled."""
    for session in Session.objects.filter(pk__in=to_come(circle)).order_by("pk"):
        decline_invitation(session, by=member)
        Invitation.objects.filter(session=session, member=member).delete()

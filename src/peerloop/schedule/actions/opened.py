"""Take a session in hand: its members locked, its row fresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from peerloop.schedule.locks import hold_members
from peerloop.schedule.models import Participation, Session, Waiting
from peerloop.schedule.rules import take_part

if TYPE_CHECKING:
    from peerloop.people.models import Member

STATES = ("skill", "confirmation", "cancellation", "record")


def opened(session: Session, *, by: Member | None, leading: bool = True) -> tuple[Session, dict[int, Member]]:
    """Return the session as it stands under the locks of its members, and those by id.

    Whoever changes a session locks its members first, so that bookings, moves and cancellations of the same
    people follow one another; of one that can be joined its own row before them, so that nobody comes in between.
    Raises ``PermissionDenied`` when ``by`` takes no part, or (``leading``) does not lead where only leaders may.
    """
    joined = session.audience != Session.Audience.MADE_FOR
    if joined:
        hold_session_row(session)
    parts = dict(Participation.objects.filter(session=session).values_list("member", "part"))
    take_part(by, parts)
    if joined and leading and by is not None and parts[by.pk] != Participation.Part.TEACHER:
        raise PermissionDenied
    waiting = Waiting.objects.filter(session=session).values_list("member", flat=True) if joined else ()
    members = hold_members([*parts, *waiting])
    if not joined:  # one of three may have left while the others' rows were waited for; nobody can have come
        parts = dict(Participation.objects.filter(session=session).values_list("member", "part"))
        take_part(by, parts)
    fresh = Session.objects.select_related(*STATES).get(pk=session.pk)
    return fresh, {pk: member for pk, member in members.items() if pk in parts}


def hold_session_row(session: Session) -> None:
    """Lock the row of a session that can be joined, before its members."""
    Session.objects.select_for_update(no_key=True).get(pk=session.pk)

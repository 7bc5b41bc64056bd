"""Take a session in hand: its members locked, its row fresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.schedule.locks import hold_members
from peerloop.schedule.models import Participation, Session
from peerloop.schedule.rules import take_part

if TYPE_CHECKING:
    from peerloop.people.models import Member


def opened(session: Session, *, by: Member | None) -> tuple[Session, dict[int, Member]]:
    """Return the session as it stands under the locks of its members, and those by id.

    Whoever changes a session locks its members first, so that bookings, moves and cancellations of the same
    people follow one another. Raises ``PermissionDenied`` when ``by`` takes no part.
    """
    ids = list(Participation.objects.filter(session=session).values_list("member", flat=True))
    take_part(by, ids)
    members = hold_members(ids)
    states = ("skill", "confirmation", "cancellation", "record")
    return Session.objects.select_related(*states).get(pk=session.pk), members

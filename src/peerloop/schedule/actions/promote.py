"""A place is free: it goes to who has waited longest and can come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.journal.actions import record
from peerloop.schedule.booking import can_come
from peerloop.schedule.models import Participation, Waiting
from peerloop.schedule.queries import places_left
from peerloop.schedule.rules import part_for

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


def promote(session: Session) -> list[Member]:
    """Fill free places from the waiting list and return who came in, in order.

    To be called with the session's row and those of the waiting locked, in the transaction of what freed the
    place. Whoever has something else by now, or is apart from one of those who come, is passed over and goes
    on waiting in their place.
    """
    left = places_left(session)
    if left == 0:
        return []
    queue = list(Waiting.objects.filter(session=session).select_related("member").order_by("pk"))
    come = []
    for waits in queue:
        if left == 0:
            break
        if not can_come(waits.member, session):
            continue
        Participation.objects.create(session=session, member=waits.member, part=part_for(session))
        waits.delete()
        record("session.promoted", actor=None, subject=session, about=[waits.member_id])
        come.append(waits.member)
        left = None if left is None else left - 1
    return come

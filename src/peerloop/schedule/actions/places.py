"""Who leads a session, and places that are given up because its time has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.schedule.booking import can_come
from peerloop.schedule.models import Invitation, Participation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


def leading(session: Session) -> set[int]:
    """Return the ids of those who lead."""
    return set(session.participations.filter(part=Participation.Part.TEACHER).values_list("member", flat=True))


def give_up_places(session: Session, members: Iterable[Member]) -> set[int]:
    """Free the places of those who have something else at the session's time as it is now, and return their ids.

    They are invited anew, so that they can come back where they find a way. Called with all of them locked.
    """
    lost = [member for member in members if not can_come(member, session)]
    for member in lost:
        Participation.objects.filter(session=session, member=member).delete()
        anew = {"answer": "", "answered_at": None, "at": now()}
        Invitation.objects.update_or_create(session=session, member=member, defaults=anew)
        record("session.displaced", actor=None, subject=session, about=[member.pk])
    return {member.pk for member in lost}

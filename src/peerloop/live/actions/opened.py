"""Take a session in hand: its row locked, who takes part and its states fresh."""

from __future__ import annotations

from peerloop.schedule.models import Session
from peerloop.schedule.queries import in_full


def opened(session: Session) -> Session:
    """Return the session as it stands, under its lock: what is done in it follows one after the other.

    Who books or moves locks members first and this row after them; nothing here locks members, so neither waits for
    ever.
    """
    list(Session.objects.select_for_update(no_key=True).filter(pk=session.pk).values_list("pk"))
    return in_full(Session.objects.all()).get(pk=session.pk)


def everybody(session: Session) -> list[int]:
    """Return the ids of those who take part."""
    return [one.member_id for one in session.participations.all()]

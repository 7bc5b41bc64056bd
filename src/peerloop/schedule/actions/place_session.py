"""Say where a session is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.schedule.actions.opened import opened
from peerloop.schedule.rules import still_open, unchanged
from peerloop.schedule.whereabouts import whereabouts

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session


@transaction.atomic
def place_session(session: Session, *, by: Member | None, place: str, link: str, sequence: int) -> Session:
    """Set place and link and return the session as it stands.

    Raises ``StaleSequence`` when the session was changed since ``sequence``, ``ValidationError`` by field,
    ``PermissionDenied`` for who takes no part.
    """
    stands, members = opened(session, by=by)
    unchanged(stands, sequence)
    still_open(stands, now=now())
    where = whereabouts(place, link)
    if (stands.place, stands.link) == (where["place"], where["link"]):
        return stands
    stands.place, stands.link = where["place"], where["link"]
    stands.sequence += 1
    stands.save(update_fields=["place", "link", "sequence"])
    record("session.placed", actor=by, subject=stands, about=members)
    return stands
